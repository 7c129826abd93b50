import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { CsvLines } from "../../../exporter/spark/worker/csv-lines";
import rows, { type RowsCase } from "../../vectors/rows";

/** Two tables as files. */
export interface Tables {
  leads: string;
  companies: string;
}

const LEADS = ["Company", "First Name", "Last Name", "Title", "Country", "Timestamp"];
const COMPANIES = ["Company", "HQ Location"];

/** The rows of all vectors whose headers are the usual ones, as JSON Lines. */
export function vectorTables(folder: string): Tables {
  const cases = (rows.cases as RowsCase<unknown>[]).filter(
    ({ leads: [leads], companies: [companies], zone, dateOrder }) =>
      JSON.stringify([leads, companies]) === JSON.stringify([LEADS, COMPANIES]) &&
      zone === undefined &&
      dateOrder === undefined,
  );
  const tables = { leads: join(folder, "vectors-leads.jsonl"), companies: join(folder, "vectors-companies.jsonl") };
  const written = (header: string[], below: unknown[][]) =>
    [header, ...below].map((row) => `${JSON.stringify(row)}\n`).join("");
  writeFileSync(
    tables.leads,
    written(
      LEADS,
      cases.flatMap(({ leads }) => leads.slice(1)),
    ),
  );
  writeFileSync(
    tables.companies,
    written(
      COMPANIES,
      cases.flatMap(({ companies }) => companies.slice(1)),
    ),
  );
  return tables;
}

/** Cells that a pipe, a separator, a quote or a JVM could take for something else; texts that only Unicode tells apart. */
const ODD = [
  ["Acme", "Ann", "Lee", "CTO", "France", "2026-03-01 10:00:00"],
  ["Acme\tTab", "A\u0001nn", "L\u0002ee", "CTO", "Fran\u00a0ce", "2026-03-01 10:00:00"],
  ["\\N", "\\N", "\\N", "\\N", "\\N", "2026-03-01 10:00:00"],
  ["Émile & Fils", "Zoë", "Ångström", "CEO \u{1F600}", "Côte d’Ivoire", "2026-03-01T10:00:00+02:00"],
  ["EMILE & FILS", "Zoe", "Angstrom", "CEO", "Côte d'Ivoire", "2026-03-02"],
  ["Line\u2028Sep", "Next\u0085Line", "Vt\u000b", "Ff\f", "usa", "3/4/2026"],
  ["'quote'", '"q""q"', "b|c", `$1\\n$${"{x}"}`, "Untied States", "20260304"],
  // A repeat and a held row: what is shown of them is what was typed.
  [" 'QUOTE'", '"Q""q"', "b|c\t", "x", "untied  States", "20260305"],
  ['"held"', "\\N", "\u0001\u0002", '["a"]', "\t", '"soon"\u0007'],
  ["ACME", "ANN", "LEE", "CTO", "FR", "2026-02-01 10:00:00"],
  ["acme ltd", "ann", "lee", "CTO", "france", "2026-02-01 10:00:00"],
  ["x".repeat(999), "a", "b", "c", "Peru", "2026-03-01"],
  ["x".repeat(1001), "a", "b", "c", "Peru", "2026-03-01"],
  ["y".repeat(100_000), "a", "b", "c", "Peru", "2026-03-01"],
  ["", "", "", "", "", ""],
  ["#REF!", "a", "b", "c", "Peru", "soon"],
  ["İstanbul AŞ", "ΣΑΣ", "ß", "c", "Untied states", "2026-03-01"],
  ["ﬁne", "a\u200Bb", "c", "d", "\u{1F1EB}\u{1F1F7}", "2026-03-01"],
  ["JosÃ©", "b", "c", "d", "Per&uacute;", "2026-03-01"],
  ["José", "b", "c", "d", "Peru", "2026-03-01"],
  ["Acme", "Bo", "Short"],
  ["Acme", "Bo", "Long", "CTO", "France", "2026-03-01 10:00:00", "extra", ""],
  ["Acme", "Bo", "Long2", "CTO", "France", "2026-03-01 10:00:00", "", ""],
  ["new", "n", "n", "n", "n", "2031-01-01"],
  ["soon", "n", "n", "n", "n", "2026-11-22 12:04:00"],
  ["old", "n", "n", "n", "n", "1999-01-01"],
  ["dmy", "n", "n", "n", "n", "23/4/2026"],
  ["gap", "n", "n", "n", "n", "46000.5"],
];
const ODD_COMPANIES = [
  ["Acme", "France"],
  ["ACME GmbH", "France"],
  ["Company", "HQ Location"],
  ["Émile & Fils", "Untied States"],
  ["emile & fils", "untied states"],
  ["\\N", "\\N"],
  ["", ""],
  ["nohq", ""],
  ["José", "Peru"],
];

const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
export const csv = (table: readonly (readonly string[])[], end = "\n") =>
  table.map((row) => row.map(cell).join(",") + end).join("");

/** Odd cells; `broken`: with cells in quotes that go over lines, and lines that end in every way. */
export function oddTables(folder: string, name: string, broken: boolean): Tables {
  const tables = { leads: join(folder, `${name}-leads.csv`), companies: join(folder, `${name}-companies.csv`) };
  const lines = [
    ["Acme", "Over\nlines", "Lee", "a\r\nb\r\nc", "France", "2026-03-03"],
    ["Acme", "Carriage\rreturn", "Lee", "x", "France", "2026-03-03"],
  ];
  const text = csv([LEADS, ...ODD, ...(broken ? lines : [])]);
  const ends = broken
    ? 'a,b,c,d,Peru,2026-03-01\ra,b,d,d,Peru,2026-03-01\r\r\na,b,e,d,Peru,2026-03-01\n\r  "a" ,b,f,d,Peru,2026-03-01\n'
    : "";
  writeFileSync(tables.leads, text + ends);
  writeFileSync(tables.companies, csv([COMPANIES, ...ODD_COMPANIES], "\r\n"));
  return tables;
}

/** A CSV file of one line a row, cut into a folder of `count` files, each with the header; every second one gzipped, its first two columns exchanged. */
export function inPieces(path: string, folder: string, count: number): string {
  const [header, ...lines] = readFileSync(path, "utf8").trimEnd().split("\n");
  mkdirSync(folder);
  const each = Math.ceil(lines.length / count);
  for (let i = 0; i < count; i++) {
    const piece = [header, ...lines.slice(i * each, (i + 1) * each)];
    if (i % 2 === 1) writeFileSync(join(folder, `part-${i}.csv.gz`), gzipSync(csv(exchanged(piece))));
    else writeFileSync(join(folder, `part-${i}.csv`), piece.map((line) => `${line}\n`).join(""));
  }
  return folder;
}

function exchanged(lines: readonly string[]): string[][] {
  const rows: string[][] = [];
  const reader = new CsvLines(",", true, ([one, other = "", ...rest]) => rows.push([other, one, ...rest]));
  for (const line of lines) reader.push(line);
  return rows;
}
