import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { memory } from "../../../exporter/kernel/kernel";
import { kernelLoops } from "../../../exporter/kernel/loops";
import { loadZone } from "../../../exporter/words/zone";
import { type ColumnCells, NUMBER } from "../../../shared/column-cells";
import type { KeysState, Loops } from "../../../shared/loops";
import { LEGAL_SUFFIXES } from "../../../shared/text";
import { typescriptLoops } from "../../../shared/typescript-loops";
import { wallPeriods } from "../../../shared/zone";
import { anyText, inEmptyMemory, placed, TABLES } from "./twins";

/** What `work` gives with the kernel is what it gives with TypeScript. */
function expectSame(work: (loops: Loops, isKernel: boolean) => unknown): void {
  const expected = work(typescriptLoops, false);
  inEmptyMemory(() => {
    memory().withScratch((scratch) => expect(work(kernelLoops(scratch), true)).toEqual(expected));
  });
}

/** The distinct cells of a column; for the kernel in its memory. */
function cellsOf(texts: readonly string[], isKernel: boolean): ColumnCells {
  const encoded = texts.map((text) => Buffer.from(text));
  const bytes = Buffer.concat(encoded);
  const starts = Uint32Array.from(encoded, (_, i) => Buffer.concat(encoded.slice(0, i)).length);
  const arena = isKernel ? new Uint8Array(memory().buffer, placed(bytes), bytes.length) : bytes;
  const lengths = Uint32Array.from(encoded, ({ length }) => length);
  const text = (i: number) => texts[i];
  return {
    codes: new Int32Array(0),
    size: texts.length,
    arena,
    starts,
    lengths,
    text,
    numbers: null,
    numbersAre: "number",
  };
}

const words = fc.constantFrom(
  "Acme",
  "ACME",
  "acme",
  "Beta",
  "Ltd",
  "ltd.",
  "Inc",
  "Incorporated",
  "GmbH",
  "& Co.",
  "S.A.",
  "O'Brien",
  "-",
  "...",
  "#",
  "#REF!",
  "Err:502",
  "a;b",
  "Zoë",
);
const name = fc.oneof(
  fc.array(words, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(" ")),
  fc.array(words, { minLength: 1, maxLength: 4 }).map((parts) => parts.join("")),
  fc.constantFrom(
    " Acme",
    "Acme ",
    "Ac  me",
    "x".repeat(1000),
    "x".repeat(1001),
    "\u007fx",
    "~",
    "Loading...",
    "Acme Limited",
    "ACME  limited",
  ),
  anyText,
);
const names = fc.uniqueArray(name, { maxLength: 12 });

describe("the kernel does what TypeScript does", () => {
  test("reading names: which are plain, their keys, in whatever order, their loose hashes", () => {
    fc.assert(
      fc.property(names, names, fc.boolean(), (before, after, isCompany) => {
        expectSame((loops, isKernel) => {
          const read = (texts: string[], base?: KeysState) => {
            const cells = cellsOf(texts, isKernel);
            const keys = loops.keysAfter(base, cells, true);
            const ids = loops.integers(texts.length);
            const hashes = loops.numbers(texts.length);
            const others = [...Array.from(loops.internPlain(cells, keys, ids, hashes, isCompany))];
            for (const i of others) ids[i] = keys.internText(texts[i]);
            return { state: keys.toState(), said: [others, [...ids], [...hashes], keys.size] };
          };
          const { state, said } = read(before);
          // What goes on from keys leaves them as they are.
          return [said, read(after, state).said, read(after, state).said, state.size];
        });
      }),
      { numRuns: TABLES },
    );
  });

  test("reading companies that end in any of the suffixes that do not count", () => {
    const texts = [...LEGAL_SUFFIXES].flatMap((suffix) => [`Acme ${suffix}`, `Acme ${suffix}x`, suffix.toUpperCase()]);
    expectSame((loops, isKernel) => {
      const cells = cellsOf(texts, isKernel);
      const hashes = loops.numbers(texts.length);
      loops.internPlain(cells, loops.keysAfter(undefined, cells, true), loops.integers(texts.length), hashes, true);
      return [...hashes];
    });
  });

  test("finding names that are near each other", () => {
    const readings = fc.array(
      fc.tuple(fc.oneof(fc.nat(3), fc.constant(Number.NaN), fc.constant(2 ** 53 - 1)), fc.integer({ min: -1, max: 4 })),
    );
    fc.assert(
      fc.property(readings, (readings) => {
        const hashes = Float64Array.from(readings, ([hash]) => hash);
        const keys = Int32Array.from(readings, ([, key]) => key);
        expectSame((loops) => loops.looseIds(hashes, keys));
      }),
      { numRuns: TABLES },
    );
  });

  test("one id of a reading, by its loose id where it has one", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(9), fc.integer({ min: -1, max: 3 }))), (readings) => {
        const keys = Int32Array.from(readings, ([key]) => key);
        const loose = Int32Array.from(readings, ([, id]) => id);
        expectSame((loops) => loops.nearIds(keys, loose));
      }),
      { numRuns: TABLES },
    );
  });

  test("wall times as instants, and which of them a rule must look at", () => {
    const zones = ["UTC", "Europe/London", "America/New_York", "Australia/Lord_Howe"].map(loadZone);
    const walls = [...zones.flatMap(({ starts }) => starts.slice(1)), Date.UTC(2000, 0, 1), Date.UTC(2026, 10, 22)];
    const wall = fc
      .tuple(fc.constantFrom(...walls), fc.integer({ min: -100, max: 100 }))
      .map(([at, quarters]) => at + quarters * 900_000);
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.array(fc.oneof(wall, fc.constant(null)), { maxLength: 12 }),
        (zone, cells) => {
          const column: ColumnCells = {
            ...cellsOf([], false),
            codes: Int32Array.from(cells, (cell) => (cell === null ? 0 : NUMBER)),
            numbers: Float64Array.from(cells, (cell) => cell ?? 0),
          };
          const [earliest, latest] = [Date.UTC(2000, 0, 3), Date.UTC(2026, 10, 22)];
          expectSame((loops) => {
            const instants = loops.numbers(cells.length);
            const others = [...Array.from(loops.plainInstants(column, wallPeriods(zone), earliest, latest, instants))];
            return { others, instants: [...instants].map((instant, row) => (others.includes(row) ? null : instant)) };
          });
        },
      ),
      { numRuns: TABLES },
    );
  });

  const bytes = (max: number) => fc.uint8Array({ max, minLength: 5, maxLength: 5 });
  const codes = fc.option(fc.array(fc.nat(4), { maxLength: 40 }).map((codes) => Int32Array.from(codes)));

  test("what readings say of rows: flaws and blanks, bits, the rows with a byte", () => {
    const table = Uint8Array.from({ length: 4 * 256 }, (_, at) => 7 * at);
    fc.assert(
      fc.property(fc.array(fc.tuple(codes, bytes(3), fc.boolean()), { maxLength: 3 }), fc.nat(40), (fields, length) => {
        expectSame((loops) => {
          const [flawed, blanks, bits] = [loops.bytes(length), loops.bytes(length), loops.bytes(length)];
          for (const [short, readings, isFlaw] of fields) {
            const codes = short && Int32Array.from({ length }, (_, row) => short[row] ?? 0);
            const said = codes === null ? Uint8Array.from({ length }, (_, row) => readings[row % 5]) : readings;
            loops.addFlaws(codes, said, isFlaw, flawed, blanks);
            loops.addBits(codes, said, bits);
          }
          const combined = loops.bytes(length);
          loops.combine(flawed, bits, table, combined);
          const rows = [0, 1, 3].map((byte) => [loops.rowsWith(bits, byte), loops.countOf(bits, byte)]);
          return { flawed, blanks, bits, combined, rows };
        });
      }),
      { numRuns: TABLES },
    );
  });

  const key = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom(-(2 ** 31), 2 ** 31 - 1));
  const keyField = fc.tuple(
    fc.array(key, { minLength: 3, maxLength: 3 }),
    fc.array(fc.nat(2), { minLength: 30, maxLength: 30 }),
  );
  const instant = fc.oneof(fc.nat(3), fc.constant(Number.NaN));

  test("grouping rows by their keys, however wide these are, and who wins in each group", () => {
    const rows = fc.uniqueArray(fc.nat(29)).map((rows) => rows.sort((a, b) => a - b));
    const times = fc.option(fc.array(instant, { minLength: 30, maxLength: 30 }));
    fc.assert(
      fc.property(rows, fc.array(keyField, { minLength: 1, maxLength: 5 }), times, (rows, fields, times) => {
        const list = Int32Array.from(rows);
        const codes = fields.map(([, codes]) => Int32Array.from(codes));
        const keys = fields.map(([keys]) => Int32Array.from(keys));
        expectSame((loops) => {
          const first = loops.groupByKeys(list, codes, keys);
          const [marks, winner] = [loops.bytes(30), loops.integers(30)];
          loops.markLosers(list, first, times && Float64Array.from(times), 2, marks, winner);
          return { first, marks, winner };
        });
      }),
      { numRuns: TABLES },
    );
  });

  test("grouping fifty thousand rows, which are parted", () => {
    const rows = Int32Array.from({ length: 50_000 }, (_, row) => row);
    const codes = [rows.map((row) => (row * 7919) % 30_011), rows.map((row) => row % 3)];
    const keys = [Int32Array.from({ length: 30_011 }, (_, i) => i % 20_000), Int32Array.of(5, 5, 9)];
    expectSame((loops) => loops.groupByKeys(rows, codes, keys));
  });
});
