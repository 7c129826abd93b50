import fc from "fast-check";
import { expect, it } from "vitest";
import { KeyTable } from "../../shared/key-table";

const key = fc.string({ unit: "binary", maxLength: 12 });

it("gives equal keys one id and others dense ids in order of arrival, whatever their number", () => {
  fc.assert(
    fc.property(fc.array(key, { maxLength: 3000 }), (keys) => {
      const table = new KeyTable();
      const known = new Map<string, number>();
      for (const text of keys) {
        const small = text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
        const bytes = Buffer.from(`..${text}..`);
        const id = table.intern(bytes, 2, bytes.length - 2);
        if (!known.has(small)) known.set(small, known.size);
        expect(id).toBe(known.get(small));
      }
      expect(table.size).toBe(known.size);
    }),
    { numRuns: 50 },
  );
});

it("goes on in another thread where it stopped in the first", () => {
  const bytes = Buffer.from("acme beta gamma");
  const first = new KeyTable();
  first.intern(bytes, 0, 4);
  first.intern(bytes, 5, 9);
  const second = KeyTable.extending(structuredClone(first.toState()), 1, 5);
  expect(second.intern(Buffer.from("BETA"), 0, 4)).toBe(1);
  expect(second.intern(bytes, 10, 15)).toBe(2);
  expect(second.size).toBe(3);
});

it.each([0, 1, 255, 300])("loses no key when it grows beyond the room it was given, for %i keys", (room) => {
  const table = KeyTable.extending(undefined, room, 0);
  const keys = Array.from({ length: 3000 }, (_, i) => `land ${i}`);
  const ids = keys.map((key) => table.internText(key));
  expect(ids).toEqual([...keys.keys()]);
  expect(keys.map((key) => table.internText(key))).toEqual(ids);
  expect(table.size).toBe(3000);
});
