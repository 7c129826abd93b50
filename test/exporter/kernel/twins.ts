import fc from "fast-check";
import { expect } from "vitest";
import { memory } from "../../../exporter/kernel/kernel";
import { forgetBlocks } from "./checks";

/** On so many random tables each function of the kernel does what its twin in TypeScript does: ten thousand in twins.long.test.ts. */
export const TABLES = expect.getState().testPath?.endsWith(".long.test.ts") ? 10_000 : 1_000;

/** Texts as long as the kernel's steps, and one more or less; other letters than ASCII's; whatever. */
export const anyText = fc.oneof(
  fc
    .constantFrom(0, 1, 7, 8, 9, 15, 16, 17, 31, 33, 64, 65)
    .map((length) => "Abcdefg hijklmnopqrstuvw-xyz ".repeat(3).slice(0, length)),
  fc.constantFrom("", "Acme", "acme", "Ünal", "日本", "é".repeat(16), "x".repeat(16), "x".repeat(17)),
  fc.string({ maxLength: 20 }),
  fc.string({ unit: "binary", maxLength: 8 }),
);

/** Runs `work` with an empty memory, which it may fill. Its addresses are such as a 32-bit integer with a sign does not hold. */
export function inEmptyMemory<T>(work: () => T): T {
  const from = 3 * 2 ** 30;
  forgetBlocks(from);
  return work();
}

/** The address of a block with these bytes, and behind them, as behind what is read from a file, as many as are read at once. */
export function placed(bytes: Uint8Array): number {
  const address = memory().take(bytes.length + 32);
  memory().bytes.fill(0xee, address, address + bytes.length + 32);
  memory().bytes.set(bytes, address);
  return address;
}

/** The address of pairs of start and end, for each of which one is given. */
export function placedCells(cells: readonly (readonly [start: number, end: number])[]): number {
  const array = memory().int32(2 * cells.length);
  array.set(cells.flat());
  return array.byteOffset;
}
