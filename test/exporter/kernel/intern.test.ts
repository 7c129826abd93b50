import fc from "fast-check";
import { expect, test } from "vitest";
import { Dictionary } from "../../../exporter/inputs/files/dictionary";
import { asTyped, textAt } from "../../../exporter/inputs/text-table";
import { kernel, memory } from "../../../exporter/kernel/kernel";
import { NUMBER } from "../../../shared/column-cells";
import { plainWallTime } from "../../../shared/plain-wall-time";
import { anyText, inEmptyMemory, placed, placedCells, TABLES } from "./twins";

/** Cells in a row of bytes; `null` is a cell that is kept as a number. */
function laidOut(texts: readonly (string | null)[]) {
  const bytes = Buffer.from(texts.join(","));
  let at = 0;
  const cells = texts.map((text): [number, number] => {
    const start = at;
    at += Buffer.byteLength(text ?? "") + 1;
    return text === null ? [NUMBER, 0] : [start, at - 1];
  });
  return { bytes, cells };
}

/** Codes in order of first appearance; the blank cell is 0. */
function twin(batches: readonly (readonly (string | null)[])[]) {
  const codes = new Map([["", 0]]);
  const codeOf = (text: string) => {
    if (!codes.has(text)) codes.set(text, codes.size);
    return codes.get(text)!;
  };
  return {
    codes: batches.map((texts) => texts.map((text) => (text === null ? NUMBER : codeOf(text)))),
    texts: [...codes.keys()],
  };
}

test("cells have the codes that a map in TypeScript gives them, batch after batch", () => {
  const cell = fc.oneof({ weight: 9, arbitrary: anyText }, fc.constant(null));
  fc.assert(
    fc.property(fc.array(fc.array(cell, { maxLength: 8 }), { maxLength: 4 }), (batches) => {
      inEmptyMemory(() => {
        const dictionary = new Dictionary();
        const codes = batches.map((texts) => {
          const { bytes, cells } = laidOut(texts);
          const codes = memory().int32(texts.length);
          dictionary.reserve(texts.length, bytes.length, 0.5);
          dictionary.intern(placed(bytes), placedCells(cells), texts.length, codes.byteOffset);
          return [...codes];
        });
        const distinct = dictionary.distinct();
        const texts = Array.from({ length: distinct.size }, (_, i) => textAt(asTyped(distinct), i));
        expect({ codes, texts }).toEqual(twin(batches));
      });
    }),
    { numRuns: TABLES },
  );
});

test("cells that another dictionary has get the codes that they would have got here", () => {
  const cell = fc.oneof({ weight: 9, arbitrary: anyText }, fc.constant(null));
  fc.assert(
    fc.property(fc.array(fc.array(cell, { maxLength: 12 }), { minLength: 2, maxLength: 2 }), (tables) => {
      inEmptyMemory(() => {
        const [ours, theirs] = tables.map((texts) => {
          const dictionary = new Dictionary();
          const { bytes, cells } = laidOut(texts);
          const codes = memory().int32(texts.length);
          dictionary.reserve(texts.length, bytes.length, 0.5);
          dictionary.intern(placed(bytes), placedCells(cells), texts.length, codes.byteOffset);
          return { dictionary, codes };
        });
        const { codes } = theirs;
        memory().withScratch((scratch) => {
          const map = ours.dictionary.add(theirs.dictionary.distinct(), scratch);
          kernel().mapCodes(codes.byteOffset, codes.length, map, codes.byteOffset);
        });
        const distinct = ours.dictionary.distinct();
        const texts = Array.from({ length: distinct.size }, (_, i) => textAt(asTyped(distinct), i));
        expect({ codes: [[...ours.codes], [...codes]], texts }).toEqual(twin(tables));
      });
    }),
    { numRuns: TABLES },
  );
});

test("a hundred thousand distinct cells, more than the processor's cache holds, keep their codes", () => {
  const dictionary = new Dictionary();
  const codes = memory().int32(1000);
  for (let from = 0; from < 100_000; from += 500) {
    // Each cell twice: at once, and again in the next batch.
    const texts = Array.from({ length: 1000 }, (_, i) => `Company number ${from + i}`);
    const { bytes, cells } = laidOut(texts);
    dictionary.reserve(1000, bytes.length, 0.1);
    memory().withScratch(({ addressOf }) => {
      const base = addressOf(Buffer.concat([bytes, new Uint8Array(32)]));
      dictionary.intern(base, addressOf(Int32Array.from(cells.flat())), 1000, codes.byteOffset);
    });
    expect([...codes]).toEqual(Array.from({ length: 1000 }, (_, i) => from + i + 1));
  }
});

const digits = (most: number, width: number) => fc.nat(most).map((n) => String(n).padStart(width, "0"));
const date = fc.tuple(digits(9999, 4), digits(13, 2), digits(32, 2)).map((parts) => parts.join("-"));
const time = fc.tuple(digits(25, 2), digits(61, 2), digits(61, 2)).map((parts) => parts.join(":"));
const stamp = fc.tuple(
  date,
  fc.constantFrom(" ", "T", "t"),
  time,
  fc.constantFrom("", ".", ".5", ".123", ".123456", ".1234567", "Z"),
);
const damaged = (text: string, at: number, by: string) => text.slice(0, at) + by + text.slice(at + 1);
const anyTime = fc.oneof(
  date,
  stamp.map((parts) => parts.join("")),
  fc
    .tuple(
      stamp.map((parts) => parts.join("")),
      fc.nat(25),
      fc.string({ maxLength: 1 }),
    )
    .map(([text, at, by]) => damaged(text, at, by)),
  anyText,
);

test("wall times are those of shared/plain-wall-time.ts, and only those", () => {
  fc.assert(
    fc.property(fc.array(anyTime, { maxLength: 10 }), (texts) => {
      inEmptyMemory(() => {
        const { bytes, cells } = laidOut(texts);
        const numbers = memory().float64(texts.length).fill(Number.NaN);
        const at = placedCells(cells);
        const found = kernel().wallTimes(placed(bytes), at, texts.length, numbers.byteOffset);
        const expected = cells.map(([start, end]) => plainWallTime(bytes, start, end));
        expect([...numbers]).toEqual(expected);
        expect(found).toBe(expected.filter((wall) => !Number.isNaN(wall)).length);
        const starts = cells.map((_, i) => memory().words[(at >>> 2) + 2 * i] | 0);
        expect(starts).toEqual(cells.map(([start], i) => (Number.isNaN(expected[i]) ? start : NUMBER)));
      });
    }),
    { numRuns: TABLES },
  );
});
