import fc from "fast-check";
import { expect, test } from "vitest";
import { memory } from "../../../exporter/kernel/kernel";
import { rowsWith } from "../../../exporter/kernel/rows";
import { rowsWith as twin } from "../../../shared/verdicts";
import { inEmptyMemory, TABLES } from "./twins";

test("the rows with a byte are those that TypeScript finds", () => {
  fc.assert(
    fc.property(fc.uint8Array({ max: 3, maxLength: 70 }), fc.nat(3), fc.boolean(), (bytes, wanted, isPlaced) => {
      inEmptyMemory(() => {
        const placed = memory().uint8(bytes.length);
        placed.set(bytes);
        expect(rowsWith(isPlaced ? placed : bytes, wanted)).toEqual(twin(bytes, wanted));
      });
    }),
    { numRuns: TABLES },
  );
});
