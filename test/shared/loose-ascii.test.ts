import fc from "fast-check";
import { expect, it } from "vitest";
import { looseAscii } from "../../shared/loose-ascii";
import { comparisonKey, isPlainAscii, LEGAL_SUFFIXES, looseCompanyKey, looseKey } from "../../shared/text";

const suffix = fc.constantFrom(...LEGAL_SUFFIXES);
const ascii = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)) });
const company = fc
  .tuple(ascii, fc.constantFrom(" ", ", ", "-", ".", "' "), suffix, fc.constantFrom("", ".", " Co.", " & Co. KG"))
  .map((parts) => parts.join(""));

it("is looseKey and looseCompanyKey for plain ASCII", () => {
  fc.assert(
    fc.property(fc.oneof(ascii, company), fc.boolean(), (text, isCompany) => {
      const bytes = Buffer.from(text);
      fc.pre(isPlainAscii(bytes, 0, bytes.length));
      const out = new Uint8Array(bytes.length);
      const length = looseAscii(bytes, 0, bytes.length, isCompany, out);
      const loose = length === 0 ? comparisonKey(text) : Buffer.from(out.subarray(0, length)).toString();
      expect(loose).toBe(isCompany ? looseCompanyKey(text) : looseKey(text));
    }),
    { numRuns: 5000 },
  );
});
