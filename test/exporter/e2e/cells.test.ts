import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { LAGOS } from "../commands/cli";
import { select } from "./parquet";
import { csv, LEADS_HEADER, program, published, workplace } from "./world";

const place = workplace();
const DAY = "2026-11-20 08:00:00";
const LONG = `${"Long, long ago. ".repeat(3750)}`;
const THOUSAND = "👍".repeat(1000);

/** Company, first name, last name, title, country as typed; then as kept, or why the row is held. */
const CASES: [name: string, typed: string[], kept: string[] | string][] = [
  [
    "= formula",
    ['=HYPERLINK("http://x","Acme")', "=1+1", "Obi", "CTO", "Ghana"],
    ['=HYPERLINK("http://x","Acme")', "=1+1", "Obi", "CTO", "Ghana"],
  ],
  ["+ formula", ["+Acme", "+1", "+2", "+3", "Ghana"], ["+Acme", "+1", "+2", "+3", "Ghana"]],
  ["- formula", ["-Acme", "-1", "-2", "-", "Ghana"], ["-Acme", "-1", "-2", "-", "Ghana"]],
  ["@ formula", ["@Acme", "@SUM(A1)", "@", "@x", "Ghana"], ["@Acme", "@SUM(A1)", "@", "@x", "Ghana"]],
  ["apostrophe", ["'Acme", "O’Neil", "'t Hooft", "CTO", "Ghana"], ["'Acme", "O’Neil", "'t Hooft", "CTO", "Ghana"]],
  [
    "markup",
    ["<script>alert(1)</script>", "</script>", "<!--", "<b>", "Ghana"],
    ["<script>alert(1)</script>", "</script>", "<!--", "<b>", "Ghana"],
  ],
  [
    "SQL",
    ["'; DROP TABLE leads; --", "%s", "{as_of}", ":as_of", "Ghana"],
    ["'; DROP TABLE leads; --", "%s", "{as_of}", ":as_of", "Ghana"],
  ],
  [
    "bidi",
    ["\u202eemcA\u202c", "\u2067Ada\u2069", "Obi\u200f", "CTO", "\u200eGhana"],
    ["emcA", "Ada", "Obi", "CTO", "Ghana"],
  ],
  [
    "zero-width",
    ["Zero\u200bWidth", "A\u200dda\ufeff", "O\u00adbi", "C\u2060TO", "Gh\u200cana"],
    ["ZeroWidth", "Ada", "Obi", "CTO", "Ghana"],
  ],
  [
    "spaces",
    ["\u00a0Acme\u3000Group ", "\tAda", "van\n der\r\nBerg", "C T  O", " Ghana\u2009"],
    ["Acme Group", "Ada", "van der Berg", "C T O", "Ghana"],
  ],
  [
    "controls",
    ["Ac\u0007me\u0001", "A\u001bda", "Obi\u007f", "CTO\u0085x", "Ghana"],
    ["Acme", "Ada", "Obi", "CTO x", "Ghana"],
  ],
  ["emoji", ["Rocket 🚀", "👩🏽‍💻", "🇳🇬", "☕️", "Ghana"], ["Rocket 🚀", "👩🏽💻", "🇳🇬", "☕", "Ghana"]],
  [
    "combining accents",
    ["Cafe\u0301", "Zoe\u0308", "Å\u0301", "e\u0323\u0302", "Co\u0302te d'Ivoire"],
    ["Café", "Zoë", "Ǻ", "ệ", "Ivory Coast"],
  ],
  ["scripts", ["株式会社", "محمد", "Ωμέγα", "Дмитрий", "日本"], ["株式会社", "محمد", "Ωμέγα", "Дмитрий", "Japan"]],
  ["outside the first plane", ["𝒜cme", "𠮷野", "\u{1F600}", "𐍈", "Ghana"], ["𝒜cme", "𠮷野", "\u{1F600}", "𐍈", "Ghana"]],
  ["None", ["None", "None", "None", "None", "Ghana"], ["None", "None", "None", "None", "Ghana"]],
  ["NA", ["NA", "NA", "NA", "NA", "NA"], ["NA", "NA", "NA", "NA", "Namibia"]],
  ["null", ["null", "null", "null", "null", "null"], ["null", "null", "null", "null", "null"]],
  ["True", ["True", "True", "FALSE", "true", "Ghana"], ["True", "True", "FALSE", "true", "Ghana"]],
  ["007", ["007", "007", "1e5", "0x1F", "Ghana"], ["007", "007", "1e5", "0x1F", "Ghana"]],
  ["Nan and Inf", ["NaN", "Nan", "Infinity", "undefined", "Ghana"], ["NaN", "Nan", "Infinity", "undefined", "Ghana"]],
  ["n/a is no code", ["Acme", "Not", "Available", "CTO", "N/A"], ["Acme", "Not", "Available", "CTO", "N/A"]],
  [
    "__proto__",
    ["__proto__", "constructor", "toString", "hasOwnProperty", "__proto__"],
    ["__proto__", "constructor", "toString", "hasOwnProperty", "__proto__"],
  ],
  [
    "quotes and commas",
    ['He said "hi", twice', '"', ",", '""', "Ghana"],
    ['He said "hi", twice', '"', ",", '""', "Ghana"],
  ],
  ["1,000 characters", ["Acme", "Thumbs", THOUSAND, "CTO", "Ghana"], ["Acme", "Thumbs", THOUSAND, "CTO", "Ghana"]],
  ["1,001 characters", ["Acme", "Thumbs", `${THOUSAND}!`, "CTO", "Ghana"], "TOO_LONG last_name"],
  ["60,000 characters", ["Acme", "Ada", "Obi", LONG, "Ghana"], "TOO_LONG title"],
  ["60,000 characters for a company", [LONG, "Ada", "Obi", "CTO", LONG], "TOO_LONG company; TOO_LONG country"],
  [
    "#REF!",
    ["#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?"],
    "CELL_ERROR company; CELL_ERROR first_name; CELL_ERROR last_name; CELL_ERROR title; CELL_ERROR country",
  ],
  ["#ref! in small letters", ["Acme", "#ref!", "Obi", "CTO", "Ghana"], "CELL_ERROR first_name"],
  [
    "only invisible",
    ["Acme", "\u200b", "\u00a0", "\u202e", "Ghana"],
    "MISSING first_name; MISSING last_name; MISSING title",
  ],
];

describe("every odd cell in one file", async () => {
  const leads = place.write("odd.csv", csv([LEADS_HEADER, ...CASES.map(([, typed]) => [...typed, DAY])]));
  const companies = place.companies("companies.csv", [...CASES.map(([, typed]) => [typed[0], typed[4]])]);
  const out = place.newOut();
  const result = await published({ leads, companies, out });
  const clean = await select(
    result.folder,
    "SELECT source_row, company, first_name, last_name, title, country FROM leads",
  );
  const held = await select(
    result.folder,
    "SELECT source_row, company, first_name, last_name, title, country, problems FROM held WHERE tab = 'Leads'",
  );
  const rowOf = (rows: unknown[][], row: number) => rows.find(([source]) => source === row)?.slice(1);

  test.each(CASES.map(([name, typed, kept], i) => ({ name, typed, kept, row: i + 2 })))(
    "$name",
    ({ typed, kept, row }) => {
      const isHeld = typeof kept === "string";
      expect(rowOf(clean, row)).toEqual(isHeld ? undefined : kept);
      // A held row waits as it was typed.
      expect(rowOf(held, row)).toEqual(isHeld ? [...typed, kept] : undefined);
    },
  );

  test("all of them are counted", () => {
    const total = CASES.length;
    const wrong = CASES.filter(([, , kept]) => typeof kept === "string").length;
    expect(result.counts.leads).toEqual({ read: total, blank: 0, clean: total - wrong, duplicate: 0, held: wrong });
  });

  test("the report says which cell, in one sentence, without the cell's length or its tricks", async () => {
    const words = ["check", leads, "--companies", companies, ...LAGOS];
    const [json, text, table] = await Promise.all([
      program([...words, "--json"]),
      program(words),
      program([...words, "--csv"]),
    ]);
    const { problems } = JSON.parse(json.stdout);
    const said = (name: string) => {
      const row = CASES.findIndex(([known]) => known === name) + 2;
      return problems
        .filter((problem: { row: number }) => problem.row === row)
        .map((p: { place: string; sentence: string }) => `${p.place} ${p.sentence}`);
    };
    expect(said("60,000 characters")).toEqual(["Leads!D28 title is longer than 1,000 characters"]);
    expect(said("#REF!")[0]).toBe("Leads!A30 company shows an error (#REF!)");
    expect(said("n/a is no code")).toEqual([expect.stringContaining('Leads!E23 country "N/A" is unknown')]);
    expect(said("only invisible")).toEqual([
      "Leads!B32 first name is missing",
      "Leads!C32 last name is missing",
      "Leads!D32 title is missing",
    ]);
    for (const { stdout } of [json, text, table]) expect(stdout.length).toBeLessThan(20_000);
    expect(text.stdout).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    expect(text.stdout).not.toContain("\u001b");
    // No cell of the listing is a formula to a spreadsheet.
    for (const line of table.stdout.split("\r\n")) expect(line).not.toMatch(/(^|,)"?[=+\-@]/);
  });

  test("the page carries them as data, never as markup", () => {
    const page = readFileSync(join(result.folder, "dashboard.html"), "utf8");
    expect(page).toContain("alert(1)");
    expect(page).not.toContain("<script>alert(1)");
  });

  test("SQL gives them back exactly, and CSV of it is safe to open", async () => {
    const asked = ["sql", "SELECT company FROM leads WHERE source_row = 2", "--out", out];
    const [json, table] = await Promise.all([program([...asked, "--json"]), program([...asked, "--csv"])]);
    expect(JSON.parse(json.stdout).rows).toEqual([{ company: '=HYPERLINK("http://x","Acme")' }]);
    expect(table.stdout).toBe(`company\r\n"'=HYPERLINK(""http://x"",""Acme"")"\r\n`);
  });
});

test("what looks alike is one person; what differs by an accent is two, with a hint", async () => {
  const companies = place.companies("alike-companies.csv", [["Acme", "Ghana"]]);
  const leads = place.leads("alike.csv", [
    ["Acme", "Zoë", "O'Neil", "CTO", "Ghana", "2026-11-20 08:00:00"],
    ["ACME", "Zoe\u0308", "O’NEIL", "CEO", "gh", "2026-11-20 09:00:00"],
    ["Ac\u200bme", "\u202eZoë", " O'Neil", "CFO", "GHANA", "2026-11-20 07:00:00"],
    ["Acme", "Zoe", "O'Neil", "CTO", "Ghana", "2026-11-20 10:00:00"],
    ["Ａｃｍｅ", "Zoë", "O'Neil", "COO", "Ghana", "2026-11-20 07:00:00"],
    ["Acme", "Straße", "X", "COO", "Ghana", "2026-11-20 07:00:00"],
    ["Acme", "STRASSE", "x", "COO", "Ghana", "2026-11-20 07:00:00"],
  ]);
  const { counts, folder } = await published({ leads, companies, out: place.newOut() });
  expect(counts.leads).toEqual({ read: 7, blank: 0, clean: 3, duplicate: 4, held: 0 });
  expect(await select(folder, "SELECT source_row, title, warnings FROM leads ORDER BY 1")).toEqual([
    [4, "CFO", "POSSIBLE_DUPLICATE"],
    [5, "CTO", "POSSIBLE_DUPLICATE"],
    [7, "COO", null],
  ]);
  expect(await select(folder, "SELECT source_row, first_name, winner_row FROM duplicates ORDER BY 1")).toEqual([
    [2, "Zoë", 4],
    [3, "Zoe\u0308", 4],
    [6, "Zoë", 4],
    [8, "STRASSE", 7],
  ]);
});

test("JSON's own true, 7 and null in a text column are TRUE, 7 and blank", async () => {
  const companies = place.companies("json-companies.csv", [["Acme", "Ghana"]]);
  const leads = place.write(
    "values.json",
    JSON.stringify([
      LEADS_HEADER,
      [true, 7, 0.5, "CTO", "Ghana", DAY],
      [false, -1, 1e21, "CTO", "Ghana", DAY],
      ["Acme", null, "Obi", "CTO", "Ghana", DAY],
      [null, null, "", " ", null, null],
    ]),
  );
  const { counts, folder } = await published({ leads, companies, out: place.newOut() });
  expect(counts.leads).toEqual({ read: 4, blank: 1, clean: 2, duplicate: 0, held: 1 });
  expect(await select(folder, "SELECT company, first_name, last_name FROM leads ORDER BY source_row")).toEqual([
    ["TRUE", "7", "0.5"],
    ["FALSE", "-1", "1e+21"],
  ]);
  expect(await select(folder, "SELECT source_row, problems FROM held")).toEqual([[4, "MISSING first_name"]]);
});
