import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { readFileTable } from "../../../exporter/inputs/files/file";
import { asTyped, textAt } from "../../../exporter/inputs/text-table";
import { CsvLines } from "../../../exporter/spark/worker/csv-lines";

const folder = mkdtempSync(join(tmpdir(), "csv-lines-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const path = join(folder, "table.csv");

/** What the program's own reader makes of a file, the header first. */
async function whole(text: string): Promise<string[][]> {
  writeFileSync(path, text);
  const { rows, columns } = await readFileTable(path, { timeColumns: () => new Set() });
  const below = Array.from({ length: rows }, (_, row) =>
    columns.map(({ codes, distinct }) => textAt(asTyped(distinct), codes[row])),
  );
  return [columns.map(({ header }) => header), ...below];
}

/** What comes of the same bytes cut at LF, as Spark does. */
function inLines(text: string): { rows: string[][]; isOpen: boolean } {
  const rows: string[][] = [];
  const reader = new CsvLines(",", true, (cells) => rows.push(cells));
  for (const line of text.replace(/\n$/, "").split("\n")) reader.push(line);
  return { rows, isOpen: reader.isOpen };
}

const plain = fc.constantFrom("a", "Acme", "x y", "é", "", " ", "it's", 'a"b', "\u00a0n");
const quoted = fc.constantFrom('"a"', '"a,b"', '"a\nb"', '"a\r\nb"', '"a""b"', ' "a" ', '\u200b"a"', '""');
const row = fc.array(fc.oneof({ weight: 3, arbitrary: plain }, quoted), { minLength: 3, maxLength: 3 });
const end = fc.constantFrom("\n", "\r\n", "\r\r\n", "\r", "\n\r");

test("lines cut at LF give the cells that the whole file has", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(row, end), { minLength: 1, maxLength: 8 }), async (table) => {
      const text = `Company,HQ Location,c\n${table.map(([cells, end]) => cells.join(",") + end).join("")}z,z,z\n`;
      const { rows, isOpen } = inLines(text);
      expect(isOpen).toBe(false);
      const filled = rows.map((cells) => [0, 1, 2].map((i) => cells[i] ?? ""));
      expect(filled).toEqual(await whole(text));
    }),
    { numRuns: 300 },
  );
});

test("a quote that is still open at the end is told", () => {
  expect(inLines('a,b\n"x,y\nz,w\n').isOpen).toBe(true);
});

test("carriage returns at the very end are one line end here, and blank rows in a file, as docs/spark.md says", async () => {
  const text = "Company,HQ Location\na,b\r\r\r";
  expect(inLines(text).rows).toEqual([
    ["Company", "HQ Location"],
    ["a", "b"],
  ]);
  expect(await whole(text)).toEqual([
    ["Company", "HQ Location"],
    ["a", "b"],
    ["", ""],
    ["", ""],
  ]);
});

test("text behind a closing quote is refused, as in a file", async () => {
  const text = 'Company,HQ Location\n"x"y,z\n';
  expect(() => inLines(text)).toThrow("there is text after a closing quote");
  await expect(whole(text)).rejects.toMatchObject({ code: "BAD_QUOTE" });
});
