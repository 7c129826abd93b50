import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pairHash } from "../../shared/kept-apart";
import { comparisonKey, tidy } from "../../shared/text";
import { leadKey } from "./lead-key";

const text = fc.oneof(fc.string({ unit: "binary", maxLength: 12 }), fc.constantFrom("Acme", "USA", "Zoë", "007"));
const key = fc.tuple(text, text, text, text).map((cells) => leadKey(...cells));

describe("the key of a lead", () => {
  it("is the same however the same lead is written", () => {
    expect(leadKey("ACME  Ltd", "Zoe\u0308", "O\u2019Neil", "u.s.a.")).toEqual(
      leadKey("Acme Ltd", "Zoë", "o'neil", "United States of America"),
    );
  });

  it("differs where leads differ", () => {
    const ada = leadKey("Acme", "Ada", "Obi", "Nigeria");
    expect(leadKey("Acme Ltd", "Ada", "Obi", "Nigeria")).not.toEqual(ada);
    expect(leadKey("Acme", "Ada", "Obí", "Nigeria")).not.toEqual(ada);
    expect(leadKey("Acme", "Ada", "Obi", "Niger")).not.toEqual(ada);
  });

  it("may be written into a sheet and read back", () => {
    fc.assert(
      fc.property(key, (parts) => {
        expect(parts.map((part) => comparisonKey(tidy(part)))).toEqual(parts);
      }),
    );
  });
});

describe("the hash of a pair", () => {
  it("does not depend on which comes first", () => {
    fc.assert(
      fc.property(key, key, (one, other) => {
        expect(pairHash(one, other)).toBe(pairHash(other, one));
      }),
    );
  });

  it("is short, and another one for another pair", () => {
    fc.assert(
      fc.property(key, key, key, (one, other, third) => {
        expect(pairHash(one, other)).toMatch(/^[0-9a-f]{16}$/);
        fc.pre(JSON.stringify(third) !== JSON.stringify(other) && JSON.stringify(third) !== JSON.stringify(one));
        expect(pairHash(one, third)).not.toBe(pairHash(one, other));
      }),
    );
  });

  it("is never twice among 200,000 pairs", () => {
    const hashes = new Set<string>();
    for (let i = 0; i < 200_000; i++) hashes.add(pairHash([`company ${i % 500}`, `name ${i}`], [`company ${i % 300}`]));
    expect(hashes.size).toBe(200_000);
  });
});
