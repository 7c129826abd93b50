import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { type Answer, CHART_KINDS, COLUMN_TYPES, type ColumnType } from "../../shared/answer";
import { Failure } from "../words/failure";
import { bindNames, PARAMETERS, type Parameter } from "./parameters";

/** One SELECT of a question file. */
export interface Statement {
  /** As it stands in the file, with `:name`. */
  text: string;
  /** Rewritten for DuckDB. */
  sql: string;
  parameters: Parameter[];
  /** Line of the file the statement begins on, from 1. */
  line: number;
}

/** A question as its file states it. */
export interface Question {
  /** The file's name without `.sql`. */
  name: string;
  path: string;
  /** The whole file. */
  text: string;
  title: string;
  /** `type`: `null` when the header states none. */
  columns: { name: string; label: string; type: ColumnType | null }[];
  /** Line of the header that lists them, from 1. */
  columnsLine: number;
  chart: Answer["chart"];
  /** With `{year_start}`, `{ten_days_start}`, `{today}`, `{as_of}` to fill in. */
  window: string;
  /** The column whose sum is the leads the answer used. */
  measure: string | null;
  answer: Statement;
  /** Gives (reason, leads) rows and may read the answer as the table `answer`. */
  remainder: Statement | null;
}

const KEYS = ["title", "columns", "chart", "window", "measure", "order"] as const;
type Header = Partial<Record<(typeof KEYS)[number], { value: string; line: number }>>;
const REQUIRED = ["title", "columns", "window"] as const;
type CompleteHeader = Header & Required<Pick<Header, (typeof REQUIRED)[number]>>;

const HEADER_LINE = /^--\s*([a-z]+)\s*:\s*(.*?)\s*$/;
const COLUMN = /\s*([a-z_][a-z0-9_]*)\s+"([^"]+)"(?:\s+([a-z]+))?\s*(?:,|$)/y;
const REMAINDER = /^--\s*remainder\s*$/;

/**
 * Every question of a folder, and of a folder of the team's own, by its `order` header, then by name. Throws `BAD_QUESTION` with the file and
 * its line, and `QUESTIONS_UNREADABLE`.
 */
export async function loadQuestions(folder: string, own?: string): Promise<Question[]> {
  const loaded = await readQuestions(folder);
  for (const one of own === undefined ? [] : await readQuestions(own)) {
    const twin = loaded.find(({ question }) => question.name === one.question.name);
    if (twin !== undefined) {
      throw badQuestion(
        one.question.path,
        1,
        `there is a question ${twin.question.name} already: name the file otherwise`,
      );
    }
    loaded.push(one);
  }
  return loaded.sort((a, b) => a.order - b.order).map(({ question }) => question);
}

async function readQuestions(folder: string) {
  const found = await readdir(folder).catch((cause) => {
    throw new Failure("QUESTIONS_UNREADABLE", `The folder of questions ${folder} cannot be read.`, { cause });
  });
  const names = found.filter((name) => name.endsWith(".sql")).sort();
  return Promise.all(
    names.map(async (name) => parseQuestion(join(folder, name), await readFile(join(folder, name), "utf8"))),
  );
}

/** A question file's fault, with its line. */
export function badQuestion(path: string, line: number, what: string): Failure {
  return new Failure("BAD_QUESTION", `The question file ${basename(path)}, line ${line}: ${what}.`, {
    file: path,
  });
}

/** Reads one question file. */
export function parseQuestion(path: string, text: string): { question: Question; order: number } {
  const name = basename(path, ".sql");
  if (!/^[a-z][a-z0-9_]*$/.test(name)) {
    throw badQuestion(path, 1, "the file's name may have only small letters, digits and _, and begins with a letter");
  }
  const lines = text
    .replaceAll("\r\n", "\n")
    .replace(/^\uFEFF/, "")
    .split("\n");
  const { header, end } = readHeader(path, lines);
  requireHeaders(path, header);
  const columns = readColumns(path, header);
  const column = (key: "chart" | "measure", wanted: string | undefined) => {
    if (columns.some((column) => column.name === wanted)) return wanted!;
    throw badQuestion(path, header[key]!.line, `${key} names ${wanted ?? "no column"}, which columns does not list`);
  };
  const cut = lines.findIndex((line, i) => i >= end && REMAINDER.test(line));
  const remainder = cut === -1 ? null : readStatement(path, lines, cut + 1, lines.length);
  const measure = header.measure ? column("measure", header.measure.value) : null;
  if (remainder !== null && measure === null) {
    throw badQuestion(path, cut + 1, "a remainder needs a header such as -- measure: leads");
  }
  const order = header.order === undefined ? Number.POSITIVE_INFINITY : Number(header.order.value);
  if (Number.isNaN(order)) throw badQuestion(path, header.order!.line, "order is not a number");
  return {
    order: Math.min(order, Number.MAX_VALUE),
    question: {
      name,
      path,
      text,
      title: header.title.value,
      columns,
      columnsLine: header.columns.line,
      chart: readChart(path, header, (wanted) => column("chart", wanted)),
      window: header.window.value,
      measure,
      answer: readStatement(path, lines, end, cut === -1 ? lines.length : cut),
      remainder,
    },
  };
}

function readHeader(path: string, lines: string[]): { header: Header; end: number } {
  const header: Header = {};
  let end = 0;
  for (; end < lines.length; end++) {
    const line = lines[end];
    if (REMAINDER.test(line)) break;
    if (line.trim() !== "" && !line.startsWith("--")) break;
    const match = HEADER_LINE.exec(line);
    if (match === null) continue;
    const key = KEYS.find((key) => key === match[1]);
    if (key === undefined) throw badQuestion(path, end + 1, `${match[1]} is not one of ${KEYS.join(", ")}`);
    if (header[key] !== undefined) throw badQuestion(path, end + 1, `${key} is given twice`);
    if (match[2] === "") throw badQuestion(path, end + 1, `${key} is empty`);
    header[key] = { value: match[2], line: end + 1 };
  }
  return { header, end };
}

function requireHeaders(path: string, header: Header): asserts header is CompleteHeader {
  const missing = REQUIRED.filter((key) => header[key] === undefined).map((key) => `-- ${key}:`);
  if (missing.length === 0) return;
  const which = missing.length === 1 ? `header ${missing[0]} is` : `headers ${missing.join(" ")} are`;
  throw badQuestion(path, 1, `the ${which} missing`);
}

function readColumns(path: string, { columns: { value, line } }: CompleteHeader): Question["columns"] {
  const columns: Question["columns"] = [];
  COLUMN.lastIndex = 0;
  for (let read = 0; read < value.length; read = COLUMN.lastIndex) {
    const match = COLUMN.exec(value);
    if (match === null) throw badQuestion(path, line, 'columns is not like: month "Month" month, leads "Leads" count');
    if (columns.some(({ name }) => name === match[1])) {
      throw badQuestion(path, line, `the column ${match[1]} is given twice`);
    }
    const type = COLUMN_TYPES.find((type) => type === match[3]) ?? null;
    if (type === null && match[3] !== undefined) {
      const fault = `the column ${match[1]} has the type ${match[3]}, which is not one of ${COLUMN_TYPES.join(", ")}`;
      throw badQuestion(path, line, fault);
    }
    columns.push({ name: match[1], label: match[2], type });
  }
  return columns;
}

function readChart(path: string, header: Header, column: (wanted: string | undefined) => string): Answer["chart"] {
  if (header.chart === undefined) return null;
  const [stated, x, y, ...more] = header.chart.value.split(/\s+/);
  const kind = CHART_KINDS.find((kind) => kind === stated);
  if (kind === undefined || more.length > 0) {
    throw badQuestion(path, header.chart.line, "chart is not like: bar month leads, or: horizontal-bar country leads");
  }
  return { kind, x: column(x), y: column(y) };
}

function readStatement(path: string, lines: string[], from: number, to: number): Statement {
  const text = lines.slice(from, to).join("\n").trimEnd().replace(/;$/, "");
  const lineAt = (at: number) => from + text.slice(0, at).split("\n").length;
  const { sql, parameters, semicolons } = bindNames(text);
  const first = lines.findIndex((line, i) => i >= from && i < to && line.trim() !== "" && !line.startsWith("--"));
  if (first === -1) throw badQuestion(path, Math.max(1, to), "a SELECT is missing here");
  if (!/^\s*(select|with)\b/i.test(lines[first])) {
    throw badQuestion(path, first + 1, "the statement begins with neither SELECT nor WITH");
  }
  if (semicolons.length > 0) throw badQuestion(path, lineAt(semicolons[0]), "there is more than one statement");
  const names = new Set<Parameter>();
  for (const { name, at } of parameters) {
    const known = PARAMETERS.find((parameter) => parameter === name);
    if (known === undefined) {
      const all = PARAMETERS.map((parameter) => `:${parameter}`).join(", ");
      throw badQuestion(path, lineAt(at), `:${name} is not one of ${all}`);
    }
    names.add(known);
  }
  return { text, sql, parameters: [...names], line: from + 1 };
}
