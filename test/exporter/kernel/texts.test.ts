import fc from "fast-check";
import { expect, test } from "vitest";
import { tidiedTexts } from "../../../exporter/inputs/text-table";
import { kernel, memory } from "../../../exporter/kernel/kernel";
import { forgetBlocks } from "./checks";
import { TABLES } from "./twins";

/** Texts of up to 65 bytes, those around the 16 that are read at a time among them, in ASCII and beyond. */
const text = fc.oneof(
  fc.string({ maxLength: 6 }),
  fc
    .constantFrom(15, 16, 17, 31, 32, 33, 64, 65)
    .chain((length) => fc.string({ minLength: length, maxLength: length })),
  fc.string({ unit: fc.constantFrom("é", "李", "😀", "a"), maxLength: 12 }),
);
const texts = fc.uniqueArray(text, { minLength: 1, maxLength: 12 });
const codesOf = (size: number) => fc.array(fc.nat(size - 1), { minLength: 1, maxLength: 30 });

/** A table of texts, every other one beside the source's own bytes; and its address for the kernel. */
function placed(all: readonly string[]): number {
  const cells = all.map((text, i) => Buffer.from(i % 2 === 0 ? text : ""));
  const arena = Buffer.concat(cells);
  const lengths = Uint32Array.from(cells, ({ length }) => length);
  const starts = lengths.map((_, i) => lengths.subarray(0, i).reduce((sum, length) => sum + length, 0));
  const tidied = new Map([...all.entries()].filter(([i]) => i % 2 === 1));
  const table = tidiedTexts(
    { size: all.length, arena, starts, lengths },
    tidied,
    Int32Array.from(all, (_, i) => i),
  );
  const copy = (bytes: Uint8Array) => {
    const at = memory().take(bytes.length);
    memory().bytes.set(bytes, at);
    return at;
  };
  const words = (of: Uint32Array) => copy(new Uint8Array(of.buffer, of.byteOffset, of.byteLength));
  const address = memory().take(20);
  const { extra } = table;
  memory().words.set(
    [copy(table.arena), table.arena.length, copy(extra), words(table.starts), words(table.lengths)],
    address >> 2,
  );
  return address;
}

function wordsAt(values: ArrayLike<number>): Uint32Array {
  const at = memory().uint32(values.length);
  at.set(values);
  return at;
}

function joined(table: number, codes: readonly number[]) {
  const bytes = kernel().textBytes(table, wordsAt(codes).byteOffset, codes.length);
  const to = memory().take(bytes + 16);
  const ends = memory().uint32(codes.length);
  kernel().joinTexts(table, wordsAt(codes).byteOffset, codes.length, to, ends.byteOffset);
  return { bytes: memory().bytes.slice(to, to + bytes), ends: [...ends] };
}

test("the texts of codes are put one after the other, with their ends", () => {
  fc.assert(
    fc.property(
      texts.chain((all) => fc.tuple(fc.constant(all), codesOf(all.length))),
      ([all, codes]) => {
        forgetBlocks();
        const { bytes, ends } = joined(placed(all), codes);
        expect(Buffer.from(bytes).toString()).toBe(codes.map((code) => Buffer.from(all[code]).toString()).join(""));
        let end = 0;
        expect(ends).toEqual(codes.map((code) => (end += Buffer.byteLength(all[code]))));
      },
    ),
    { numRuns: TABLES },
  );
});

test("codes are numbered in the order in which they appear", () => {
  fc.assert(
    fc.property(codesOf(20), (codes) => {
      forgetBlocks();
      const [numbers, places, used] = [wordsAt(codes), wordsAt(new Uint32Array(20)), wordsAt(codes)];
      const size = kernel().renumber(numbers.byteOffset, codes.length, places.byteOffset, used.byteOffset);
      const order = [...new Set(codes)];
      expect([size, [...used.subarray(0, size)]]).toEqual([order.length, order]);
      expect([...numbers]).toEqual(codes.map((code) => order.indexOf(code)));
    }),
    { numRuns: TABLES },
  );
});

test("the first text that is another than the one read for it is found", () => {
  const changed = fc.record({ at: fc.nat(29), to: text, oneEach: fc.boolean() });
  fc.assert(
    fc.property(
      texts.chain((all) => fc.tuple(fc.constant(all), codesOf(all.length), changed)),
      ([all, codes, { at, to, oneEach }]) => {
        forgetBlocks();
        const table = placed(all);
        const order = oneEach ? codes : [...new Set(codes)];
        const places = codes.map((code, i) => (oneEach ? i : order.indexOf(code)));
        // What is read back: the texts themselves, but for one.
        const read = order.map((code, i) => (i === at ? to : all[code]));
        const offsets = [0, ...read.map((_, i) => Buffer.byteLength(read.slice(0, i + 1).join("")))];
        const bytes = Buffer.from(read.join(""));
        const place = memory().uint8(bytes.length);
        place.set(bytes);
        const seen = wordsAt(new Uint32Array(order.length)).byteOffset;
        const found = kernel().firstOtherText(
          table,
          wordsAt(codes).byteOffset,
          codes.length,
          wordsAt(places).byteOffset,
          order.length,
          place.byteOffset,
          wordsAt(offsets).byteOffset,
          seen,
        );
        const first = codes.findIndex((code, i) => read[places[i]] !== all[code]);
        expect(found).toBe(first === -1 ? codes.length : first);
      },
    ),
    { numRuns: TABLES },
  );
});

test("texts behind their lengths are read again, and refused when they are cut or damaged", () => {
  const harm = fc.record({ at: fc.nat(), by: fc.nat(255), cut: fc.nat(3) });
  fc.assert(
    fc.property(
      texts.chain((all) => fc.tuple(fc.constant(all), codesOf(all.length), harm)),
      ([all, codes, { at, by, cut }]) => {
        forgetBlocks();
        const table = placed(all);
        const cells = codes.map((code) => Buffer.from(all[code]));
        const twin = Buffer.concat(cells.flatMap((cell) => [Buffer.from(Uint32Array.of(cell.length).buffer), cell]));
        const to = memory().take(twin.length + 16);
        const end = kernel().packTexts(table, wordsAt(codes).byteOffset, codes.length, to);
        expect(Buffer.from(memory().bytes.slice(to, end))).toEqual(twin);
        const [bytes, offsets] = [memory().take(twin.length), memory().uint32(codes.length + 1)];
        const read = (until: number) => kernel().unpackTexts(to, until, codes.length, bytes, offsets.byteOffset);
        expect(read(end)).toBe(end);
        const joined = Buffer.concat(cells);
        expect(Buffer.from(memory().bytes.slice(bytes, bytes + joined.length))).toEqual(joined);
        expect([...offsets]).toEqual([0, ...cells.map((_, i) => Buffer.concat(cells.slice(0, i + 1)).length)]);
        memory().bytes[to + (at % twin.length)] ^= by;
        expect(read(end - cut)).toBeLessThanOrEqual(end - cut);
      },
    ),
    { numRuns: TABLES },
  );
});

test("the least and the greatest text are found, byte by byte", () => {
  fc.assert(
    fc.property(
      texts.chain((all) => fc.tuple(fc.constant(all), codesOf(all.length))),
      ([all, codes]) => {
        forgetBlocks();
        const out = memory().uint32(2);
        kernel().extremeTexts(placed(all), wordsAt(codes).byteOffset, codes.length, out.byteOffset);
        const sorted = codes.map((code) => Buffer.from(all[code])).sort(Buffer.compare);
        expect([...out].map((code) => Buffer.from(all[code]))).toEqual([sorted[0], sorted.at(-1)]);
      },
    ),
    { numRuns: TABLES },
  );
});
