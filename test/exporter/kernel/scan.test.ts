import fc from "fast-check";
import { expect, test } from "vitest";
import { kernel, memory } from "../../../exporter/kernel/kernel";
import { anyText, inEmptyMemory, placed, TABLES } from "./twins";

const BATCH = 5;
const WIDTH = 3;

interface Scanned {
  rows: string[][];
  next: number;
  lines: number;
}

/** Bare and quoted cells, line ends and whatever else, so that rows are plain more often than not. */
const cell = fc.oneof(
  { weight: 6, arbitrary: anyText.map((text) => text.replaceAll(/[",\r\n]/g, "")) },
  { weight: 3, arbitrary: anyText.map((text) => `"${text.replaceAll('"', '""')}"`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(' "x"', '"x" ', '"x"y', '"', '""', '"x', "\ufeffx", '\u00a0"x"', "Ünal", "\r", "a\rb"),
  },
);
const row = fc.tuple(
  fc.oneof(
    { weight: 8, arbitrary: fc.array(cell, { minLength: 1, maxLength: WIDTH }) },
    fc.array(cell, { maxLength: WIDTH + 2 }),
  ),
  fc.oneof({ weight: 8, arbitrary: fc.constantFrom("\n", "\r\n") }, fc.constantFrom("\r", "\n\r", "\r\r\n", "")),
);
const text = fc.array(row, { maxLength: 7 }).map((rows) => rows.map(([cells, end]) => cells.join(",") + end).join(""));

/** One character after the other. */
function twin(bytes: Uint8Array, end: number): Scanned {
  const text = Buffer.from(bytes.subarray(0, end)).toString("latin1");
  const rows: string[][] = [];
  let at = 0;
  let lines = 0;
  while (rows.length < BATCH && at < end) {
    const cells: string[] = [];
    let p = at;
    let breaks = 0;
    for (;;) {
      const quoted = /^"((?:[^"]|"")*)"(?=[,\r\n])/.exec(text.slice(p));
      const bare = /^[^,\r\n]*/.exec(text.slice(p))![0];
      // A quote behind what may be invisible, and one that nothing plain follows, are for others to judge.
      if (quoted === null && /^[^!-~]*"/.test(bare)) return { rows, next: at, lines };
      cells.push(quoted === null ? bare : quoted[1].replaceAll('""', '"'));
      breaks += quoted?.[1].match(/\r\n|\r|\n/g)?.length ?? 0;
      p += (quoted?.[0] ?? bare).length;
      if (text[p] !== ",") break;
      p++;
    }
    const lineEnd = /^(?:\r\n|\n)/.exec(text.slice(p));
    const isBlankCr = text[at] === "\r";
    const isExtra = cells.slice(WIDTH).some((extra) => extra !== "");
    if (lineEnd === null || isBlankCr || isExtra) break;
    at = p + lineEnd[0].length;
    lines += breaks + 1;
    rows.push(Array.from({ length: WIDTH }, (_, i) => cells[i] ?? ""));
  }
  return { rows, next: at, lines };
}

/** The same by the kernel. The bytes behind `end` are no part of the text. */
function scanned(bytes: Uint8Array, end: number): Scanned {
  const base = placed(bytes);
  memory().bytes[base + end] = 10;
  const cells = memory().int32(2 * BATCH * (WIDTH + 1));
  const said = memory().take(8 + 16 * 1024);
  const next = kernel().scanPlainRows(base, 0, end, 44, cells.byteOffset, WIDTH, 0, BATCH, said);
  const [rows, lines] = memory().words.subarray(said >>> 2, (said >>> 2) + 2);
  const cellAt = (row: number, column: number) => {
    const at = 2 * (column * BATCH + row);
    return Buffer.from(memory().bytes.subarray(base + cells[at], base + cells[at + 1])).toString("latin1");
  };
  return {
    rows: Array.from({ length: rows }, (_, row) => Array.from({ length: WIDTH }, (_, column) => cellAt(row, column))),
    next,
    lines,
  };
}

test("plain rows of CSV are found as one finds them letter by letter, wherever a piece of the text ends", () => {
  fc.assert(
    fc.property(text, fc.nat(400), (text, cut) => {
      inEmptyMemory(() => {
        const bytes = Buffer.from(text);
        const end = Math.min(cut, bytes.length);
        expect(scanned(bytes, end)).toEqual(twin(bytes, end));
      });
    }),
    { numRuns: TABLES },
  );
});

test("bytes of one kind are counted", () => {
  fc.assert(
    fc.property(text, (text) => {
      inEmptyMemory(() => {
        const bytes = Buffer.from(text);
        expect(kernel().countOf(placed(bytes), bytes.length, 34)).toBe(bytes.filter((byte) => byte === 34).length);
      });
    }),
    { numRuns: TABLES },
  );
});
