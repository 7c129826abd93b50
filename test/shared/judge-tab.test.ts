import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { readTab } from "../../exporter/inputs/read-tab";
import { tableColumns } from "../../exporter/questions/tables";
import { beginTable, type JudgedTable, judgeTable } from "../../exporter/rules/judge-table";
import { writeTables } from "../../exporter/run/write-tables";
import { companiesAlone, onMainThread } from "../../exporter/threads/crew";
import { verifyFiles } from "../../exporter/threads/tasks";
import { loadZone } from "../../exporter/words/zone";
import {
  COMPANIES,
  type CountryField,
  type Field,
  LEADS,
  type TabContract,
  type TextField,
  type TimestampField,
} from "../../shared/contract";
import { readCountry } from "../../shared/country";
import type { TabVerdicts } from "../../shared/judge-tab";
import { readText } from "../../shared/reading";
import { fieldOf, problemsToCorrect, rowProblems } from "../../shared/row-problems";
import { readTimestamp } from "../../shared/timestamp";
import { VERDICT_NAMES } from "../../shared/verdicts";
import { AS_OF, checked, companyTab, input, tab } from "../appsscript/check/sheet";
import { select } from "../exporter/e2e/parquet";

const folder = mkdtempSync(join(tmpdir(), "judge-tab-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const context = { zone: loadZone("UTC"), asOf: AS_OF, dateOrder: "mdy" } as const;
const companyRows = [
  ["Acme", "Nigeria"],
  ["Beta", "Atlantis"],
];

const named = (name: string, header: string) => {
  return { name, header, required: true, aliases: [], noun: name, description: header };
};
const phone: TextField = { ...named("phone", "Phone"), type: "text", aliases: ["tel"] };
const birth: CountryField = { ...named("birth", "Birthplace"), type: "country", codeColumn: "birth_code" };
const called: TimestampField = { ...named("called", "Called At"), type: "timestamp", dateColumn: "called_date" };
const optional = { required: false } as const;
const changed = (change: (field: Field) => Field): Field[] => LEADS.fields.map(change);
const and = (...fields: Field[]): TabContract => ({ ...LEADS, fields: [...LEADS.fields, ...fields] });

const CONTRACTS: [name: string, contract: TabContract][] = [
  ["today's", LEADS],
  ["one with one more text, behind the timestamp", and(phone)],
  ["one with an optional text", and({ ...phone, ...optional })],
  ["one whose unique key has a text more", { ...and(phone), uniqueKey: [...LEADS.uniqueKey, "phone"] }],
  ["one whose unique key has an optional text", { ...and({ ...phone, ...optional }), uniqueKey: ["phone", "country"] }],
  ["one whose key is only titles", { ...LEADS, uniqueKey: ["title"] }],
  ["one with a second country", and(birth)],
  ["one whose second, optional country is in the key", { ...and({ ...birth, ...optional }), uniqueKey: ["birth"] }],
  ["one with a second timestamp", and(called)],
  ["one with the timestamp first", { ...LEADS, fields: [...LEADS.fields].reverse() }],
  [
    "one whose timestamp is optional",
    { ...LEADS, fields: changed((f) => (f.type === "timestamp" ? { ...f, ...optional } : f)) },
  ],
  ["one without a timestamp", { ...LEADS, fields: LEADS.fields.filter(({ type }) => type !== "timestamp") }],
  ["one in which nothing is required", { ...LEADS, fields: changed((field) => ({ ...field, ...optional })) }],
];

const often = (...cells: string[]) =>
  fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...cells) }, fc.constantFrom("", " ", "#REF!"));
const CELLS = {
  text: often("Acme", "ACME ", "Beta", "Gamma", "Ａcme"),
  country: often("Nigeria", "NG", "Korea", "atlantis", "Atlantis"),
  timestamp: often("2026-11-20 10:00:00", "11/20/2026 10:00", "2026-11-21", "soon", "2027-01-01", "1999-01-01"),
};
const rowsOf = ({ fields }: TabContract) =>
  fc.array(fc.oneof(fc.tuple(...fields.map(({ type }) => CELLS[type])), fc.constant(fields.map(() => ""))), {
    maxLength: 14,
  });

/** The rules of a contract, one row at a time, as slowly as one would explain them. */
function explained({ fields, uniqueKey }: TabContract, rows: readonly string[][]) {
  const known = new Set(companyRows.map(([company]) => readText(company).key));
  const read = (field: Field, cell: string) => {
    if (field.type === "country") return readCountry(cell);
    return field.type === "text" ? { warning: null, ...readText(cell) } : { key: "", ...readTimestamp(cell, context) };
  };
  const all = rows.map((row) => fields.map((field, i) => ({ field, ...read(field, row[i]) })));
  const clock = fields.findIndex(({ type }) => type === "timestamp");
  const timeOf = (row: number) => {
    const instant = clock === -1 ? 0 : readTimestamp(rows[row][clock], context).instant;
    return Number.isNaN(instant) ? Number.POSITIVE_INFINITY : instant;
  };
  const held = all.map((cells) =>
    cells.flatMap(({ field, problem }) => {
      if (problem === null || (problem === "BLANK" && !field.required)) return [];
      return `${problem === "BLANK" ? "MISSING" : problem} ${field.name}`;
    }),
  );
  const isBlank = all.map((cells) => cells.every(({ problem }) => problem === "BLANK"));
  const keys = all.map((cells) =>
    cells
      .filter(({ field }) => uniqueKey.includes(field.name))
      .map(({ key }) => key)
      .join("|"),
  );
  return rows.map((_, row) => {
    if (isBlank[row]) return { verdict: "blank", problems: [], toCorrect: [], winner: null };
    const toCorrect = all[row].flatMap(({ field, problem, warning, key }) => {
      if (problem === "BLANK") return field.required ? [`MISSING ${field.name}`] : [];
      if (problem !== null) return [`${problem} ${field.name}`];
      const stranger = field.name === "company" && !known.has(key) ? ["UNKNOWN_COMPANY company"] : [];
      return warning === null ? stranger : [`${warning} ${field.name}`, ...stranger];
    });
    if (held[row].length > 0) return { verdict: "held", problems: held[row], toCorrect, winner: null };
    const twins = [...rows.keys()].filter((i) => !isBlank[i] && held[i].length === 0 && keys[i] === keys[row]);
    const [first] = twins.sort((a, b) => (timeOf(a) === timeOf(b) ? a - b : timeOf(a) - timeOf(b)));
    if (first !== row) {
      return { verdict: "duplicate", problems: ["DUPLICATE"], toCorrect: ["DUPLICATE"], winner: first + 2 };
    }
    return { verdict: "clean", problems: toCorrect, toCorrect, winner: null };
  });
}

function found(contract: TabContract, { readings, verdicts }: Pick<TabVerdicts, "readings" | "verdicts">) {
  return Array.from(verdicts.verdict, (verdict, row) => ({
    verdict: VERDICT_NAMES[verdict],
    problems: rowProblems({ readings, verdicts }, row).map((one) =>
      `${one.code} ${fieldOf(contract, one)?.name ?? ""}`.trim(),
    ),
    toCorrect: problemsToCorrect({ contract, readings, verdicts }, row).map((one) =>
      `${one.code} ${fieldOf(contract, one)?.name ?? ""}`.trim(),
    ),
    winner: verdicts.winner[row] === -1 ? null : verdicts.winner[row] + 2,
  }));
}

const headersOf = ({ fields }: TabContract) => fields.map(({ header }) => header);

/** Both tabs as the exporter reads them from files. */
async function tables(contract: TabContract, headers: string[], rows: readonly string[][]) {
  const read = (of: TabContract, lines: readonly string[][]) => {
    const path = join(folder, `${of.tab}.json`);
    writeFileSync(path, JSON.stringify(lines));
    return readTab(of, path);
  };
  const companies = judgeTable(COMPANIES, await read(COMPANIES, [headersOf(COMPANIES), ...companyRows]), context);
  const table = await read(contract, [headers, ...rows]);
  const begun = beginTable(contract, table, context, COMPANIES);
  const leads = judgeTable(contract, table, context, companies.known, undefined, undefined, begun);
  return { leads, companies };
}

function sheet(contract: TabContract, headers: string[], rows: readonly string[][]) {
  const leads = tab([headers, ...rows.map((row) => [...row])], { contract });
  return checked(input(leads, companyTab(...companyRows), { zone: "UTC" }));
}

describe.each(CONTRACTS)("the contract alone says how rows are judged: %s", (_, contract) => {
  test("any rows, by the exporter and in the sheet", async () => {
    await fc.assert(
      fc.asyncProperty(rowsOf(contract), async (rows) => {
        const expected = explained(contract, rows);
        const { leads } = await tables(contract, headersOf(contract), rows);
        expect(found(contract, leads)).toEqual(expected);
        const inSheet = sheet(contract, headersOf(contract), rows);
        expect(found(contract, inSheet.leads)).toEqual(expected);
        const listed = inSheet.problems().items.filter((item) => item.tab === "Leads");
        expect(listed.map(({ code, field, row }) => ({ row, problem: `${code} ${field ?? ""}`.trim() }))).toEqual(
          expected.flatMap(({ toCorrect }, i) => toCorrect.map((problem) => ({ row: i + 2, problem }))),
        );
      }),
      { numRuns: 30 },
    );
  });

  test("and what its tables hold", async () => {
    const cellsOf = (...said: [string, string, string]) =>
      contract.fields.map(({ type }) => said[["text", "country", "timestamp"].indexOf(type)]);
    const full = cellsOf("Acme ", "USA", "2026-11-20 10:00:00");
    const bare = contract.fields.map((field, i) => (field.required ? full[i].replace("Acme ", "Beta") : ""));
    const rows = [full, bare, full, full.with(0, "#REF!")];
    const { leads, companies } = await tables(contract, headersOf(contract), rows);
    const into = await written(leads, companies);

    const [columns] = await select(into, "SELECT list(column_name || ' ' || column_type) FROM (DESCRIBE leads)");
    const types = tableColumns(contract, COMPANIES).leads.replaceAll("TIMESTAMPTZ", "TIMESTAMP WITH TIME ZONE");
    expect((columns[0] as string[]).join(", ")).toBe(types);
    for (const { name, type } of contract.fields) {
      const clean = await select(into, `SELECT ${name}::VARCHAR FROM leads WHERE source_row = 2`);
      expect(clean).toEqual([[{ text: "Acme", country: "United States", timestamp: "2026-11-20 10:00:00+00" }[type]]]);
    }
    const expected = explained(contract, rows);
    const missing = contract.fields.filter(({ required }) => !required);
    if (expected[1].verdict === "clean") {
      for (const { name } of missing) {
        expect(await select(into, `SELECT ${name} FROM leads WHERE source_row = 3`)).toEqual([[null]]);
      }
    }
    for (const table of ["held", "duplicates"]) {
      const names = contract.fields.map(({ name }) => name);
      const typed = await select(
        into,
        `SELECT ${names.join(", ")} FROM ${table} WHERE tab = 'Leads' ORDER BY source_row`,
      );
      expect(typed).toEqual([table === "held" ? rows[3] : full]);
    }
  });
});

/** The folder of the tables as a run writes them, read back and compared. */
async function written(leads: JudgedTable, checkedCompanies: JudgedTable): Promise<string> {
  const into = mkdtempSync(join(folder, "tables-"));
  mkdirSync(into, { recursive: true });
  const companies = companiesAlone(checkedCompanies, leads.contract, context.zone);
  const { written: files } = await writeTables(into, { leads, companies }, context.zone, "run", onMainThread, () => {});
  expect(await verifyFiles(files)).toBeNull();
  return into;
}

describe("a field that may be missing", () => {
  const contract = and({ ...phone, required: false });
  const row = ["Acme", "Ada", "Obi", "CTO", "Nigeria", "2026-11-20 10:00:00"];

  test("needs no column, and is then read as blank", async () => {
    const { leads, companies } = await tables(contract, headersOf(LEADS), [row, row.map(() => "")]);
    expect(leads.verdicts.counts).toEqual({ read: 2, blank: 1, clean: 1, duplicate: 0, held: 0 });
    expect(await select(await written(leads, companies), "SELECT phone FROM leads")).toEqual([[null]]);
    expect(sheet(contract, headersOf(LEADS), [row]).statuses).toEqual(["OK"]);
  });

  test("is found by its alias when there is one", async () => {
    const { leads } = await tables(contract, [...headersOf(LEADS), "Tel"], [[...row, "#N/A"]]);
    expect(found(contract, leads)[0].problems).toEqual(["CELL_ERROR phone"]);
    expect(sheet(contract, [...headersOf(LEADS), "Tel"], [[...row, "#N/A"]]).statuses).toEqual([
      "Waits: phone shows an error (#N/A)",
    ]);
  });
});

test("a unique key can name no timestamp, and no stranger", async () => {
  for (const name of ["operator_timestamp", "shoe_size"]) {
    const contract = { ...LEADS, uniqueKey: [name] };
    await expect(tables(contract, headersOf(LEADS), [])).rejects.toThrow(`names ${name}`);
  }
});

describe("judging changes nothing that it was given", () => {
  const cell = fc.oneof(
    fc.constantFrom("Acme", "Gamma", "7", "Delta", "Atlantis", "ATLANTIS", ""),
    fc.constantFrom(7, 8, 0.5),
  );
  const lines = (width: number) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 12 });

  test("any two tables checked twice, once read, get the same verdicts and the same texts", async () => {
    const read = async (contract: TabContract, rows: unknown[][]) => {
      const path = join(folder, `twice-${contract.tab}.json`);
      writeFileSync(path, JSON.stringify([headersOf(contract), ...rows]));
      return readTab(contract, path);
    };
    const time = "2026-11-20 10:00:00";
    await fc.assert(
      fc.asyncProperty(lines(5), lines(5), lines(2), async (one, other, companyLines) => {
        const companiesTable = await read(COMPANIES, companyLines);
        const leadsTables = [
          await read(
            LEADS,
            one.map((row) => [...row, time]),
          ),
          await read(
            LEADS,
            other.map((row) => [...row, time]),
          ),
        ];
        const judgeCompanies = () => judgeTable(COMPANIES, companiesTable, context);
        const judgeLeads = (table: (typeof leadsTables)[number], { known }: JudgedTable) =>
          plain(judgeTable(LEADS, table, context, known));
        const expected = leadsTables.map((table) => judgeLeads(table, judgeCompanies()));
        const companies = judgeCompanies();
        for (const _ of [1, 2]) {
          expect(leadsTables.map((table) => judgeLeads(table, companies))).toEqual(expected);
          expect(plain(judgeCompanies())).toEqual(plain(companies));
        }
      }),
      { numRuns: 30 },
    );
  });

  /** What became of each row, and what each of its words means. */
  const plain = ({ contract, readings, verdicts }: JudgedTable) => {
    const rows = [...verdicts.verdict.keys()];
    const words = readings.fields.flatMap(({ codes, ...field }) => {
      if (codes === null || !("keys" in field)) return [];
      const texts = "names" in field ? field.names : [];
      return [rows.map((row) => [field.keys[codes[row]], texts[codes[row]]])];
    });
    return { words, found: found(contract, { readings, verdicts }) };
  };
});
