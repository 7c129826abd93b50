import fc from "fast-check";
import { expect, it } from "vitest";
import { looseHash, looseHashOfAscii } from "../../shared/loose-hash";
import { isPlainAscii, LEGAL_SUFFIXES, looseCompanyKey, looseKey } from "../../shared/text";

const suffix = fc.constantFrom(...LEGAL_SUFFIXES);
const ascii = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)) });
const company = fc
  .tuple(ascii, fc.constantFrom(" ", ", ", "-", ".", "' "), suffix, fc.constantFrom("", ".", " Co.", " & Co. KG"))
  .map((parts) => parts.join(""));

it("hashes plain ASCII as looseKey and looseCompanyKey would have it", () => {
  fc.assert(
    fc.property(fc.oneof(ascii, company), fc.boolean(), (text, isCompany) => {
      const bytes = Buffer.from(`..${text}..`);
      fc.pre(isPlainAscii(bytes, 2, bytes.length - 2));
      const key = isCompany ? looseCompanyKey(text) : looseKey(text);
      expect(looseHashOfAscii(bytes, 2, bytes.length - 2, isCompany)).toBe(looseHash(key));
    }),
    { numRuns: 5000 },
  );
});

it("tells names apart that share 32 bits of it", () => {
  const hashOf = (name: string) => looseHashOfAscii(Buffer.from(name), 0, name.length, false);
  expect(hashOf("40186")).not.toBe(hashOf("797189"));
  expect(new Set(Array.from({ length: 300_000 }, (_, i) => hashOf(String(i)))).size).toBe(300_000);
});
