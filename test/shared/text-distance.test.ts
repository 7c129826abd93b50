import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { editDistance, nearest } from "../../shared/distance";

/** The textbook recursion, without any early end. */
function plainDistance(a: string, b: string): number {
  if (a === "" || b === "") return a.length + b.length;
  const options = [
    plainDistance(a.slice(1), b) + 1,
    plainDistance(a, b.slice(1)) + 1,
    plainDistance(a.slice(1), b.slice(1)) + (a[0] === b[0] ? 0 : 1),
  ];
  if (a.length > 1 && b.length > 1 && a[0] === b[1] && a[1] === b[0]) {
    options.push(plainDistance(a.slice(2), b.slice(2)) + 1);
  }
  return Math.min(...options);
}

describe("edit distance", () => {
  test.each([
    ["country", "country", 0],
    ["cuntry", "country", 1],
    ["coutnry", "country", 1],
    ["untied states", "united states", 1],
    ["titel2", "title", 2],
    ["", "abc", 3],
  ])("%s to %s is %i", (a, b, distance) => {
    expect(editDistance(a, b, 9)).toBe(distance);
    expect(editDistance(b, a, 9)).toBe(distance);
  });

  test("is the textbook's up to the limit, and one more beyond it", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 6 });
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 4 }), (a, b, max) => {
        expect(editDistance(a, b, max)).toBe(Math.min(plainDistance(a, b), max + 1));
      }),
      { numRuns: 300 },
    );
  });
});

describe("nearest", () => {
  test.each([
    ["gahna", ["ghana", "guyana", "gambia"], 2, ["ghana"]],
    ["irax", ["iran", "iraq", "italy"], 1, ["iran", "iraq"]],
    ["iran", ["iraq", "iran"], 2, ["iran"]],
    ["atlantis", ["ghana", "iran"], 2, []],
  ])("to %s in %j within %i is %j", (word, candidates, max, expected) => {
    expect(nearest(word, candidates, max)).toEqual(expected);
  });

  test("leaves out none that is as near as the nearest", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "z", "A", "é", "1"), maxLength: 8 });
    fc.assert(
      fc.property(word, fc.array(word, { maxLength: 8 }), fc.integer({ min: 0, max: 3 }), (wanted, candidates, max) => {
        const distances = candidates.map((candidate) => editDistance(wanted, candidate, 9));
        const least = Math.min(...distances);
        const expected = least > max ? [] : candidates.filter((_, i) => distances[i] === least);
        expect(nearest(wanted, candidates, max)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });
});
