import { createHash } from "node:crypto";
import { chmodSync, mkdtempSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readFileTable } from "../../../../exporter/inputs/files/file";
import { failure, fileOf, read, readPath, removeFilesAfterwards, told } from "./reading";

removeFilesAfterwards();

const CSV = "Company,Né\nA,日本\n🎉,x\n";
const ROWS = [
  ["A", "日本"],
  ["🎉", "x"],
];

function swapped(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes).swap16();
}

describe("encodings and gzip", () => {
  const plain = "Company,Name\nA,B\nC,D\n";
  const cases: [name: string, bytes: Uint8Array, format: string, encoding: string][] = [
    ["UTF-8", Buffer.from(CSV), "csv", "utf-8"],
    ["UTF-8 with mark", Buffer.from(`\ufeff${CSV}`), "csv", "utf-8"],
    ["UTF-16LE with mark", Buffer.from(`\ufeff${CSV}`, "utf16le"), "csv", "utf-16le"],
    ["UTF-16BE with mark", swapped(Buffer.from(`\ufeff${CSV}`, "utf16le")), "csv", "utf-16be"],
    ["UTF-16LE without mark", Buffer.from(CSV, "utf16le"), "csv", "utf-16le"],
    ["UTF-16BE without mark", swapped(Buffer.from(CSV, "utf16le")), "csv", "utf-16be"],
    ["gzip", gzipSync(CSV), "csv+gzip", "utf-8"],
    ["gzip of UTF-16", gzipSync(Buffer.from(`\ufeff${CSV}`, "utf16le")), "csv+gzip", "utf-16le"],
    ["gzip in two members", Buffer.concat([gzipSync(CSV.slice(0, 12)), gzipSync(CSV.slice(12))]), "csv+gzip", "utf-8"],
  ];
  it.each(cases)("%s", async (_, bytes, format, encoding) => {
    for (const chunkBytes of [1, 3, 65536]) {
      const table = await read(bytes, { chunkBytes });
      expect(table.rows).toEqual(ROWS);
      expect(table.table.source).toMatchObject({
        kind: "file",
        format,
        encoding,
        bytes: bytes.length,
        sha256: createHash("sha256").update(bytes).digest("hex"),
      });
    }
  });

  it("any text comes through UTF-16 as through UTF-8", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: "binary" }).filter((text) => !text.includes("\0")),
        fc.integer({ min: 1, max: 20 }),
        fc.boolean(),
        async (text, chunkBytes, big) => {
          const csv = `\ufeffa\n"${text.replaceAll('"', '""')}"\n`;
          const bytes = Buffer.from(csv, "utf16le");
          const table = await read(big ? swapped(bytes) : bytes, { chunkBytes });
          expect(table.rows).toEqual([[text]]);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("JSON may be packed too", async () => {
    expect((await read(gzipSync('[{"a":1}]'))).table.source.format).toBe("json-records+gzip");
  });

  it("hashes a file to its end, also what follows the packed data", async () => {
    const bytes = Buffer.concat([gzipSync(plain), Buffer.alloc(500_000)]);
    const { source } = (await read(bytes)).table;
    expect(source).toMatchObject({ bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") });
  });
});

/** The beginning of a zip archive whose first file has this name. */
function zipOf(name: string, content = ""): Buffer {
  const head = Buffer.alloc(30);
  head.write("PK\x03\x04");
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, Buffer.from(name + content)]);
}

describe("files that cannot be read", () => {
  const table = Buffer.from("a,b\n1,2\n".repeat(20_000));
  const cut = gzipSync(table).subarray(0, -20);
  const damaged = gzipSync(Buffer.from(Array.from({ length: 9999 }, (_, i) => `${i * i},x`).join("\n")));
  damaged.fill(0x55, 200, 300);
  const cases: [name: string, content: string | Uint8Array, told: string][] = [
    ["empty", "", "SOURCE_EMPTY: FILE is empty."],
    ["only a byte order mark", "\ufeff", "SOURCE_EMPTY: FILE is empty."],
    ["only a UTF-16 mark", Uint8Array.of(0xff, 0xfe), "SOURCE_EMPTY: FILE is empty."],
    ["only white space", " \r\n\n", "SOURCE_EMPTY: FILE is empty."],
    ["packed nothing", gzipSync(""), "SOURCE_EMPTY: FILE is empty."],
    ["cut gzip", cut, "BAD_GZIP: FILE ends in the middle of its gzip data."],
    ["damaged gzip", damaged, "BAD_GZIP: FILE holds damaged gzip data."],
    [
      "gzip in name only",
      Uint8Array.of(0x1f, 0x8b, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
      "BAD_GZIP: FILE holds damaged gzip data.",
    ],
    [
      "gzip of millions of blank rows",
      gzipSync(`a,b\n${"\n".repeat(5_000_000)}`),
      "TOO_LARGE: FILE unpacks to more than 100 times its size, as blank rows do and no table does.",
    ],
    ["a workbook", "PK\x03\x04rest", "NOT_TEXT: FILE is an Excel workbook or another zip archive, not a text table."],
    ["an Excel workbook", zipOf("xl/workbook.xml"), "NOT_TEXT: FILE is an Excel workbook, not a text table."],
    [
      "OpenDocument",
      zipOf("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
      "NOT_TEXT: FILE is an OpenDocument spreadsheet (.ods), not a text table.",
    ],
    ["Numbers", zipOf("Index/Document.iwa"), "NOT_TEXT: FILE is an Apple Numbers document, not a text table."],
    ["SQLite", "SQLite format 3\0rest", "NOT_TEXT: FILE is a SQLite database, not a text table."],
    [
      "a web page",
      "\ufeff\r\n<!DOCTYPE html><html><body>404</body></html>",
      "NOT_TEXT: FILE is a web page, not a table.",
    ],
    [
      "a web page in UTF-16",
      Buffer.from("\ufeff<html><table><tr><td>Company</td></tr></table>", "utf16le"),
      "NOT_TEXT: FILE is a web page, not a table.",
    ],
    ["a table of HTML", "<table><tr><td>Company</td></tr></table>", "NOT_TEXT: FILE is a web page, not a table."],
    [
      "a page behind a comment and an XML declaration",
      '<?xml version="1.0"?>\n<!-- saved -->\n<html>',
      "NOT_TEXT: FILE is a web page, not a table.",
    ],
    [
      "an XML spreadsheet",
      '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>',
      "NOT_TEXT: FILE is an XML document, not a table.",
    ],
    ...[
      "<title>Google Sheets: Sign-in</title>",
      '<a href="https://accounts.google.com/ServiceLogin">x</a>',
      "<title>Sign in - Google Accounts</title>",
    ].map((part): [string, string, string] => [
      `Google's sign-in page, by ${part.slice(0, 12)}`,
      `<!doctype html><html><head>${part}</head></html>`,
      "NOT_TEXT: FILE is Google's sign-in page, not a table: this sheet is not shared.",
    ]),
    ["Parquet", "PAR1rest", "NOT_TEXT: FILE is a Parquet file, not a text table."],
    [
      "half a UTF-16 pair",
      Buffer.from("\ufeffa\nb\ud83c\nc\n", "utf16le"),
      "BAD_ENCODING: FILE, line 2: half a UTF-16 character stands here.",
    ],
    [
      "half a UTF-16 unit",
      Buffer.from("\ufeffa\nb\n", "utf16le").subarray(0, -1),
      "BAD_ENCODING: FILE, line 2: half a UTF-16 character stands here.",
    ],
  ];
  it.each(cases)("%s", async (_, content, sentence) => {
    // Of millions of rows not byte by byte.
    const chunks = content.length > 1000 ? [1000, 65536] : [1, 65536];
    for (const chunkBytes of chunks) expect(await failure(content, { chunkBytes })).toBe(sentence);
  });

  it("missing, a folder, below a file, a loop of links", async () => {
    const file = fileOf("a\n");
    const folder = dirname(file);
    const missing = join(folder, "none.csv");
    expect(await told(() => readPath(missing))).toBe(`SOURCE_MISSING: There is no file ${missing}.`);
    expect(await told(() => readPath(join(file, "x.csv")))).toContain("SOURCE_MISSING");
    expect(await told(() => readPath(folder))).toBe(`SOURCE_IS_FOLDER: ${folder} is a folder, not a file.`);
    const loop = join(mkdtempSync(join(tmpdir(), "loop-")), "loop.csv");
    symlinkSync(loop, loop);
    expect(await told(() => readPath(loop))).toBe(`SOURCE_UNREADABLE: ${loop} could not be opened (ELOOP).`);
  });

  it.skipIf(process.getuid?.() === 0)("no permission", async () => {
    const path = fileOf("a\n");
    chmodSync(path, 0);
    expect(await told(() => readPath(path))).toContain("SOURCE_FORBIDDEN: You have no permission to read");
  });
});

it("tells its progress in bytes of the file, to the end, and lets others have their turn", async () => {
  const path = fileOf(`a,b\n${"12345678,12345678901234567890\n".repeat(1_200_000)}`);
  const seen: number[] = [];
  let turns = 0;
  const timer = setInterval(() => turns++, 0);
  const table = await readFileTable(path, {
    timeColumns: () => new Set(),
    onProgress: (read, total) => seen.push(read / total),
  });
  clearInterval(timer);
  expect(table.rows).toBe(1_200_000);
  expect(seen.length).toBeGreaterThan(2);
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
  expect(seen.at(-1)).toBe(1);
  expect(turns).toBeGreaterThan(0);
});
