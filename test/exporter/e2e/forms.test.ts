import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { everything } from "./parquet";
import { COMPANIES_HEADER, csv, LEADS_HEADER, published, run, workplace } from "./world";

const place = workplace();

/** Every verdict, several warnings, and cells that each form writes in its own way. */
const LEADS: (string | null)[][] = [
  ["Acme, Inc.", "Ada", 'Obi "the CTO"', "CTO\nand more", "Nigeria", "2026-11-20 08:00:00"],
  ["acme, inc.", "ADA", 'obi "the cto"', "CEO", "NG", "2026-11-20 07:00:00"],
  [null, null, null, null, null, null],
  ["Beta", "Zoë", "👩🏽‍💻", "back\\slash", "Côte d'Ivoire", "11/21/2026 9:05:00 PM"],
  ["Beta", "Zoe", "👩🏽‍💻", "tab\there", "Ivory Coast", "46346.25"],
  ["Gamma", "None", "007", "=1+1", "Korea", "2026-01-01"],
  ["Gamma", "NA", "null", "true", "NA", "2025-12-31T23:59:59Z"],
  ["Gamma", "Ada", "Obi", "#REF!", "Ghana", "2026-11-20 08:00:00"],
  ["Gamma", "Ada", "Obi", "CTO", "Ghana", "tomorrow"],
  ["Gamma", "Ada", null, "CTO", "Ghana", "2027-01-01 00:00:00"],
  ["日本", "\u202eKen", "伊藤", "社長", "日本", "2026-11-13 00:00:00"],
];
const COMPANIES: (string | null)[][] = [
  ["ACME, INC.", "Nigeria"],
  ["Beta", "Kenya"],
  ["Beta", "ivory coast"],
  ["Beta", "CI"],
  [null, null],
  ["Gamma", null],
  ["日本", "JP"],
];

type Form = (header: string[], rows: (string | null)[][]) => string | Uint8Array;
const records = (header: string[], rows: (string | null)[][]) =>
  rows.map((row) => Object.fromEntries(row.map((cell, i) => [header[i], cell])));
const text: Record<string, (header: string[], rows: (string | null)[][]) => string> = {
  CSV: (header, rows) => csv([header, ...rows]),
  "JSON records": (header, rows) => JSON.stringify(records(header, rows), null, 1),
  "JSON arrays": (header, rows) => JSON.stringify([header, ...rows]),
  "JSON Lines": (header, rows) =>
    `${records(header, rows)
      .map((record) => JSON.stringify(record))
      .join("\n")}\n`,
};
const FORMS: Record<string, Form> = {
  ...text,
  ...Object.fromEntries(
    Object.entries(text).map(([name, form]) => [
      `${name}, gzipped`,
      (header: string[], rows: (string | null)[][]) => gzipSync(form(header, rows)),
    ]),
  ),
  "CSV with Windows line ends": (header, rows) => csv([header, ...rows], { lineEnd: "\r\n" }),
  "CSV with old Macintosh line ends, none at its end": (header, rows) =>
    csv([header, ...rows], { lineEnd: "\r" }).slice(0, -1),
  "CSV with semicolons and a byte order mark": (header, rows) => `\ufeff${csv([header, ...rows], { delimiter: ";" })}`,
  "CSV with tabs, in UTF-16LE": (header, rows) =>
    Buffer.from(`\ufeff${csv([header, ...rows], { delimiter: "\t" })}`, "utf16le"),
  "CSV with Windows line ends, in UTF-16BE": (header, rows) =>
    Buffer.from(`\ufeff${csv([header, ...rows], { lineEnd: "\r\n" })}`, "utf16le").swap16(),
  "JSON in UTF-16LE": (header, rows) => Buffer.from(`\ufeff${JSON.stringify(records(header, rows))}`, "utf16le"),
};

/** Publishes the rows in a form; what is in the snapshot, and what was counted and answered. */
async function publishAs(name: string, form: Form, leads = LEADS) {
  const files = {
    leads: place.write(`${name} leads`, form(LEADS_HEADER, leads)),
    companies: place.write(`${name} companies`, form(COMPANIES_HEADER, COMPANIES)),
  };
  const out = place.newOut();
  const { counts, answers, notices, folder } = await published({ ...files, out });
  return { out, files, result: { counts, answers, notices }, tables: await everything(folder) };
}

const plain = await publishAs("plain", FORMS.CSV);

test("the table that every form must give", () => {
  expect(plain.result.counts).toEqual({
    leads: { read: 11, blank: 1, clean: 6, duplicate: 1, held: 3 },
    companies: { read: 7, blank: 1, clean: 4, duplicate: 1, held: 1 },
  });
  expect(plain.result.answers.hq_staff).toEqual([
    { company: "Beta", staff: 2 },
    { company: "ACME, INC.", staff: 1 },
    { company: "日本", staff: 1 },
  ]);
  expect(plain.result.notices).toEqual([]);
});

// CSV itself is what the others are compared with.
test.concurrent.each(Object.keys(FORMS).slice(1))(
  "%s: the same counts, answers and rows",
  async (name) => {
    const { result, tables } = await publishAs(name, FORMS[name]);
    expect(result).toEqual(plain.result);
    expect(tables).toEqual(plain.tables);
  },
  120_000,
);

test("a file beyond 8 MB, which two threads read, gives what one thread gives", async () => {
  // The same rows, with a column nobody asked for that makes them large.
  const padding = "x".repeat(1_000_000);
  const padded: Form = (header, rows) =>
    csv([[...header, "Notes"], ...rows.map((row) => [...row, row.some((cell) => cell !== null) ? padding : null])]);
  const large = await publishAs("large", padded);
  expect(large.result.notices.map(({ code }) => code)).toEqual(["EXTRA_COLUMNS", "EXTRA_COLUMNS"]);
  expect({ ...large.result, notices: [] }).toEqual(plain.result);
  expect(large.tables).toEqual(plain.tables);
}, 120_000);

test("permuting the rows changes no count and no answer", async () => {
  const orders = [[...LEADS].reverse(), LEADS.map((_, i) => LEADS[(i * 7 + 3) % LEADS.length])];
  const results = await Promise.all(orders.map((leads, i) => publishAs(`permuted ${i}`, FORMS.CSV, leads)));
  for (const { result } of results) expect(result).toEqual(plain.result);
}, 120_000);

test("the same run twice is one snapshot; the same rows in another file are another", async () => {
  const again = await run({ ...plain.files, out: plain.out });
  expect([again.code, again.json.published, again.json.counts]).toEqual([0, false, plain.result.counts]);
  expect(again.json.answers).toEqual(plain.result.answers);
  const other = await published({
    ...plain.files,
    leads: place.write("other", FORMS["JSON Lines"](LEADS_HEADER, LEADS)),
    out: plain.out,
  });
  expect(other.snapshot).not.toBe(again.json.snapshot);
}, 120_000);
