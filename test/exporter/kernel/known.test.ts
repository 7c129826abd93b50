import fc from "fast-check";
import { expect, test } from "vitest";
import { kernel, memory } from "../../../exporter/kernel/kernel";
import { rowsAbove } from "../../../exporter/kernel/rows";
import { forgetBlocks } from "./checks";
import { TABLES } from "./twins";

const words = (values: readonly number[]) => {
  const placed = memory().int32(values.length);
  placed.set(values);
  return placed.byteOffset;
};

const KEYS = 6;
const ROWS = 12;
const CODES = 8;
/** A column: the code of each row, and the key of each code, which may be none. */
const column = fc.record({
  codes: fc.array(fc.nat(CODES - 1), { minLength: ROWS, maxLength: ROWS }),
  keys: fc.array(fc.integer({ min: -1, max: KEYS - 1 }), { minLength: CODES, maxLength: CODES }),
});
type Column = { codes: readonly number[]; keys: readonly number[] };
const keyOf = ({ codes, keys }: Column, row: number) => keys[codes[row]];
const table = fc.record({ text: column, place: column });

test("what rows mean of known ones is what TypeScript finds", () => {
  const chosen = fc.uniqueArray(fc.nat(ROWS - 1)).map((rows) => rows.sort((a, b) => a - b));
  // Fewer keys than the other table has: those beyond are not known.
  fc.assert(
    fc.property(table, table, chosen, fc.integer({ min: KEYS - 2, max: KEYS }), (known, ours, rows, size) => {
      forgetBlocks();
      const k = kernel();
      const first = new Int32Array(memory().buffer, words(Array(KEYS).fill(0)), KEYS);
      const [codes, keys] = [words(known.text.codes), words(known.text.keys)];
      k.firstOfKeys(words(rows), rows.length, codes, keys, first.byteOffset);
      const firstOf = (key: number) => rows.find((row) => keyOf(known.text, row) === key);
      expect([...first]).toEqual([...first.keys()].map((key) => (firstOf(key) ?? -2) + 2));

      const to = memory().int32(CODES);
      k.lookUp(words(ours.text.keys), CODES, first.byteOffset, size, to.byteOffset);
      expect([...to]).toEqual(ours.text.keys.map((key) => (key < 0 || key >= size ? 0 : first[key])));

      const slots = 32;
      const set = words(Array(2 * slots).fill(0));
      const others = [words(known.place.codes), words(known.place.keys)] as const;
      const scratch = memory().take(2048 + 8);
      k.addPairs(words(rows), rows.length, codes, keys, ...others, set, slots - 1, scratch);
      const found = memory().uint8(ROWS);
      const pair = [words(ours.text.codes), words(ours.text.keys), words(ours.place.codes), words(ours.place.keys)];
      const at = pair as [number, number, number, number];
      k.findPairs(ROWS, ...at, first.byteOffset, size, set, slots - 1, found.byteOffset, scratch);
      const expected = ours.text.codes.map((_, row) => {
        const [text, place] = [keyOf(ours.text, row), keyOf(ours.place, row)];
        if (text < 0 || text >= size || firstOf(text) === undefined) return 0;
        const isSame = (other: number) => keyOf(known.text, other) === text && keyOf(known.place, other) === place;
        return place >= 0 && rows.some(isSame) ? 2 : 1;
      });
      expect([...found]).toEqual(expected);
    }),
    { numRuns: TABLES },
  );
});

test("rows are counted by their verdict and their warnings, found by their number, and keys that are marked", () => {
  const number = fc.oneof(fc.nat(3), fc.constant(Number.NaN));
  const row = fc.record({ kind: fc.nat(3), bits: fc.nat(15), key: fc.integer({ min: -1, max: KEYS - 1 }), number });
  const marks = fc.array(fc.nat(1), { minLength: KEYS, maxLength: KEYS });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 30 }), marks, (rows, marks) => {
      forgetBlocks();
      const bytes = (values: readonly number[]) => {
        const placed = memory().uint8(values.length);
        placed.set(values);
        return placed.byteOffset;
      };
      const counts = new Int32Array(memory().buffer, words(Array(64).fill(0)), 64);
      const [kinds, bits] = [bytes(rows.map(({ kind }) => kind)), bytes(rows.map(({ bits }) => bits))];
      kernel().tally(kinds, bits, rows.length, counts.byteOffset);
      const count = (at: number) => rows.filter(({ kind, bits }) => 4 * bits + kind === at).length;
      expect([...counts]).toEqual([...counts.keys()].map(count));

      const numbers = memory().float64(rows.length);
      numbers.set(rows.map(({ number }) => number));
      const ofKind = rows.filter(({ kind, number }) => kind === 1 && !Number.isNaN(number));
      const greatest = Math.max(...ofKind.map(({ number }) => number));
      expect(kernel().greatestOf(kinds, 1, numbers.byteOffset, rows.length)).toBe(greatest);
      const above = memory().withScratch((scratch) => [...rowsAbove(numbers, 1, scratch)]);
      expect(above).toEqual([...rows.keys()].filter((i) => rows[i].number > 1));

      const places = memory().int32(rows.length);
      const keys = words(rows.map(({ key }) => key));
      const size = kernel().placesWithKey(keys, rows.length, bytes(marks), places.byteOffset);
      expect([...places.subarray(0, size)]).toEqual([...rows.keys()].filter((i) => marks[rows[i].key] === 1));
    }),
    { numRuns: TABLES },
  );
});
