import fc from "fast-check";
import { expect, test } from "vitest";
import { editDistance } from "../../shared/distance";
import { maybeNear, ones, PAIR_WORDS, putPairs } from "../../shared/letter-pairs";

function pairsOf(text: string): Int32Array {
  const bits = new Int32Array(PAIR_WORDS);
  putPairs(text, bits, 0);
  return bits;
}

const word = fc.string({ unit: fc.constantFrom(..."abcd é"), maxLength: 16 });
const near = fc.tuple(word, fc.nat(15), fc.constantFrom("", "a", "zz")).map(([text, at, put]) => {
  const swapped = text.slice(0, at) + (text[at + 1] ?? "") + (text[at] ?? "") + text.slice(at + 2);
  return [text, swapped.slice(0, at + 2) + put + swapped.slice(at + 3)] as const;
});

test("texts that are so few edits apart may be near: none is ever missed", () => {
  fc.assert(
    fc.property(fc.oneof(near, fc.tuple(word, word)), fc.integer({ min: 1, max: 3 }), ([one, other], edits) => {
      const isNear = editDistance(one, other, edits) <= edits;
      if (isNear) expect(maybeNear(pairsOf(one), 0, pairsOf(other), 0, edits)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test("texts that have little in common are told apart without a distance", () => {
  const [one, other] = ["west, hamphurst and turner", "langley, martin and porter"].map(pairsOf);
  expect(maybeNear(one, 0, other, 0, 3)).toBe(false);
});

test("bits are counted, the sign's too", () => {
  fc.assert(
    fc.property(fc.integer(), (bits) => {
      expect(ones(bits)).toBe((bits >>> 0).toString(2).replaceAll("0", "").length);
    }),
  );
});
