import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { possibleTwins } from "../../shared/possible-twins";
import { typescriptLoops } from "../../shared/typescript-loops";
import {
  BLANK,
  BLANK_FLAW,
  CLEAN,
  codeOfFlaw,
  DUPLICATE,
  flawOf,
  HELD,
  type InstantReadings,
  judge as judgeBy,
  type KeptApart,
  type TabReadings,
  type WordReadings,
  warningBit,
  warningsOf,
} from "../../shared/verdicts";

const judge = (tab: TabReadings, apart?: KeptApart) => judgeBy(tab, typescriptLoops, apart);

/** A row of three key fields (a small number is a key, null a blank cell, "bad" a flaw) and an instant (null: flawed). */
interface Row {
  cells: (number | null | "bad")[];
  instant: number | null;
  overlong?: boolean;
}

const BAD = flawOf("CELL_ERROR");

/** Readings 0..9 are keys 0..9, 10 is blank, 11 flawed. */
function field(rows: Row[], i: number, loose: Int32Array | null = null): WordReadings {
  const codes = Int32Array.from(rows, ({ cells }) => (cells[i] === null ? 10 : cells[i] === "bad" ? 11 : cells[i]));
  const flaws = new Uint8Array(12);
  flaws[10] = BLANK_FLAW;
  flaws[11] = BAD;
  const keys = Int32Array.from({ length: 12 }, (_, k) => k);
  return { required: true, codes, flaws, keys, warnings: new Uint8Array(12), loose };
}

function tab(rows: Row[], loose: (Int32Array | null)[] = [null, null, null]): TabReadings {
  return {
    rows: rows.length,
    fields: [...[0, 1, 2].map((i) => field(rows, i, loose[i])), times(rows)],
    uniqueKey: [0, 1, 2],
    overlong: rows.flatMap(({ overlong }, i) => (overlong ? [i] : [])),
  };
}

function times(rows: Row[]): InstantReadings {
  return {
    required: true,
    codes: null,
    instants: Float64Array.from(rows, ({ instant }) => instant ?? Number.NaN),
    flaws: Uint8Array.from(rows, ({ instant }) => (instant === null ? BAD : 0)),
    warnings: new Uint8Array(rows.length),
  };
}

/** The rules of DESIGN, one row at a time, as slowly as one would explain them. */
function oracle(rows: Row[]): { verdict: number; winner: number }[] {
  const clean = rows.map(({ cells, instant, overlong }) => {
    return cells.every((cell) => typeof cell === "number") && instant !== null && !overlong;
  });
  return rows.map((row, i) => {
    if (!clean[i]) return { verdict: HELD, winner: -1 };
    let winner = i;
    rows.forEach((other, j) => {
      if (!clean[j] || other.cells.join() !== row.cells.join()) return;
      const best = rows[winner].instant!;
      if (other.instant! < best || (other.instant === best && j < winner)) winner = j;
    });
    return winner === i ? { verdict: CLEAN, winner: -1 } : { verdict: DUPLICATE, winner };
  });
}

const cell = fc.oneof({ weight: 12, arbitrary: fc.integer({ min: 0, max: 2 }) }, fc.constantFrom(null, "bad" as const));
const rowArbitrary: fc.Arbitrary<Row> = fc.record({
  cells: fc.tuple(cell, cell, cell),
  instant: fc.oneof({ weight: 12, arbitrary: fc.integer({ min: 0, max: 5 }) }, fc.constant(null)),
});

describe("the verdict of every row", () => {
  it("is what the rules say, one row at a time", () => {
    fc.assert(
      fc.property(fc.array(rowArbitrary, { maxLength: 60 }), (rows) => {
        const { verdict, winner } = judge(tab(rows));
        expect(rows.map((_, i) => ({ verdict: verdict[i], winner: winner[i] }))).toEqual(oracle(rows));
      }),
      { numRuns: 500 },
    );
  });

  it("adds up: read = blank + clean + duplicate + held", () => {
    fc.assert(
      fc.property(fc.array(rowArbitrary, { maxLength: 60 }), (rows) => {
        const { counts } = judge(tab(rows));
        expect(counts.read).toBe(rows.length);
        expect(counts.blank + counts.clean + counts.duplicate + counts.held).toBe(counts.read);
      }),
    );
  });

  it("does not depend on the order of rows, but for ties in time", () => {
    const distinctTimes = fc.uniqueArray(rowArbitrary, { maxLength: 40, selector: ({ instant }) => instant ?? {} });
    const shuffled = distinctTimes.chain((rows) =>
      fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
    );
    fc.assert(
      fc.property(shuffled, ([rows, permuted]) => {
        const before = judge(tab(rows)).verdict;
        const after = judge(tab(permuted)).verdict;
        rows.forEach((row, i) => {
          expect(after[permuted.indexOf(row)]).toBe(before[i]);
        });
      }),
    );
  });

  it("is blank only when every field and the timestamp are blank", () => {
    const blank = tab([
      { cells: [null, null, null], instant: null },
      { cells: [null, 1, null], instant: null },
    ]);
    blank.fields[3].flaws.fill(BLANK_FLAW);
    expect([...judge(blank).verdict]).toEqual([BLANK, HELD]);
    expect([...judge({ ...blank, overlong: [0] }).verdict]).toEqual([HELD, HELD]);
    expect(codeOfFlaw(BLANK_FLAW)).toBe("MISSING");
  });

  it("takes the lowest row where a tab has no timestamps", () => {
    const rows = [2, 1, 2, 1].map((key) => ({ cells: [key, 0, 0], instant: 0 }) satisfies Row);
    const { fields, ...readings } = tab(rows);
    expect([...judge({ ...readings, fields: fields.slice(0, 3) }).winner]).toEqual([-1, -1, 0, 1]);
  });

  it("finds a duplicate 900,000 rows away", () => {
    const size = 900_001;
    const ids = Int32Array.from({ length: size }, (_, i) => (i === size - 1 ? 0 : i));
    const readings: WordReadings = {
      required: true,
      codes: ids,
      flaws: new Uint8Array(size),
      keys: Int32Array.from({ length: size }, (_, i) => i),
      warnings: new Uint8Array(size),
      loose: null,
    };
    const { counts, winner } = judge({
      rows: size,
      fields: [readings],
      uniqueKey: [0],
      overlong: [],
    });
    expect(counts).toEqual({ read: size, blank: 0, clean: size - 1, duplicate: 1, held: 0 });
    expect(winner[size - 1]).toBe(0);
  });
});

describe("possible duplicates", () => {
  const hint = warningBit("POSSIBLE_DUPLICATE");
  // Keys 0 and 1 of the first field are one but for an accent.
  const loose = new Int32Array(12).fill(-1);
  loose[0] = loose[1] = 0;

  it("marks clean rows equal but for a loose key, both of them", () => {
    const rows = [0, 1, 2, 1].map((key, i) => ({ cells: [key, 5, i === 3 ? 6 : 5], instant: i }) satisfies Row);
    const { verdict, warnings } = judge(tab(rows, [loose, null, null]));
    expect([...verdict]).toEqual([CLEAN, CLEAN, CLEAN, CLEAN]);
    expect([...warnings]).toEqual([hint, hint, 0, 0]);
  });

  it("says nothing of duplicates and held rows", () => {
    const rows: Row[] = [
      { cells: [0, 5, 5], instant: 0 },
      { cells: [0, 5, 5], instant: 1 },
      { cells: [1, 5, "bad"], instant: 2 },
    ];
    expect([...judge(tab(rows, [loose, null, null])).warnings]).toEqual([0, 0, 0]);
  });
});

describe("possible duplicates that a person keeps apart", () => {
  const hint = warningBit("POSSIBLE_DUPLICATE");
  // Keys 0, 1 and 2 of the first field are one but for accents; 3 is like no other.
  const loose = new Int32Array(12).fill(-1);
  loose[0] = loose[1] = loose[2] = 0;
  const near = fc.integer({ min: 0, max: 3 });
  const rowsArbitrary = fc.array(
    fc.tuple(near, fc.integer({ min: 0, max: 1 })).map(([a, b]): Row => ({ cells: [a, b, 5], instant: 0 })),
    { maxLength: 12 },
  );
  const pairKey = (a: Row, b: Row) => [a.cells.join(), b.cells.join()].sort().join(" ");
  const apartOf = (rows: Row[], pairs: string[]) => (a: number, b: number) => pairs.includes(pairKey(rows[a], rows[b]));
  const arbitrary = rowsArbitrary.chain((rows) =>
    fc.record({
      rows: fc.constant(rows),
      pairs: fc.subarray([...new Set(rows.flatMap((a) => rows.map((b) => pairKey(a, b))))]),
    }),
  );

  it("are warned of only while another row of their group is not kept apart from them", () => {
    fc.assert(
      fc.property(arbitrary, ({ rows, pairs }) => {
        const { verdict, warnings } = judge(tab(rows, [loose, null, null]), apartOf(rows, pairs));
        const expected = rows.map((row, i) => {
          const isTwin = (other: Row, j: number) =>
            j !== i &&
            verdict[j] === CLEAN &&
            Number(row.cells[0]) < 3 &&
            Number(other.cells[0]) < 3 &&
            row.cells[1] === other.cells[1] &&
            !pairs.includes(pairKey(row, other));
          return verdict[i] === CLEAN && rows.some(isTwin) ? hint : 0;
        });
        expect([...warnings]).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it("keep their verdicts, whatever is decided; and without a decision nothing changes", () => {
    fc.assert(
      fc.property(arbitrary, ({ rows, pairs }) => {
        const readings = tab(rows, [loose, null, null]);
        const plain = judge(readings);
        expect(judge(readings, () => false)).toEqual(plain);
        const { verdict, winner, counts } = judge(readings, apartOf(rows, pairs));
        expect({ verdict, winner, counts }).toEqual({
          verdict: plain.verdict,
          winner: plain.winner,
          counts: plain.counts,
        });
      }),
    );
  });

  it("name as their twin the first row they are not kept apart from", () => {
    fc.assert(
      fc.property(arbitrary, ({ rows, pairs }) => {
        const readings = tab(rows, [loose, null, null]);
        const apart = apartOf(rows, pairs);
        const verdicts = judge(readings, apart);
        const twins = possibleTwins(readings, verdicts, apart);
        expect([...twins.keys()].sort((a, b) => a - b)).toEqual(
          [...verdicts.warnings.keys()].filter((row) => verdicts.warnings[row] === hint),
        );
        for (const [row, twin] of twins) {
          expect(apart(row, twin)).toBe(false);
          expect(rows[twin].cells[1]).toBe(rows[row].cells[1]);
          expect(twin).not.toBe(row);
        }
      }),
    );
  });
});

it("keeps warnings as bits that read back as their codes", () => {
  expect(warningsOf(warningBit("UNKNOWN_COMPANY") | warningBit("GAP_TIMESTAMP"))).toEqual([
    "UNKNOWN_COMPANY",
    "GAP_TIMESTAMP",
  ]);
});
