import fc from "fast-check";
import { expect, test } from "vitest";
import { fieldColumns, readerOf } from "../../../exporter/spark/worker/cell-readings";
import { MORE_SEPARATOR, SEPARATOR } from "../../../exporter/spark/worker/job";
import { loadZone } from "../../../exporter/words/zone";
import { type Field, LEADS } from "../../../shared/contract";
import { readCountry } from "../../../shared/country";
import { readText } from "../../../shared/reading";
import { looseKeyOf } from "../../../shared/text-field";
import { readTimestamp } from "../../../shared/timestamp";

const context = {
  asOf: Date.parse("2026-11-22T12:00:00Z"),
  dateOrder: "mdy",
  zone: loadZone("Africa/Lagos"),
} as const;
const readers = new Map(LEADS.fields.map((field) => [field, readerOf(field, LEADS, context, new Map())]));

/** The columns of one field in the line that a worker writes, by the ends of their names. */
function columnsOf(field: Field, cell: string): Record<string, string> {
  const { out, more } = readers.get(field as (typeof LEADS.fields)[number])!(cell);
  expect(out + more).not.toMatch(/[\n\r\t]/);
  const columns = fieldColumns(field, LEADS);
  return { ...named(columns.own, out, SEPARATOR), ...(more === "" ? {} : named(columns.more, more, MORE_SEPARATOR)) };
}

function named(columns: readonly (readonly [string, string])[], written: string, separator: string) {
  const [nothing, ...texts] = written.split(separator);
  const names = columns.map(([name]) => name.slice(name.lastIndexOf("_")));
  expect([nothing, texts.length]).toEqual(["", names.length]);
  return Object.fromEntries(names.map((name, i) => [name, texts[i]]));
}

/** A cell as it was typed, as Spark makes it of the columns. */
const typedOf = (typed: string, read: string) =>
  typed === "" ? read : typed.startsWith('"') ? JSON.parse(typed) : typed;
const asciiSmall = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

const COMMON = [
  "Acme",
  "Acme Ltd.",
  "O’Brien",
  "İstanbul",
  "straße",
  "JosÃ©",
  "#REF!",
  "",
  " ",
  '"a"',
  '"',
  "a\tb\u0001",
];
const cells = fc.oneof(
  fc.constantFrom(...COMMON, "usa", "Untied States", "Korea", "Côte d’Ivoire", "FRANCE"),
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.string({ unit: "grapheme-ascii", maxLength: 12 }),
  fc.constantFrom("x".repeat(1000), "x".repeat(1001)),
);

test("of a word, what a worker leaves out can be told from what it says", () => {
  const words = LEADS.fields.filter(({ type }) => type !== "timestamp");
  fc.assert(
    fc.property(fc.constantFrom<Field>(...words), cells, (field, cell) => {
      const { own, more } = fieldColumns(field, LEADS);
      const { out } = readers.get(field as (typeof LEADS.fields)[number])!(cell);
      const said = { _key: "", _loose: "", _typed: "", ...columnsOf(field, cell) };
      const read = out.split(SEPARATOR)[1];
      const wanted = field.type === "country" ? { ...readCountry(cell), text: readCountry(cell).name } : readText(cell);
      const isKnown = wanted.problem === null;
      expect(read).toBe(isKnown ? wanted.text : "");
      const usual = "code" in wanted ? (wanted.code ?? "") : asciiSmall(read);
      const key = said._key === "" ? usual : said._key;
      expect(key).toBe(wanted.key);
      if ([...own, ...more].some(([name]) => name.endsWith("_loose"))) {
        const near = () => {
          if (!isKnown) return "";
          if ("code" in wanted) return wanted.meantKey ?? wanted.key;
          return field.type === "text" && field.hints !== undefined ? looseKeyOf(wanted, field.hints) : wanted.key;
        };
        expect(said._loose === "" ? key : said._loose).toBe(near());
      }
      expect(typedOf(said._typed, read)).toBe(cell);
    }),
    { numRuns: 2000 },
  );
});

test("of a timestamp, what was typed and the instant that it means are said", () => {
  const field = LEADS.fields.find(({ type }) => type === "timestamp")!;
  const times = fc.oneof(
    fc.constantFrom("2026-03-01", "2026-03-01T10:00:00", "2026-03-01 10:00:00.5", "3/4/2026", "2031-01-01", "soon", ""),
    fc.constantFrom("2026-03-01 10:00:00.123456é", "2\u013026-03-01", "2026-03-01 10:00:00", '"soon"\u0007'),
    cells,
  );
  fc.assert(
    fc.property(times, (cell) => {
      const [, instant, day, typed] = readers.get(field)!(cell).out.split(SEPARATOR);
      const { problem, instant: wanted } = readTimestamp(cell, context);
      expect(instant).toBe(problem === null ? String(wanted) : "");
      expect(day).toBe(problem === null ? new Date(wanted + 3_600_000).toISOString().slice(0, 10) : "");
      // A plain wall time is shown in one way, however it is written.
      if (problem !== null && !/^\d{4}-/.test(cell)) expect(typedOf(typed, "")).toBe(cell);
    }),
    { numRuns: 2000 },
  );
});
