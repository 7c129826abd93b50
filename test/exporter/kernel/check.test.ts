import fc from "fast-check";
import { expect, test } from "vitest";
import { LANES } from "../../../exporter/kernel/check";
import { kernel, memory } from "../../../exporter/kernel/kernel";
import { forgetBlocks } from "./checks";
import { placed, TABLES } from "./twins";

const mixed = (hash: bigint, word: bigint) => {
  const h = BigInt.asUintN(64, (hash ^ word) * 0x9e3779b97f4a7c15n);
  return h ^ (h >> 29n);
};

/** What the kernel makes of the bytes in pieces that end at `ends`. */
function checkOf(bytes: Uint8Array, ends: readonly number[]): bigint {
  const [lanes, from] = [memory().take(LANES), placed(bytes)];
  memory().bytes.fill(0xaa, lanes, lanes + LANES);
  let said = 0n;
  [0, ...ends].forEach((start, i) => {
    said = kernel().check(lanes, start, from + start, (ends[i] ?? bytes.length) - start);
  });
  return said;
}

/** Each word is mixed into its lane once it is whole, and the lanes into one. */
function twin(bytes: Uint8Array): bigint {
  const lanes = [0n, 0n, 0n, 0n];
  for (let at = 0; at < bytes.length; at += 8) {
    const [word, lane] = [bytes.subarray(at, at + 8), (at >> 3) % 4];
    const value = word.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
    lanes[lane] = word.length === 8 ? mixed(lanes[lane], value) : lanes[lane] ^ value;
  }
  return BigInt.asIntN(64, lanes.reduce(mixed));
}

const bytes = fc.uint8Array({ maxLength: 200 });

test("a check is the same in whatever pieces the bytes come", () => {
  fc.assert(
    fc.property(bytes, fc.array(fc.nat(200), { maxLength: 4 }), (bytes, cuts) => {
      forgetBlocks();
      const ends = cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b);
      expect(checkOf(bytes, ends)).toBe(twin(bytes));
    }),
    { numRuns: TABLES },
  );
});

test("a check tells apart what differs in one bit, or in two, and what changed places", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), fc.nat(), fc.nat(), (bytes, one, other) => {
      const flipped = (of: Uint8Array, bit: number) => of.with(bit >> 3, of[bit >> 3] ^ (1 << (bit & 7)));
      const [i, k] = [one % (8 * bytes.length), other % (8 * bytes.length)];
      const all: Uint8Array[] = [bytes, flipped(bytes, i), flipped(bytes, k), flipped(flipped(bytes, i), k)];
      const [from, to] = [bytes.subarray(i >> 3), bytes.subarray(0, i >> 3)];
      all.push(Uint8Array.from([...from, ...to]));
      for (const size of [4, 8, 32]) all.push(swapped(bytes, size * (i % 7), size * (k % 5), size));
      const known = new Map<string, bigint>();
      for (const each of all) known.set(each.join(), twin(each));
      expect(new Set(known.values()).size).toBe(known.size);
    }),
    { numRuns: TABLES },
  );
});

/** With `size` bytes at two places changed for each other, where both are there. */
function swapped(bytes: Uint8Array, one: number, other: number, size: number) {
  const copy = Uint8Array.from(bytes);
  if (Math.max(one, other) + size > bytes.length) return copy;
  copy.set(bytes.subarray(one, one + size), other);
  copy.set(bytes.subarray(other, other + size), one);
  return copy;
}
