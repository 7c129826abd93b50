// Writes the data dictionary of docs/contract.md from the contract in shared/.
// node scripts/dictionary.mjs [--check] [FILE]: with --check, exits 1 if FILE (docs/contract.md) is not up to date, and writes nothing.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { bringUpToDate } from "./bring-up-to-date.mjs";
import { importSource, ROOT } from "./import-source.mjs";
import { table, withBetween } from "./markdown.mjs";

/** The codes a field of each type can have, besides MISSING, CELL_ERROR and TOO_LONG, which any cell can. */
const ANY_CELL = ["MISSING", "CELL_ERROR", "TOO_LONG"];
const HELD_BY_TYPE = { text: [], country: [], timestamp: ["BAD_TIMESTAMP", "FUTURE_TIMESTAMP", "OUT_OF_RANGE"] };
const WARNINGS_BY_TYPE = {
  text: ["DAMAGED_TEXT"],
  country: ["UNKNOWN_COUNTRY", "AMBIGUOUS_COUNTRY"],
  timestamp: ["GAP_TIMESTAMP", "TWICE_TIMESTAMP"],
};

/** What brings each code about, and details that make its sentence an example. */
const CODES = {
  MISSING: ["a required cell is blank, but not the whole row", "country"],
  BAD_TIMESTAMP: ["the cell is no date and time that can be read", "timestamp", { value: "soon" }],
  FUTURE_TIMESTAMP: [
    "more than 5 minutes after the run's as-of",
    "timestamp",
    { value: "2031-01-01 09:00", now: "2026-11-22 13:00 in Africa/Lagos" },
  ],
  OUT_OF_RANGE: ["before 2000-01-01, or a number that is no date", "timestamp", { value: "1999-12-31 09:00" }],
  CELL_ERROR: ["the cell shows a formula error", "company", { value: "#REF!" }],
  TOO_LONG: ["the cell has more than 1,000 characters", "title"],
  EXTRA_CELLS: ["filled cells beyond the header: probably a comma without quotes", null],
  DUPLICATE: [
    "another row has the same unique key: the earliest timestamp wins, then the lowest row",
    null,
    { row: 214 },
  ],
  UNKNOWN_COUNTRY: [
    "the name is no country we know; it still counts",
    "country",
    { value: "Untied States", suggestions: ["United States"] },
  ],
  AMBIGUOUS_COUNTRY: [
    "the name means several countries; it still counts",
    "country",
    { value: "Korea", suggestions: ["South Korea", "North Korea"] },
  ],
  UNKNOWN_COMPANY: ["the lead's company is not in Companies", "company", { value: "Acme" }],
  POSSIBLE_DUPLICATE: ["the same but for accents, punctuation or a legal suffix", null, { row: 12 }],
  GAP_TIMESTAMP: ["the local time does not exist: clocks went forward", "timestamp", { value: "2026-03-29 02:30" }],
  DAMAGED_TEXT: [
    "UTF-8 read as another encoding, HTML entities, or characters that are lost; a possible duplicate of the name as it was meant",
    "first name",
    { value: "JosÃ©", suggestions: ["José"] },
  ],
  TWICE_TIMESTAMP: ["the local time exists twice: clocks went back", "timestamp", { value: "2026-10-25 02:30" }],
};

/** The dictionary in Markdown. */
async function dictionary() {
  const { contract, problem, sentences } = await rules();
  const known = [...problem.HELD_CODES, "DUPLICATE", ...problem.WARNING_CODES];
  const strangers = [
    ...known.filter((code) => !CODES[code]),
    ...Object.keys(CODES).filter((code) => !known.includes(code)),
  ];
  if (strangers.length > 0)
    throw new Error(`scripts/dictionary.mjs and shared/problem.ts differ in ${strangers.join(", ")}`);

  const tabs = [contract.LEADS, contract.COMPANIES].map((tab) => tabTable(tab));
  const codes = table(
    ["Code", "Row is", "When", "Example"],
    known.map((code) => {
      const verdict = problem.HELD_CODES.includes(code)
        ? "held"
        : code === "DUPLICATE"
          ? "duplicate"
          : "clean, with a warning";
      const [when, field, details] = CODES[code];
      return [`\`${code}\``, verdict, when, sentences.problemSentence(code, field, details)];
    }),
  );
  return [...tabs, `### Problems\n\n${codes}`].join("\n\n");
}

function tabTable({ tab, fields, uniqueKey }) {
  const rows = fields.map((field) => [
    `\`${field.name}\``,
    field.type,
    field.required ? "yes" : "no",
    field.header,
    field.aliases.join(", "),
    uniqueKey.includes(field.name) ? "yes" : "",
    codeList([...ANY_CELL, ...HELD_BY_TYPE[field.type]]),
    codeList([...WARNINGS_BY_TYPE[field.type], ...(field.knownIn === undefined ? [] : ["UNKNOWN_COMPANY"])]),
  ]);
  const head = ["Field", "Type", "Required", "Header", "Also accepted", "Unique key", "Holds the row", "Warns"];
  return `### ${tab}\n\n${table(head, rows)}`;
}

const codeList = (codes) => codes.map((code) => `\`${code}\``).join(" ");

/** The modules of shared/ that the dictionary is made from. */
function rules() {
  const names = ["contract", "problem", "sentences"];
  return importSource(join(ROOT, "shared"), names.map((name) => `export * as ${name} from "./${name}";`).join(""));
}

const { values, positionals } = parseArgs({ options: { check: { type: "boolean" } }, allowPositionals: true });
const file = positionals[0] ?? join(ROOT, "docs/contract.md");
bringUpToDate({ [file]: withBetween(readFileSync(file, "utf8"), "dictionary", await dictionary()) }, values.check);
