import { createHash } from "node:crypto";
import { COMPANIES, LEADS, type TabContract } from "../../shared/contract";
import type { Counts } from "../../shared/counts";
import { doubtOf, FITS, FUTURE, type SomeRows } from "../../shared/date-order-doubt";
import { NO_DECISIONS } from "../../shared/decisions";
import { type Binding, bindHeaders } from "../../shared/headers";
import { inContractsWords } from "../../shared/own-headers";
import type { RunInput } from "../inputs/run-input";
import { nameOf, ownHeadersOf, type TableFile } from "../inputs/table-file";
import type { Judged } from "../publish/engine";
import type { Manifest } from "../publish/manifest";
import { columnNotices } from "../run/column-notices";
import { doubtNotices } from "../run/date-order-notice";
import { decisionNotices } from "../run/decision-notices";
import { contentHash, describeSource, problemsOf } from "../run/findings";
import { instantText } from "../run/valid-until";
import type { Notice } from "../words/report";
import type { Said } from "./plan";
import type { SparkSource } from "./rules-steps";
import { shownPath } from "./said-failure";
import type { Seen } from "./worker/job";

type Row = Readonly<Record<string, unknown>>;
type SourceRows = NonNullable<Extract<Manifest["sources"][number], { kind: "file" }>["files"]>[number];

/** Finds the rows of a step; none when it was not run. */
export function rowsOf({ steps }: Said, name: string): readonly Row[] {
  return steps.find((step) => step.name === name)?.rows ?? [];
}

/** What was seen of the files of a tab; `null` before that. */
export function seenOf(said: Said, name: string): Seen | null {
  const [row] = rowsOf(said, `seen_${name}`);
  return row === undefined ? null : JSON.parse(Buffer.from(String(row.value), "base64").toString("utf8"));
}

/** What a plan that went well says of both tabs. */
export function figuresOf(
  input: RunInput,
  said: Said,
  sources: { readonly leads: SparkSource; readonly companies: SparkSource },
): Omit<Judged, "changesSince" | "write" | "close"> {
  const leads = tabFigures(input, said, LEADS, "leads", input.leads, sources.leads);
  const companies = tabFigures(input, said, COMPANIES, "companies", input.companies, sources.companies);
  const decided = new Map<string, number>();
  for (const { decided: keys, n } of rowsOf(said, "read").filter(({ decided }) => decided !== "")) {
    for (const key of JSON.parse(String(keys))) decided.set(key, (decided.get(key) ?? 0) + Number(n));
  }
  const source = input.origin.kind === "files" ? "file" : "spreadsheet";
  return {
    seen: {
      counts: { leads: leads.counts, companies: companies.counts },
      problems: [...leads.problems, ...companies.problems],
      notices: [
        ...input.notices,
        ...leads.notices,
        ...doubtNotices(doubtOf(input.dateOrder, signRows(said, "leads")), source),
        ...companies.notices,
        ...decisionNotices(input.decisions ?? NO_DECISIONS, decided),
      ],
    },
    newest: leads.newest,
    validUntil: leads.until,
    sources: [leads.source, companies.source],
    contents: { leads: leads.content, companies: companies.content },
  };
}

function tabFigures(
  input: RunInput,
  said: Said,
  contract: TabContract,
  name: string,
  table: TableFile,
  { whole, kind }: SparkSource,
) {
  const read = rowsOf(said, "read").filter((row) => row.name === name);
  const number = (state: string) => sum(read.filter((row) => row.state === state));
  const written = rowsOf(said, "written").filter((row) => row.tab === contract.tab);
  const wrote = (kind: string) => sum(written.filter((row) => row.kind === kind));
  const counts: Counts = {
    read: number("clean") + number("held") + number("blank"),
    blank: number("blank"),
    clean: wrote("clean"),
    duplicate: wrote("duplicate"),
    held: wrote("held"),
  };
  if (counts.clean + counts.duplicate !== number("clean") || counts.held !== number("held")) {
    throw new Error(`The rows of ${contract.tab} do not add up.`);
  }
  const first = Math.min(...read.map(({ until }) => Number(until ?? Number.POSITIVE_INFINITY)));
  const newest = written.flatMap(({ newest }) => (newest === undefined ? [] : [Number(newest)]));
  const headers = headersOf(said, name);
  const bindings = headers.map((names) =>
    bindHeaders(contract, inContractsWords(contract, ownHeadersOf(table), names)),
  );
  const digest = createHash("sha256")
    .update(
      JSON.stringify(
        read.map(({ state, sign, decided, n, content }) => [state, sign, decided, n, content].join(" ")).sort(),
      ),
    )
    .digest("hex");
  const columns = bindings.map((binding) => Object.values(binding.columns).join(",")).join(" ");
  const listed = rowsOf(said, "files").filter((row) => row.tab === name);
  const [file] = listed;
  const source = {
    kind: "file" as const,
    path: nameOf(table),
    format: kind === "parquet" ? kind : (seenOf(said, name)?.heads[0]?.format ?? "csv"),
    encoding: whole === "no" ? "utf-8" : whole,
    bytes: Number(file?.octets ?? 0),
    sha256: digest,
  };
  const files = Number(file?.files ?? 0);
  const words = `${files === 1 ? "" : `${files} files, `}${source.format}, ${source.encoding}, on Spark`;
  return {
    counts,
    problems: writtenProblems(contract, written),
    notices: noticesOf(said, contract, name, headers, bindings, read),
    newest: newest.length === 0 ? null : Math.max(...newest),
    until: instantText(first),
    source: {
      ...describeSource(contract.tab, { source, rows: counts.read }, input.origin, words),
      ...(files > 1 && files === listed.length && { files: rowsByFile(said, name, listed) }),
    },
    content: contentHash(contract.tab, `spark ${digest} ${columns}`, input.origin),
  };
}

/** What was said of the pieces of a tab: by what was noted of them, and by their files. */
function piecesOf(said: Said, name: string): readonly Row[] {
  return rowsOf(said, "headers and rows of files").filter((row) => row.name === name);
}

/** Which rows of the tab are in which file. */
function rowsByFile(said: Said, name: string, files: readonly Row[]): SourceRows[] {
  const counted = new Map<unknown, number>(
    piecesOf(said, name).flatMap((row) =>
      row.state === "block" && row.number !== undefined ? [[row.number, Number(row.n)]] : [],
    ),
  );
  let first_row = 2;
  return files.map(({ number, file }) => {
    const found = { path: shownPath(String(file)), first_row, last_row: first_row + (counted.get(number) ?? 0) - 1 };
    first_row = found.last_row + 1;
    return found;
  });
}

/** The headers of the files of a tab, each once. */
function headersOf(said: Said, name: string): string[][] {
  const seen = seenOf(said, name)!;
  const written = piecesOf(said, name).filter(({ state, note }) => state === "header" && note !== undefined);
  const rows = new Set(written.map(({ note }) => String(note)));
  const headers: string[][] = [...rows].sort().map((names) => JSON.parse(names));
  if (seen.heads.some(({ format, names }) => format === "json" && names === null)) headers.push([...seen.keys]);
  return headers.map(withoutBlankEnd);
}

function withoutBlankEnd(names: string[]): string[] {
  return names.slice(0, names.findLastIndex((name) => name.trim() !== "") + 1);
}

function noticesOf(
  said: Said,
  { tab }: TabContract,
  name: string,
  headers: readonly string[][],
  bindings: readonly Binding[],
  read: readonly Row[],
): Notice[] {
  const blanks = piecesOf(said, name).filter(
    ({ state, note }) => state === "block" && note !== undefined && note !== "",
  );
  const filled = new Set(blanks.flatMap(({ note }) => String(note).split(" ").map(Number)));
  const repeats = read.filter(({ repeated }) => Number(repeated) > 0);
  const repeated: SomeRows = {
    count: repeats.reduce((total, row) => total + Number(row.repeated), 0),
    first: repeats.map((row) => Number(row.first_repeated) - 2).sort((a, b) => a - b),
  };
  const told = new Map<string, Notice>();
  bindings.forEach((binding, i) => {
    const beyond = [...filled].filter((index) => index >= headers[i].length).map((index) => ({ header: "", index }));
    const whole = { ...binding, extra: [...binding.extra, ...beyond] };
    for (const notice of columnNotices(tab, whole, (index) => filled.has(index), repeated)) {
      told.set(notice.sentence, notice);
    }
  });
  return [...told.values()];
}

/** How many rows of a tab carry each problem, most first. */
function writtenProblems({ tab }: TabContract, written: readonly Row[]): Manifest["problems"] {
  const counts = new Map<string, number>();
  for (const { kind, what, n } of written) {
    if (what === undefined) continue;
    const codes = String(what)
      .split(kind === "held" ? "; " : " ")
      .map((problem) => problem.split(" ")[0]);
    for (const code of new Set(codes)) counts.set(code, (counts.get(code) ?? 0) + Number(n));
  }
  return problemsOf(tab, counts);
}

function sum(rows: readonly Row[]): number {
  return rows.reduce((total, { n }) => total + Number(n), 0);
}

function signRows(said: Said, name: string): SomeRows[] {
  const first = rowsOf(said, "first signs").filter((row) => row.name === name);
  const read = rowsOf(said, "read").filter((row) => row.name === name);
  return Array.from({ length: Math.max(FITS, FUTURE) + 1 }, (_, sign) => ({
    count: sum(read.filter((row) => row.sign === sign)),
    first: first
      .filter((row) => row.sign === sign)
      .map(({ source_row }) => Number(source_row) - 2)
      .sort((a, b) => a - b),
  }));
}
