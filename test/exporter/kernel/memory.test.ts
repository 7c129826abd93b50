import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { kernel, memory } from "../../../exporter/kernel/kernel";
import { Memory, reserve } from "../../../exporter/kernel/memory";
import { forgetBlocks } from "./checks";
import { TABLES } from "./twins";

describe("the memory of all threads", () => {
  test("gives each block a place of its own", () => {
    const arrays = [1, 63, 64, 65, 1000].map((length, i) => memory().int32(length).fill(i));
    expect(arrays.map((array) => [...new Set(array)])).toEqual([[0], [1], [2], [3], [4]]);
  });

  test("takes a block again that was given back, for as many bytes", () => {
    const address = memory().take(5000);
    memory().giveBack(address, 5000);
    expect(memory().take(5001)).toBe(address);
    expect(memory().take(5001)).not.toBe(address);
  });

  test("parts a block that was given back among smaller ones", () => {
    forgetBlocks();
    const address = memory().take(100_000);
    memory().take(1);
    memory().giveBack(address, 100_000);
    const { used } = memory();
    const taken = [10_000, 20_000, 30_000].map((bytes) => ({ bytes, from: memory().take(bytes) }));
    expect(taken[0].from).toBe(address);
    expect(memory().used).toBe(used);
    for (const [i, { from, bytes }] of taken.entries()) {
      expect(taken.some((other, j) => i !== j && other.from < from + bytes && from < other.from + other.bytes)).toBe(
        false,
      );
    }
  });

  test("never gives two threads the same bytes, and is as empty as before once all are given back", () => {
    const steps = fc.array(fc.record({ thread: fc.nat(1), bytes: fc.nat(3000), at: fc.nat(), keeps: fc.nat(99) }));
    const shared = reserve();
    const threads = [new Memory(shared, null), new Memory(shared, null)];
    fc.assert(
      fc.property(steps, (steps) => {
        const { used } = threads[0];
        const taken: { from: number; bytes: number }[] = [];
        for (const { thread, bytes, at, keeps } of steps) {
          const memory = threads[thread];
          if (keeps < 60 || taken.length === 0) {
            const from = memory.take(bytes);
            expect(taken.filter((other) => other.from < from + bytes && from < other.from + other.bytes)).toEqual([]);
            taken.push({ from, bytes });
          } else if (keeps < 80) {
            const block = taken[at % taken.length];
            const array = new Uint8Array(memory.buffer, block.from, block.bytes);
            block.bytes = memory.trimmed(array, block.bytes >> 1).length;
          } else {
            const [block] = taken.splice(at % taken.length, 1);
            memory.giveBack(block.from, block.bytes);
          }
        }
        for (const { from, bytes } of taken) threads[0].giveBack(from, bytes);
        expect(threads[1].used).toBe(used);
      }),
      { numRuns: TABLES },
    );
  });

  test("loses no block in use when more are free than it lists", () => {
    const many = new Memory(reserve(), null);
    const taken = Array.from({ length: 20_000 }, () => many.take(1));
    for (let i = 0; i < taken.length - 1; i += 2) many.giveBack(taken[i], 1);
    const again = Array.from({ length: 20_000 }, () => many.take(1));
    const inUse = [...taken.filter((_, i) => i % 2 === 1), ...again];
    expect(new Set(inUse).size).toBe(inUse.length);
    for (const address of inUse) many.giveBack(address, 1);
    expect(many.take(1)).toBe(taken[0]);
  });

  test("is shared by all who look at it", () => {
    const shared = reserve();
    const [one, other] = [new Memory(shared, null), new Memory(shared, null)];
    expect(other.take(8)).not.toBe(one.take(8));
    one.int32(1);
    expect(other.used).toBe(one.used);
  });

  test("says when it is used up", () => {
    const small = new Memory(reserve(), null);
    expect(() => {
      for (;;) small.take(2 ** 30);
    }).toThrow("The tables need more than the 4 GB that one run can work in.");
  });
});

describe("the kernel that tests run", () => {
  test("stops at a write beyond a block", () => {
    const bytes = memory().uint8(100).fill(1);
    const rows = memory().int32(99);
    expect(() => kernel().rowsWith(bytes.byteOffset, 100, 1, rows.byteOffset)).toThrow("writes 4 bytes");
  });

  test("stops at a read of what was given back", () => {
    const [bytes, rows] = [memory().take(8), memory().take(64)];
    memory().giveBack(bytes, 8);
    expect(() => kernel().rowsWith(bytes, 8, 1, rows)).toThrow("reads 1 bytes");
  });
});
