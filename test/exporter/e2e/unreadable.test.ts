import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import {
  COMPANIES_HEADER,
  contents,
  csv,
  currentOf,
  expectFailure,
  LEADS_HEADER,
  publishedPlace,
  run,
  TEN_LEADS,
} from "./world";

type Content = string | Uint8Array | null;
type Case = [name: string, content: Content, exit: number, code: string, sentence: string, wayOut: string];

const place = await publishedPlace();
const good = csv([LEADS_HEADER, ...TEN_LEADS]);
const bytes = (text: string, from: string, byte: number) => {
  const buffer = Buffer.from(text);
  buffer[buffer.indexOf(from)] = byte;
  return buffer;
};
const records = JSON.stringify(
  TEN_LEADS.map((row) => Object.fromEntries(row.map((cell, i) => [LEADS_HEADER[i], cell]))),
);
const packed = gzipSync(good);
const without = (...gone: string[]) => csv([LEADS_HEADER.filter((header) => !gone.includes(header)), ["a", "b"]]);

const AGAIN = "Export the table again as CSV (UTF-8).";
const AS_UTF8 = "Save the file as UTF-8 (it may be Latin-1 or Windows-1252 now), then run again.";
const AS_TEXT = "Export the table as CSV (UTF-8) and name that file.";
const PART = "Export or copy the file again: a part is missing.";
const AS_RECORDS = 'Write a list of records; in pandas: to_json(orient="records").';
const HEADERS = "Put the column names in row 1: Company, First Name, Last Name, Title, Country, Timestamp.";
const ALL_VANISHED =
  "There are 0 clean leads; the current snapshot has 10. Since the current snapshot 10 leads vanished (10 now blank) and 0 appeared; " +
  "rows 2 to 11 are blank now; the last lead was in row 11, now there is none.";
const GUARDED =
  "Look at the table: lead-export check '@' --companies COMPANIES --as-of 2026-11-22T12:00:00+01:00 --zone Africa/Lagos " +
  'says what is wrong with its rows; if this is right, run again with --release "reason".';

/** Each is given as --leads; `@` stands for its path, `COMPANIES` for that of the other table. */
const CASES: Case[] = [
  ["missing file", null, 3, "SOURCE_MISSING", "There is no file @.", "Check the name."],
  ["empty", "", 3, "SOURCE_EMPTY", "@ is empty.", "Export it again: at least the header line must be there."],
  [
    "only blank lines",
    "\n \r\n\t\n",
    3,
    "SOURCE_EMPTY",
    "@ is empty.",
    "Export it again: at least the header line must be there.",
  ],
  [
    "nothing, gzipped",
    gzipSync(""),
    3,
    "SOURCE_EMPTY",
    "@ is empty.",
    "Export it again: at least the header line must be there.",
  ],
  ["header only", csv([LEADS_HEADER]), 4, "NO_CLEAN_LEADS", ALL_VANISHED, GUARDED],
  ["header without a line end", LEADS_HEADER.join(","), 4, "NO_CLEAN_LEADS", ALL_VANISHED, GUARDED],
  [
    "header and blank rows",
    csv([LEADS_HEADER, [], ["", " ", "", "", "", ""], []]),
    4,
    "NO_CLEAN_LEADS",
    ALL_VANISHED,
    GUARDED,
  ],
  [
    "no header row",
    csv(TEN_LEADS),
    3,
    "HEADER_ROW_MISSING",
    "@: Row 1 of Leads does not look like a header row: none of its cells is a known column name.",
    HEADERS,
  ],
  [
    "blank header row",
    csv([["", "", "", "", "", ""], ...TEN_LEADS]),
    3,
    "HEADER_ROW_MISSING",
    "@: Row 1 of Leads is empty, so it does not look like a header row.",
    HEADERS,
  ],
  [
    "a title and a blank line above the header",
    `Leads of 2026\n\n${good}`,
    3,
    "HEADER_ROW_MISSING",
    "@: Row 3 looks like the header.",
    "Delete the rows above it.",
  ],
  [
    "the same, as a spreadsheet exports it",
    csv([["Leads of 2026", "", "", "", "", ""], ["Company list", "", 2026, "", "", ""], LEADS_HEADER, ...TEN_LEADS]),
    3,
    "HEADER_ROW_MISSING",
    "@: Row 3 looks like the header.",
    "Delete the rows above it.",
  ],
  [
    "the Companies table",
    csv([COMPANIES_HEADER, ["Acme", "Nigeria"]]),
    3,
    "HEADER_MISSING",
    "@ looks like the Companies table: were the two tables swapped?",
    "Name the Leads table there.",
  ],
  [
    "pandas' to_json()",
    '{"Company":{"0":"Acme","1":"Beta"},\n "First Name":{"0":"Ada","1":"Ken"}}',
    3,
    "BAD_JSON",
    "@ has one object of columns, not a list of records.",
    AS_RECORDS,
  ],
  [
    'pandas\' to_json(orient="split")',
    '{"columns":["Company"],"index":[0],"data":[["Acme"]]}',
    3,
    "BAD_JSON",
    "@ has one object of columns, not a list of records.",
    AS_RECORDS,
  ],
  [
    'pandas\' to_json(orient="index")',
    '{"0":{"Company":"Acme"},"1":{"Company":"Beta"}}',
    3,
    "BAD_JSON",
    "@ has one object of rows, not a list of records.",
    AS_RECORDS,
  ],
  [
    "a header missing",
    without("Country"),
    3,
    "HEADER_MISSING",
    "@: Leads has no column for the country.",
    'Name its column "Country" in row 1, or add it at Leads!F1; also accepted: location, lead country.',
  ],
  [
    "two headers missing",
    without("Title", "Timestamp"),
    3,
    "HEADER_MISSING",
    "@ has 2 faults in its headers:" +
      '\n  Leads has no column for the title. Name its column "Title" in row 1, or add it at Leads!E1; also accepted: position, job title, role.' +
      '\n  Leads has no column for the timestamp. Name its column "Timestamp" in row 1, or add it at Leads!F1; also accepted: operator timestamp, captured at, date.',
    "Correct row 1, then run again.",
  ],
  [
    "a header too far from any",
    good.replace("Country", "Countries"),
    3,
    "HEADER_MISSING",
    '@: Leads has no column for the country; Leads!E1 ("Countries") may be meant.',
    'If it is meant, write "Country" there, otherwise above the right column.',
  ],
  [
    "a header twice",
    csv([[...LEADS_HEADER, "Country"], ...TEN_LEADS]),
    3,
    "HEADER_DOUBLED",
    '@: Leads!E1 ("Country") and Leads!G1 ("Country") are both headers for the country.',
    "Keep one of them and rename or delete the other.",
  ],
  [
    "two aliases of one header",
    csv([[...LEADS_HEADER.with(0, "Company Name"), "organisation"], ...TEN_LEADS]),
    3,
    "HEADER_DOUBLED",
    '@: Leads!A1 ("Company Name") and Leads!G1 ("organisation") are both headers for the company.',
    "Keep one of them and rename or delete the other.",
  ],
  [
    "unclosed quote",
    `${good}"Acme,Ada,Obi,CTO,Nigeria,2026-11-20\nBeta,b,c,d,Ghana,2026-11-20\n`,
    3,
    "UNCLOSED_QUOTE",
    "@, line 12: the quote that opens here is never closed.",
    'Close it with a second quote; a quote inside a quoted cell is written twice ("").',
  ],
  [
    "text after a closing quote",
    `${good}"Acme" Ltd,Ada,Obi,CTO,Nigeria,2026-11-20\n`,
    3,
    "BAD_QUOTE",
    "@, line 12: there is text after a closing quote.",
    'Write a quote inside a quoted cell twice (""), or put the quotes around the whole cell.',
  ],
  [
    "NUL byte",
    bytes(good, "bi 3", 0),
    3,
    "BAD_BYTE",
    "@, line 5: there is a NUL byte, so this is not a text file or it is damaged.",
    AGAIN,
  ],
  [
    "NUL byte in the header",
    bytes(good, "ompany", 0),
    3,
    "BAD_BYTE",
    "@, line 1: there is a NUL byte, so this is not a text file or it is damaged.",
    AGAIN,
  ],
  [
    "Latin-1",
    bytes(good, "bi 7", 0xe9),
    3,
    "BAD_ENCODING",
    "@, line 9: byte 0xE9 does not belong to UTF-8 text.",
    AS_UTF8,
  ],
  [
    "Latin-1, gzipped",
    gzipSync(bytes(good, "bi 7", 0xe9)),
    3,
    "BAD_ENCODING",
    "@, line 9: byte 0xE9 does not belong to UTF-8 text.",
    AS_UTF8,
  ],
  [
    "UTF-16 cut in half a character",
    Buffer.from(`\ufeff${good}`, "utf16le").subarray(0, -1),
    3,
    "BAD_ENCODING",
    "@, line 11: half a UTF-16 character stands here.",
    "Save the file again, as UTF-8.",
  ],
  [
    "truncated gzip",
    packed.subarray(0, packed.length - 20),
    3,
    "BAD_GZIP",
    "@ ends in the middle of its gzip data.",
    "Copy or download it again: a part is missing.",
  ],
  [
    "gzip cut after its header",
    packed.subarray(0, 12),
    3,
    "BAD_GZIP",
    "@ ends in the middle of its gzip data.",
    "Copy or download it again: a part is missing.",
  ],
  [
    "damaged gzip",
    packed.map((byte, i) => (i === packed.length - 6 ? byte ^ 255 : byte)),
    3,
    "BAD_GZIP",
    "@ holds damaged gzip data.",
    "Copy or download it again, or make it again with gzip.",
  ],
  ["truncated JSON", records.slice(0, -1), 3, "BAD_JSON", '@, line 1: the file ends too early, expected "]".', PART],
  [
    "JSON cut in a text",
    records.slice(0, -8),
    3,
    "BAD_JSON",
    "@, line 1: the file ends too early, expected the closing quote of a text.",
    PART,
  ],
  [
    "JSON Lines cut in a record",
    records.slice(1, -1).replaceAll("},", "}\n").slice(0, -1),
    3,
    "BAD_JSON",
    '@, line 10: the file ends too early, expected "," or "}".',
    PART,
  ],
  [
    "JSON with a key twice",
    records.replace('"Title":"CTO"', '"Country":"Ghana"'),
    3,
    "DUPLICATE_KEY",
    '@, line 1: the key "Country" stands twice in one record.',
    "Keep one of the two, so that it is clear which value counts.",
  ],
  [
    "an Excel workbook",
    "PK\x03\x04 and more",
    3,
    "NOT_TEXT",
    "@ is an Excel workbook or another zip archive, not a text table.",
    AS_TEXT,
  ],
];

describe("as --leads", () => {
  test.concurrent.each(CASES)(
    "%s",
    async (name, content, exit, code, sentence, wayOut) => {
      const file = `${name}.dat`;
      const leads = content === null ? join(place.folder, file) : place.write(file, content);
      const out = place.copyOf(place.out);
      const before = contents(out);
      const ended = await run({ leads, companies: place.companiesFile, out });
      expectFailure(ended, exit, code);
      expect(ended.json.error).toEqual({
        code,
        sentence: sentence.replace("@", leads),
        way_out: wayOut.replace("@", leads).replace("COMPANIES", place.companiesFile),
        may_pass: false,
      });
      expect(ended.json.snapshot).toBe(place.snapshot);
      expect(contents(out)).toEqual(before);
    },
    120_000,
  );
});

describe("as --companies, into a folder without a snapshot", () => {
  const cases: Case[] = [
    ["missing", null, 3, "SOURCE_MISSING", "There is no file @.", "Check the name."],
    [
      "truncated",
      packed.subarray(0, 60),
      3,
      "BAD_GZIP",
      "@ ends in the middle of its gzip data.",
      "Copy or download it again: a part is missing.",
    ],
    [
      "the leads",
      good,
      3,
      "HEADER_MISSING",
      "@ looks like the Leads table: were the two tables swapped?",
      "Name the Companies table there.",
    ],
    [
      "Latin-1",
      Buffer.from(csv([COMPANIES_HEADER, ["Café", "France"]]), "latin1"),
      3,
      "BAD_ENCODING",
      "@, line 2: byte 0xE9 does not belong to UTF-8 text.",
      AS_UTF8,
    ],
  ];
  test.concurrent.each(cases)(
    "%s",
    async (name, content, exit, code, sentence, wayOut) => {
      const file = `companies, ${name}.dat`;
      const companies = content === null ? join(place.folder, file) : place.write(file, content);
      const out = place.newOut();
      const ended = await run({ leads: place.leadsFile, companies, out });
      expectFailure(ended, exit, code);
      expect(ended.json.error).toEqual({
        code,
        sentence: sentence.replace("@", companies),
        way_out: wayOut,
        may_pass: false,
      });
      expect([ended.json.snapshot, currentOf(out), contents(out)]).toEqual([null, null, {}]);
    },
    120_000,
  );
});

test("a folder for a file, as either", async () => {
  const out = place.copyOf(place.out);
  const before = contents(out);
  const files = { leads: place.leadsFile, companies: place.companiesFile };
  for (const tab of ["leads", "companies"]) {
    const ended = await run({ ...files, [tab]: place.folder, out });
    expectFailure(ended, 3, "SOURCE_IS_FOLDER");
    expect(ended.json.error).toMatchObject({
      sentence: `${place.folder} is a folder, not a file.`,
      way_out: "Name the file inside it.",
    });
    expect(contents(out)).toEqual(before);
  }
}, 120_000);

test("beyond 8 MB, read by two threads: the line is still right, whichever thread finds the fault", async () => {
  const many = Array.from({ length: 90_000 }, (_, i) => [
    "Acme",
    "Ada",
    `Obi ${i}`,
    "CTO".padEnd(60, "."),
    "Nigeria",
    "2026-11-20 08:00:00",
  ]);
  const large = csv([LEADS_HEADER, ...many]);
  expect(large.length).toBeGreaterThan(8 << 20);
  const leads = place.write("large.csv", large);
  const cut = place.write("cut.json", `[{"Company":"Acme","HQ Location":"Nigeria"},\n{"Company":"Be`);
  const latin1 = place.write("large-latin-1.csv", bytes(large, "bi 89999", 0xe9));
  const out = place.copyOf(place.out);
  const before = contents(out);

  const second = await run({ leads, companies: cut, out });
  expectFailure(second, 3, "BAD_JSON");
  expect(second.json.error).toEqual({
    code: "BAD_JSON",
    sentence: `${cut}, line 2: the file ends too early, expected the closing quote of a text.`,
    way_out: PART,
    may_pass: false,
  });
  const main = await run({ leads: latin1, companies: place.companiesFile, out });
  expectFailure(main, 3, "BAD_ENCODING");
  expect(main.json.error!.sentence).toBe(`${latin1}, line 90001: byte 0xE9 does not belong to UTF-8 text.`);
  // The second thread is there before the command is understood, and does not keep a refused run from ending.
  const refused = await run({ leads, companies: cut, out, when: ["--zone", "Nowhere"] });
  expectFailure(refused, 2, "BAD_ZONE");
  expect(contents(out)).toEqual(before);
}, 120_000);
