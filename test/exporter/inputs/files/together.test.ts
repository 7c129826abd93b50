import { appendFileSync, writeFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { hashFile } from "../../../../exporter/inputs/files/file-hash";
import { readRanges } from "../../../../exporter/inputs/files/read-range";
import type { Helpers } from "../../../../exporter/inputs/files/read-together";
import { fileOf, type Reading, read, readPath, removeFilesAfterwards, type Shown, told } from "./reading";

removeFilesAfterwards();

/** A file of so many blocks is shared. */
const FEWEST_BLOCKS = 16;

interface Seen {
  ranges: number;
}

/** Threads in one: where one waits for bytes, the next goes on. */
function helpers(threads: number, blockBytes: number, chunkBytes: number, seen: Seen = { ranges: 0 }): Helpers {
  return {
    blockBytes,
    async read(shared, header) {
      const each = Array.from({ length: threads }, () => readRanges(shared, header, chunkBytes));
      const ranges = (await Promise.all(each)).flat();
      seen.ranges += ranges.length;
      return ranges;
    },
    hash: async (path) => hashFile(path, blockBytes),
  };
}

const word = fc.constantFrom("a", "Acme", "Ada", "Obi", "é", "\ud83c\udf89", "2026-11-20", "2026-11-20 10:00:00", "7");
const strange = fc.constantFrom('"', '5" disk', 'a"', " ", "\ufeff", '""', '"a" b');
const quoted = fc
  .array(fc.oneof(word, fc.constantFrom(",", "\n", "\r\n", "\r", '"', "a\nb\nc")), { maxLength: 3 })
  .map((parts) => `"${parts.join("").replaceAll('"', '""')}"`);
const cell = fc.oneof({ weight: 6, arbitrary: word }, { weight: 3, arbitrary: quoted }, fc.constant(""));
const odd = fc.oneof({ weight: 40, arbitrary: cell }, strange);
const end = fc.oneof({ weight: 9, arbitrary: fc.constant("\n") }, fc.constantFrom("\r\n", "\r", "\n\r", "\r\r\n"));
const row = (of: typeof cell) =>
  fc.tuple(fc.array(of, { minLength: 1, maxLength: 5 }), end).map(([cells, end]) => cells.join(",") + end);
const body = fc.oneof(
  { weight: 3, arbitrary: fc.array(row(cell), { minLength: 80, maxLength: 200 }) },
  fc.array(row(odd), { minLength: 80, maxLength: 200 }),
);

test("a file that threads share is read as one alone reads it, whatever stands in it and wherever it is parted", async () => {
  const seen = { ranges: 0 };
  const cases = fc.record({
    header: fc.constantFrom("When,Company,Title", '\ufeffWhen,"Com\npany"', "sep=,\nWhen,Company", "When,Company,,"),
    rows: body,
    last: fc.constantFrom("", "x,y", '"', "\ud83c\udf89"),
    threads: fc.integer({ min: 1, max: 3 }),
    blocks: fc.integer({ min: FEWEST_BLOCKS, max: 80 }),
    chunkBytes: fc.constantFrom(7, 20, 64),
  });
  await fc.assert(
    fc.asyncProperty(cases, async ({ header, rows, last, threads, blocks, chunkBytes }) => {
      const text = `${header}\n${rows.join("")}${last}`;
      const path = fileOf(text);
      const blockBytes = Math.max(1, Math.floor(Buffer.byteLength(text) / blocks));
      const reading = { times: ["When"], chunkBytes };
      const together = { ...reading, helpers: helpers(threads, blockBytes, chunkBytes, seen) };
      expect(await outcome(path, together)).toEqual(await outcome(path, reading));
    }),
    { numRuns: 300 },
  );
  // Random files: about two ranges a case, and never none.
  expect(seen.ranges).toBeGreaterThan(100);
});

/** All that is known of a table, or what a person is told. */
async function outcome(path: string, reading: Reading): Promise<unknown> {
  let said: unknown;
  const failure = await told(async () => {
    const { columns, ...table } = await readPath(path, reading);
    said = {
      ...table,
      columns: columns.map(({ codes, distinct: { arena, starts, lengths, size }, numbers, ...column }) => ({
        ...column,
        codes: [...codes.subarray(0, table.rows)],
        numbers: [...codes.subarray(0, table.rows)].map((code, i): Shown => (code === -1 ? numbers![i] : "")),
        texts: Array.from({ length: size }, (_, i) =>
          Buffer.from(arena.subarray(starts[i], starts[i] + lengths[i])).toString(),
        ),
      })),
    };
  });
  return { failure, said };
}

const LONG = `Company,Title\n${Array.from({ length: 200 }, (_, i) => `Acme ${i % 7},"Chief\n${i}"\n`).join("")}`;

test("a cell that begins before a range and holds line breaks misleads nobody", async () => {
  const seen = { ranges: 0 };
  const { rows } = await read(LONG, { chunkBytes: 64, helpers: helpers(2, 64, 64, seen) });
  expect(rows).toEqual(Array.from({ length: 200 }, (_, i) => [`Acme ${i % 7}`, `Chief\n${i}`]));
  expect(seen.ranges).toBeGreaterThan(1);
});

test("what is wrong far down is told with its line", async () => {
  const message = await told(() =>
    read(`${LONG}x,"y"z\n${"a,b\n".repeat(300)}`, { chunkBytes: 64, helpers: helpers(2, 64, 64) }),
  );
  expect(message).toBe("BAD_QUOTE: FILE, line 402: there is text after a closing quote.");
});

test("a file that is changed while it is read is not taken for what it was", async () => {
  const path = fileOf(LONG);
  const changing = (change: () => void): Helpers => {
    const { hash, ...others } = helpers(1, 64, 64);
    return {
      ...others,
      hash: async (path, again) => {
        change();
        return hash(path, again);
      },
    };
  };
  const changed = "SOURCE_UNREADABLE: FILE was changed while it was read.";
  const grown = changing(() => appendFileSync(path, "one,more\n"));
  expect(await told(() => readPath(path, { helpers: grown }))).toBe(changed);
  const other = changing(() => writeFileSync(path, LONG.replace("Acme 3", "Acme 4")));
  writeFileSync(path, LONG);
  expect(await told(() => readPath(path, { helpers: other }))).toBe(changed);
});
