import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { lead, leadAlone } from "../exporter/commands/cli";
import { type Counts, program, run, workplace } from "../exporter/e2e/world";

/** Inputs after public reports, each with what is right in its expected.txt. */
const CASES = join(import.meta.dirname, "files");
const WHEN = ["--as-of", "2026-11-22T12:00:00Z", "--zone", "Africa/Lagos"];
const place = workplace();
const caseFile = (name: string, file: string) => join(CASES, name, file);

interface Outcome {
  exit: number;
  counts: { leads: Counts; companies: Counts } | null;
  error: { code: string; sentence: string; way_out: string } | undefined;
  notices: string[];
  /** company, first name, last name of each clean lead, then the companies. */
  names: string[];
}

async function outcomeOf(leads: string, companies: string): Promise<Outcome> {
  const out = place.newOut();
  const { code, json } = await run({ leads, companies, out, when: WHEN });
  const names: string[] = [];
  if (code === 0) {
    const sql = "SELECT company, first_name, last_name FROM leads UNION ALL SELECT company, NULL, NULL FROM companies";
    const { stdout } = await program(["sql", sql, "--out", out, "--json"]);
    for (const row of JSON.parse(stdout).rows)
      names.push(
        Object.values(row)
          .filter((cell) => cell !== null)
          .join("/"),
      );
  }
  return { exit: code!, counts: json.counts, error: json.error, notices: json.notices.map(({ code }) => code), names };
}

const THREE = { read: 3, blank: 0, clean: 3, duplicate: 0, held: 0 };
const TWO = { ...THREE, read: 2, clean: 2 };
const COMPANIES = ["Acme Ltd", "Beta GmbH", "Gamma, Inc"];
const ACME_BETA = ["Acme Ltd/Ada/Stone", "Beta GmbH/Bob/Field"];

describe("the inputs of the reports", () => {
  test("CR CR LF and every cell quoted", async () => {
    const { counts, names } = await outcomeOf(
      caseFile("crcrlf-quoted", "leads.csv"),
      caseFile("crcrlf-quoted", "companies.csv"),
    );
    expect(counts).toEqual({ leads: THREE, companies: THREE });
    expect(names.sort()).toEqual([...ACME_BETA, "Gamma, Inc/Cy/Brook", ...COMPANIES].sort());
  });

  test("a space before the opening quote", async () => {
    const { counts, names } = await outcomeOf(
      caseFile("space-before-quote", "leads.csv"),
      caseFile("space-before-quote", "companies.csv"),
    );
    expect(counts!.leads).toEqual({ ...THREE, clean: 2, duplicate: 1 });
    expect(names.sort()).toEqual(["Acme Ltd/Ada/Stone", "Gamma, Inc/Jane/Brook", ...COMPANIES].sort());
  });

  test.each(["companies.json", "companies-one.json", "companies-none.json"])("JSON by columns: %s", async (file) => {
    const { exit, error } = await outcomeOf(caseFile("json-columnar", "leads.csv"), caseFile("json-columnar", file));
    expect([exit, error!.code]).toEqual([3, "BAD_JSON"]);
    expect(error!.sentence).toContain("has one object of columns, not a list of records");
  });

  test.each([
    ["json-cut-emoji", "leads.json"],
    ["json-nan", "leads.json"],
    ["sep-line", "leads-semicolon.csv"],
    ["sep-line", "leads-comma.csv"],
    ["sep-line", "leads-quoted.csv"],
    ["sep-line", "leads-pipe.csv"],
    ["excel-phantom-columns", "leads.csv"],
  ])("two clean leads: %s, %s", async (name, file) => {
    const { counts, names } = await outcomeOf(caseFile(name, file), caseFile(name, "companies.csv"));
    expect(counts).toEqual({ leads: TWO, companies: THREE });
    expect(names.sort()).toEqual([...ACME_BETA, ...COMPANIES].sort());
  });

  test.each([
    ["json-envelope", "leads-data.json", 'is one object whose "data" holds the rows'],
    ["json-envelope", "leads-values.json", 'is one object whose "values" holds the rows'],
    ["json-envelope", "leads-split.json", "has one object of columns, not a list of records"],
    ["sep-line", "leads-title.csv", "Row 2 looks like the header"],
    ["html-sign-in-page", "leads.csv", "this sheet is not shared"],
    ["html-sign-in-page", "leads.xls", "is a web page, not a table"],
    ["sheets-header-below", "leads.csv", "Row 3 looks like the header"],
  ])("refused by name: %s, %s", async (name, file, words) => {
    const { exit, error } = await outcomeOf(caseFile(name, file), caseFile(name, "companies.csv"));
    expect(exit).toBe(3);
    expect(error!.sentence).toContain(words);
    expect(error!.sentence).not.toContain("Row 1");
  });
});

const HEADER = "Company,First Name,Last Name,Title,Country,Timestamp";
const ROWS = ["Acme Ltd,Ada,Stone,CTO,Nigeria,2026-06-03 10:00", "Beta GmbH,Bob,Field,CFO,Germany,2026-06-03 10:00"];
const QUOTED = [HEADER, ...ROWS].map((line) => line.split(",").map((cell) => `"${cell}"`));
const records = ROWS.map((line) => Object.fromEntries(line.split(",").map((cell, i) => [HEADER.split(",")[i], cell])));
const companies = place.write(
  "companies.csv",
  'Company,HQ Location\nAcme Ltd,Nigeria\nBeta GmbH,Germany\n"Gamma, Inc",France\n',
);
const lines = (separator: string, end: string) => QUOTED.map((cells) => cells.join(separator) + end).join("");

describe("their neighbours", () => {
  const read: [name: string, content: string | Uint8Array][] = [
    ["LF CR", lines(",", "\n\r")],
    ["CR", lines(",", "\r")],
    ["CR CR CR LF", lines(";", "\r\r\r\n")],
    ["no-break spaces", lines(",\u00a0", "\n")],
    ["tabs after commas", lines(",\t", "\n")],
    ["zero-width spaces around", lines("\u200b;\u200b", "\r\n")],
    ["spaces before commas", lines(" , ", "\n")],
    ["sep=| and pipes", `"SEP=|"\n${lines("|", "\n")}`],
    ["records over lines", JSON.stringify(records, null, 2)],
    [
      "JSON Lines of Python",
      records.map((record) => `${JSON.stringify({ ...record, Note: 1 }).replace(/1}$/, "NaN}")}\n`).join(""),
    ],
    [
      "undefined and None",
      JSON.stringify(records.map((record) => ({ ...record, x: 0, y: 1 })))
        .replaceAll('"x":0', '"x":undefined')
        .replaceAll('"y":1', '"y":None'),
    ],
    [
      "nested values in columns that nobody reads",
      JSON.stringify(records.map((record) => ({ _id: { $oid: "1" }, ...record, tags: ["a"] }))),
    ],
    [
      "empty columns at the right of JSON rows",
      JSON.stringify([[...HEADER.split(","), ...Array(2000).fill(null)], ...ROWS.map((row) => row.split(","))]),
    ],
  ];
  test.concurrent.each(read)("read right: %s", async (name, content) => {
    const { counts, names } = await outcomeOf(place.write(`${name}.dat`, content), companies);
    expect(counts!.leads).toEqual(TWO);
    expect(names.sort()).toEqual([...ACME_BETA, ...COMPANIES].sort());
  });

  const [first] = records as [object];
  const refused: [name: string, content: string, code: string, sentence: RegExp, wayOut: RegExp][] = [
    [
      "an envelope below two keys",
      JSON.stringify({ response: { leads: records } }),
      "BAD_JSON",
      /whose "leads" in "response" holds the rows: jq '\.response\.leads'/,
      /that list alone/,
    ],
    [
      "Airtable",
      JSON.stringify({ records: [{ id: "r", fields: first }] }),
      "BAD_JSON",
      /"records" holds the rows, and the cells of each record in "fields": jq '\[\.records\[\]\.fields\]'/,
      /that list alone/,
    ],
    [
      "records of fields, a line each",
      records.map((fields) => `${JSON.stringify({ id: 1, fields })}\n`).join(""),
      "BAD_JSON",
      /has the cells of each record in "fields": jq '\.fields'/,
      /that list alone/,
    ],
    [
      "by id, as Firebase writes",
      JSON.stringify({ "-Na": first, "-Nb": first }),
      "BAD_JSON",
      /one object of rows/,
      /orient="records"/,
    ],
    [
      "pandas' table",
      JSON.stringify({ schema: { fields: [{ name: "Company" }] }, data: records }),
      "BAD_JSON",
      /"data" holds the rows/,
      /list alone/,
    ],
    [
      "a list for a name",
      JSON.stringify([{ ...first, Company: ["Acme", "Beta"] }]),
      "BAD_JSON",
      /line 1: "Company" holds a list in row 2 of Leads/,
      /one value/,
    ],
    [
      "an object for a time, in the second line",
      `${JSON.stringify(first)}\n${JSON.stringify({ ...first, Timestamp: { $date: "x" } })}`,
      "BAD_JSON",
      /line 2: "Timestamp" holds an object in row 3/,
      /one value/,
    ],
    ["no records", "[]", "HEADER_ROW_MISSING", /holds no record: its list is empty/, /Name the keys/],
    [
      "an empty list in an object",
      '{"status":"ok","data":[]}',
      "HEADER_ROW_MISSING",
      /none of the keys .*"status", "data" \(a list\)/,
      /Name the keys/,
    ],
    [
      "other keys",
      '[{"a":1,"b":2}]',
      "HEADER_ROW_MISSING",
      /none of the keys of its records is a known column of Leads: "a", "b"/,
      /Name the keys of each record: Company,/,
    ],
    ["a leading zero", '[{"Company":012}]', "BAD_JSON", /line 1 .*found "012"/, /correct it/],
    [
      "a title above a table of tabs",
      `My list, of June\n${lines("\t", "\n")}`,
      "HEADER_ROW_MISSING",
      /Row 2 looks like the header/,
      /Delete the rows above/,
    ],
    [
      "blank lines above a semicolon table",
      `\n\n${lines(";", "\n")}`,
      "HEADER_ROW_MISSING",
      /Row 3 looks like the header/,
      /Delete the rows above/,
    ],
    [
      "an instruction above a title",
      `sep=;\nJune\n${lines(";", "\n")}`,
      "HEADER_ROW_MISSING",
      /Row 2 looks like the header/,
      /Delete the rows above/,
    ],
    ["a page of an error", "<!DOCTYPE html>\n<title>404</title>", "NOT_TEXT", /is a web page, not a table/, /CSV/],
  ];
  test.concurrent.each(refused)("refused by name: %s", async (name, content, code, sentence, wayOut) => {
    const { exit, error } = await outcomeOf(place.write(`refused ${name}.dat`, content), companies);
    expect([exit, error!.code]).toEqual([3, code]);
    expect(error!.sentence).toMatch(sentence);
    expect(error!.way_out).toMatch(wayOut);
  });

  test("the header that joined Companies files repeat is blank, and told", async () => {
    const leads = place.write("joined-leads.csv", [HEADER, ...ROWS].join("\n"));
    const joined = place.write(
      "joined.csv",
      '"Company","HQ Location"\nAcme Ltd,Nigeria\n\ufeff"Company","HQ Location"\nBeta GmbH,Germany\n',
    );
    const { counts, notices, names } = await outcomeOf(leads, joined);
    expect(counts!.companies).toEqual({ read: 3, blank: 1, clean: 2, duplicate: 0, held: 0 });
    expect(notices).toContain("HEADER_REPEATED");
    expect(names).not.toContain("Company");
  });
});

describe("check and run see the same", () => {
  const folder = join(place.folder, "configured");
  const leads = place.write(
    "configured/leads.csv",
    `${HEADER}\nAcme Ltd,Ada,Stone,CTO,Nigeria,03/11/2026\nAcme Ltd,Bob,Stone,CTO,Nigeria,20/11/2026\nAcme Ltd,Cy,Stone,CTO,Nigeria,2026-11-20\n`,
  );
  const known = place.write("configured/companies.csv", "Company,HQ Location,Notes\nAcme Ltd,Nigeria,x\n");

  test("the zone, the date order and the other table of the configuration, and the same notices", async () => {
    place.write(
      "configured/lead-export.config.json",
      JSON.stringify({ companies: "companies.csv", zone: "Africa/Lagos", dateOrder: "dmy" }),
    );
    const checked = await lead(["check", leads, "--json"], { cwd: folder });
    expect(JSON.parse(checked.stdout)).toMatchObject({ zone: "Africa/Lagos", counts: { clean: 3 }, problems: [] });
    const typed = await lead(["check", leads, "--json", "--date-order", "mdy", "--as-of", "2026-11-22T12:00:00Z"], {
      cwd: folder,
    });
    const ran = await lead(
      [
        "run",
        "--leads",
        leads,
        "--companies",
        known,
        "--json",
        "--out",
        "out",
        "--date-order",
        "mdy",
        "--zone",
        "Africa/Lagos",
        "--as-of",
        "2026-11-22T12:00:00Z",
      ],
      { cwd: folder },
    );
    expect(JSON.parse(typed.stdout).notices).toEqual(JSON.parse(ran.stdout).notices);
    expect(JSON.parse(ran.stdout).notices.map(({ code }: { code: string }) => code)).toEqual([
      "DATE_ORDER",
      "EXTRA_COLUMNS",
    ]);
  });

  test.each(["-", "/dev/stdin"])("standard input, once: %s", async (input) => {
    const content = readFileSync(caseFile("crcrlf-quoted", "leads.csv"));
    const checked = await leadAlone(["check", input, "--json"], { input: content });
    expect([checked.code, JSON.parse(checked.stdout).counts]).toEqual([0, THREE]);
    const words = ["run", "--leads", input, "--companies", known, "--out", place.newOut(), "--json", ...WHEN];
    // Another thread hashes what can be read twice.
    const ran = await leadAlone(words, { input: content, env: { LEAD_EXPORT_THREADS: "2" } });
    expect(JSON.parse(ran.stdout).counts.leads).toEqual(THREE);
    const empty = await leadAlone(["check", input], { input: "" });
    expect(empty.stderr).toContain("Error SOURCE_EMPTY: Standard input is empty.");
    const twice = await leadAlone(["run", "--leads", input, "--companies", "-", "--out", place.newOut()], {
      input: content,
    });
    expect([twice.code, twice.stderr]).toEqual([2, expect.stringContaining("Only one of the two tables")]);
  });

  test("a statement may begin with a comment", async () => {
    const out = place.newOut();
    await run({ leads, companies: known, out });
    for (const statement of ["-- one\nSELECT 1 AS n", "--one\nSELECT 1 AS n"]) {
      const { stdout } = await program(["sql", statement, "--out", out, "--json"]);
      expect(JSON.parse(stdout).rows).toEqual([{ n: 1 }]);
    }
    expect((await program(["sql", "--oute", out])).stderr).toContain("There is no option --oute");
  });
});
