import fc from "fast-check";
import { deltaBinaryUnpack } from "hyparquet/src/delta.js";
import { readRleBitPackedHybrid } from "hyparquet/src/encoding.js";
import { ByteWriter } from "hyparquet-writer";
import { deltaBinaryPack } from "hyparquet-writer/src/delta.js";
import { writeRleBitPackedHybrid } from "hyparquet-writer/src/encoding.js";
import { describe, expect, test } from "vitest";
import { kernel, memory } from "../../../exporter/kernel/kernel";
import { forgetBlocks } from "./checks";
import { TABLES } from "./twins";

// The twins are hyparquet's own readers and writers, in plain TypeScript.

const bytesAt = (from: number, end: number) => memory().bytes.slice(from, end);
const readerOf = (bytes: Uint8Array) => ({ view: new DataView(bytes.buffer), offset: 0 });
function place(bytes: Uint8Array): [from: number, end: number] {
  const placed = memory().uint8(bytes.length);
  placed.set(bytes);
  return [placed.byteOffset, placed.byteOffset + bytes.length];
}

/** Numbers of so many bits, with long runs among them. */
const small = fc.integer({ min: 1, max: 20 }).chain((width) =>
  fc.record({
    width: fc.constant(width),
    values: fc
      .array(
        fc.tuple(
          fc.integer({ min: 0, max: 2 ** width - 1 }),
          fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 40 })),
        ),
        {
          minLength: 1,
          maxLength: 12,
        },
      )
      .map((runs) => runs.flatMap(([value, times]) => Array<number>(times).fill(value))),
  }),
);

describe("runs and packed groups of small numbers", () => {
  const packed = (values: readonly number[], width: number) => {
    const placed = memory().uint32(values.length);
    placed.set(values);
    const to = memory().take(6 * values.length + 32);
    return bytesAt(to, kernel().packHybrid(placed.byteOffset, values.length, width, to));
  };
  const unpacked = (bytes: Uint8Array, count: number, width: number) => {
    const [from, end] = place(bytes);
    const read = memory().uint32(count);
    const at = kernel().unpackHybrid(from, end, width, count, read.byteOffset);
    return { rest: at === 0 ? null : end - at, values: [...read] };
  };

  test("are read by hyparquet, and hyparquet's by the kernel", () => {
    fc.assert(
      fc.property(small, ({ width, values }) => {
        forgetBlocks();
        const ours = packed(values, width);
        const read = new Array<number>(values.length);
        readRleBitPackedHybrid(readerOf(ours), width, read, ours.length);
        expect(read).toEqual(values);
        expect(unpacked(ours, values.length, width)).toEqual({ rest: 0, values });
        const writer = new ByteWriter();
        writeRleBitPackedHybrid(writer, values, width);
        expect(unpacked(writer.getBytes(), values.length, width)).toEqual({ rest: 0, values });
      }),
      { numRuns: TABLES },
    );
  });

  test("take no more room than packing them all, but for a few bytes", () => {
    fc.assert(
      fc.property(small, ({ width, values }) => {
        forgetBlocks();
        expect(packed(values, width).length).toBeLessThan(Math.ceil(values.length / 8) * (width + 4) + 6);
      }),
      { numRuns: TABLES },
    );
  });

  test("are refused when they are damaged, and nothing else is read", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 30 }),
        fc.integer({ min: 1, max: 32 }),
        fc.nat(70),
        (bytes, width, count) => {
          forgetBlocks();
          const { rest } = unpacked(bytes, count, width);
          if (rest !== null) expect(rest).toBeGreaterThanOrEqual(0);
        },
      ),
      { numRuns: TABLES },
    );
  });
});

describe("differences of whole numbers", () => {
  const packed = (values: BigInt64Array) => {
    const placed = new BigInt64Array(memory().buffer, memory().take(8 * values.length), values.length);
    placed.set(values);
    const to = memory().take(9 * values.length + 400);
    return bytesAt(to, kernel().packDeltas(placed.byteOffset, values.length, to));
  };
  const unpacked = (bytes: Uint8Array, count: number) => {
    const [from, end] = place(bytes);
    const read = new BigInt64Array(memory().buffer, memory().take(8 * count), count);
    const at = kernel().unpackDeltas(from, end, count, read.byteOffset);
    return { rest: at === 0 ? null : end - at, values: [...read] };
  };
  const near = fc.bigInt({ min: -40n, max: 40n });
  const wide = fc.bigInt({ min: -(2n ** 52n), max: 2n ** 52n });
  const any = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
  const values = fc
    .oneof(...[near, wide, any].map((one) => fc.array(one, { minLength: 1, maxLength: 300 })))
    .map((all) => BigInt64Array.from(all));

  test("are read by hyparquet, and hyparquet's by the kernel", () => {
    fc.assert(
      fc.property(values, (values) => {
        forgetBlocks();
        const ours = packed(values);
        const read = new BigInt64Array(values.length);
        deltaBinaryUnpack(readerOf(ours), values.length, read);
        expect(read).toEqual(values);
        expect(unpacked(ours, values.length)).toEqual({ rest: 0, values: [...values] });
        const writer = new ByteWriter();
        deltaBinaryPack(writer, values, "INT64");
        expect(unpacked(writer.getBytes(), values.length)).toEqual({ rest: 0, values: [...values] });
      }),
      { numRuns: TABLES / 10 },
    );
  });

  test("of rows, ids and days fit 32 bits", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2 ** 31 - 1 }), { minLength: 1, maxLength: 200 }), (numbers) => {
        forgetBlocks();
        const read = new Int32Array(numbers.length);
        deltaBinaryUnpack(readerOf(packed(BigInt64Array.from(numbers, BigInt))), numbers.length, read);
        expect([...read]).toEqual(numbers);
      }),
      { numRuns: TABLES / 10 },
    );
  });

  test("are refused when they are damaged, and nothing else is read", () => {
    const start = fc.constantFrom([], [0x80, 0x01, 0x04]);
    fc.assert(
      fc.property(start, fc.uint8Array({ maxLength: 40 }), fc.nat(70), (first, rest, count) => {
        forgetBlocks();
        const left = unpacked(Uint8Array.from([...first, ...(first.length > 0 ? [count] : []), ...rest]), count).rest;
        if (left !== null) expect(left).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: TABLES },
    );
  });
});
