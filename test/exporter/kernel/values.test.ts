import fc from "fast-check";
import { expect, test } from "vitest";
import { kernel, memory } from "../../../exporter/kernel/kernel";
import { localDay } from "../../../shared/calendar";
import { toWall } from "../../../shared/zone";
import { forgetBlocks } from "./checks";
import { TABLES } from "./twins";

const words = (values: ArrayLike<number>) => {
  const placed = memory().int32(values.length);
  placed.set(values);
  return placed.byteOffset;
};
const doubles = (values: readonly number[]) => {
  const placed = memory().float64(values.length);
  placed.set(values);
  return placed.byteOffset;
};
const flagsOf = (values: readonly number[]) => {
  const placed = memory().uint8(values.length);
  placed.set(values);
  return placed.byteOffset;
};

const SIZE = 40;
const rows = fc.array(fc.nat(SIZE - 1), { maxLength: 60 });
const column = fc.array(fc.nat(SIZE - 1), { minLength: SIZE, maxLength: SIZE });
const numbers = fc.array(fc.oneof(fc.integer(), fc.constant(0)), { minLength: SIZE, maxLength: SIZE });
const instants = fc.array(fc.oneof(fc.integer({ min: -(2 ** 43), max: 2 ** 43 }), fc.constant(Number.NaN)), {
  minLength: SIZE,
  maxLength: SIZE,
});
const flags = fc.array(fc.nat(2), { minLength: SIZE, maxLength: SIZE });

/** What a function of the kernel wrote for the rows, and what a row-by-row look gives; `undefined` is none. */
function both(
  chosen: readonly number[],
  nullable: boolean,
  wide: boolean,
  call: (rows: number, levels: number, values: number) => number,
  expected: (row: number) => number | undefined,
) {
  const levels = nullable ? memory().take(4 * chosen.length) : 0;
  const values = memory().take((wide ? 8 : 4) * chosen.length);
  const present = call(words(chosen), levels, values);
  const read = wide
    ? [...new BigInt64Array(memory().buffer, values, present)].map(Number)
    : [...new Uint32Array(memory().buffer, values, present)];
  const has = nullable ? [...new Uint32Array(memory().buffer, levels, chosen.length)] : chosen.map(() => 1);
  const all = chosen.map(expected);
  expect(has).toEqual(all.map((value) => (value === undefined ? 0 : 1)));
  expect(read).toEqual(all.filter((value) => value !== undefined));
}

test("the values of rows are those that TypeScript finds", () => {
  fc.assert(
    fc.property(
      fc.record({ rows, column, numbers, instants, flags, nullable: fc.boolean() }),
      ({ rows, column, numbers, instants, flags, nullable }) => {
        forgetBlocks();
        const k = kernel();
        const { length } = rows;
        both(
          rows,
          false,
          true,
          (at, _, to) => k.sheetRows(at, length, 0, to),
          (row) => row + 2,
        );
        both(
          rows,
          false,
          true,
          (at, _, to) => k.sheetRows(at, length, words(column), to),
          (row) => column[row] + 2,
        );
        const ids = (at: number, levels: number, to: number) =>
          k.ids(at, length, words(column), words(numbers), levels, to);
        both(rows, nullable, true, ids, (row) => {
          const id = numbers[column[row]];
          return nullable && id === 0 ? undefined : id;
        });
        const micros = (at: number, levels: number, to: number) =>
          k.wholes(at, length, doubles(instants), 1000, levels, to);
        both(rows, true, true, micros, (row) => (Number.isNaN(instants[row]) ? undefined : instants[row] * 1000));
        const [starts, offsets] = [
          [Number.NEGATIVE_INFINITY, -(2 ** 40), 0, 2 ** 40],
          [3_600_000, -18_000_000, 0, 7_200_000],
        ];
        const days = (at: number, levels: number, to: number) =>
          k.localDays(at, length, doubles(instants), doubles(starts), doubles(offsets), starts.length, levels, to);
        const zone = { name: "", starts, offsets };
        both(rows, true, true, days, (row) =>
          Number.isNaN(instants[row]) ? undefined : localDay(toWall(zone, instants[row])),
        );
        // Here `numbers` of 0 are texts without a letter, and `flags` the codes of a column of bytes.
        for (const [codes, bytes] of [
          [words(column), 4],
          [flagsOf(flags), 1],
        ] as const) {
          const code = (row: number) => (bytes === 4 ? column[row] : flags[row]);
          const chosen = (at: number, levels: number, to: number) =>
            k.chosenCodes(at, length, codes, bytes, words(column), words(numbers), levels, to);
          both(rows, nullable, false, chosen, (row) => {
            const same = column[code(row)];
            return nullable && numbers[same] === 0 ? undefined : same;
          });
        }
      },
    ),
    { numRuns: TABLES / 10 },
  );
});

test("of whole numbers the least, the greatest, the sum and the first difference", () => {
  const values = fc.array(fc.bigInt({ min: -(2n ** 50n), max: 2n ** 50n }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(values, fc.nat(39), (values, changed) => {
      forgetBlocks();
      const place = (all: readonly bigint[]) => {
        const placed = new BigInt64Array(memory().buffer, memory().take(8 * all.length), all.length);
        placed.set(all);
        return placed.byteOffset;
      };
      const to = memory().take(16);
      kernel().extent64(place(values), values.length, to);
      const sorted = [...values].sort((a, b) => (a < b ? -1 : 1));
      const sum = values.reduce((sum, value) => sum + value, 0n);
      expect([...new BigInt64Array(memory().buffer, to, 2)]).toEqual([sorted[0], sorted.at(-1)]);
      expect(kernel().sum(place(values), values.length)).toBe(sum);
      const small = Int32Array.from(values, (value) => Number(BigInt.asIntN(32, value)));
      kernel().extent32(words(small), small.length, to);
      expect([...new Int32Array(memory().buffer, to, 2)]).toEqual([Math.min(...small), Math.max(...small)]);
      const others = values.map((value, i) => (i >= changed ? value + 1n : value));
      const at = kernel().firstDifference(place(values), place(others), values.length, 8);
      expect(at).toBe(Math.min(changed, values.length));
    }),
    { numRuns: TABLES },
  );
});
