import { createHash } from "node:crypto";
import { COMPANIES, LEADS, type TabContract } from "../../shared/contract";
import type { Counts } from "../../shared/counts";
import { doubtOf, FITS, type SomeRows } from "../../shared/date-order-doubt";
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
import { describeSource } from "../run/findings";
import type { Notice } from "../words/report";
import type { Said } from "./plan";
import type { SparkSource } from "./rules-steps";
import type { Seen } from "./worker/job";

type Row = Readonly<Record<string, unknown>>;

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
  for (const { decided: keys, n } of [...rowsOf(said, "decided in leads"), ...rowsOf(said, "decided in companies")]) {
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
  file: TableFile,
  { whole, kind }: SparkSource,
) {
  const byState = new Map(rowsOf(said, `counts of ${name}`).map((row) => [row.state, row]));
  const number = (state: string) => Number(byState.get(state)?.n ?? 0);
  const [written] = rowsOf(said, `written of ${name}`);
  const counts: Counts = {
    read: number("clean") + number("held") + number("blank"),
    blank: number("blank"),
    clean: Number(written.clean),
    duplicate: Number(written.duplicate),
    held: Number(written.held),
  };
  if (counts.clean + counts.duplicate !== number("clean") || counts.held !== number("held")) {
    throw new Error(`The rows of ${contract.tab} do not add up.`);
  }
  const until = [...byState.values()].map(({ until }) => Number(until ?? Number.POSITIVE_INFINITY));
  const first = Math.min(...until);
  const headers = headersOf(said, name);
  const bindings = headers.map((names) => bindHeaders(contract, inContractsWords(contract, ownHeadersOf(file), names)));
  const digest = createHash("sha256")
    .update(JSON.stringify([...byState].map(([state, { n, content }]) => [state, n, content]).sort()))
    .digest("hex");
  const columns = bindings.map((binding) => Object.values(binding.columns).join(",")).join(" ");
  const files = rowsOf(said, `files of ${name}`);
  const read = {
    rows: counts.read,
    source: {
      kind: "file" as const,
      path: nameOf(file),
      format: kind === "parquet" ? kind : (seenOf(said, name)?.heads[0]?.format ?? "csv"),
      encoding: whole === "no" ? "utf-8" : whole,
      bytes: Number(files[0]?.octets ?? 0),
      sha256: digest,
    },
  };
  return {
    counts,
    problems: problemsOf(said, contract, name),
    notices: noticesOf(said, contract, name, headers, bindings, byState),
    newest: written.newest === undefined ? null : Number(written.newest),
    until: Number.isFinite(first) ? new Date(first).toISOString() : null,
    source: sourceOf(input, contract, read, Number(files[0]?.files ?? 0)),
    content: contentOf(input, contract, `spark ${digest} ${columns}`),
  };
}

/** The headers of the files of a tab, each once. */
function headersOf(said: Said, name: string): string[][] {
  const seen = seenOf(said, name)!;
  const written = rowsOf(said, `headers of ${name}`);
  const rows = new Set(written.filter(({ state }) => state === "header").map(({ typed }) => String(typed)));
  const headers: string[][] = [...rows].sort().map((typed) => JSON.parse(typed));
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
  byState: ReadonlyMap<unknown, Row>,
): Notice[] {
  const blanks = rowsOf(said, `headers of ${name}`).filter(({ state }) => state === "block");
  const filled = new Set(blanks.flatMap(({ note }) => String(note).split(" ").map(Number)));
  const blank = byState.get("blank");
  const repeated: SomeRows =
    Number(blank?.repeated ?? 0) === 0
      ? { count: 0, first: [] }
      : { count: Number(blank!.repeated), first: [Number(blank!.first_repeated) - 2] };
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
function problemsOf(said: Said, { tab }: TabContract, name: string): Manifest["problems"] {
  const counts = new Map<string, number>();
  const add = (codes: Iterable<string>, n: unknown) => {
    for (const code of new Set(codes)) counts.set(code, (counts.get(code) ?? 0) + Number(n));
  };
  for (const { problems, n } of rowsOf(said, `held in ${name}`)) {
    add(
      String(problems)
        .split("; ")
        .map((problem) => problem.split(" ")[0]),
      n,
    );
  }
  for (const { warnings, n } of rowsOf(said, `warned of in ${name}`)) add(String(warnings).split(" "), n);
  return [...counts]
    .map(([code, rows]) => ({ tab, code, rows }))
    .sort((a, b) => b.rows - a.rows || (a.code < b.code ? -1 : 1));
}

function signRows(said: Said, name: string): SomeRows[] {
  const first = rowsOf(said, `first signs in ${name}`);
  return Array.from({ length: FITS + 2 }, (_, sign) => ({
    count: Number(rowsOf(said, `signs in ${name}`).find((row) => row.sign === sign)?.n ?? 0),
    first: first
      .filter((row) => row.sign === sign)
      .map(({ source_row }) => Number(source_row) - 2)
      .sort((a, b) => a - b),
  }));
}

function sourceOf(
  { origin }: RunInput,
  { tab }: TabContract,
  read: Parameters<typeof describeSource>[1],
  files: number,
): Manifest["sources"][number] {
  const described = describeSource(tab, read, origin);
  if (described.kind !== "file") return described;
  const { path, format, encoding } = described;
  return {
    ...described,
    description: `${path} (${files === 1 ? "" : `${files} files, `}${format}, ${encoding}, on Spark)`,
  };
}

/** A workbook's content is known by its own hash, on every engine. */
function contentOf({ origin }: RunInput, { tab }: TabContract, ofRows: string): string {
  if (origin.kind === "files") return `${origin.isFallback ? "fallback " : ""}${ofRows}`;
  const { sha256 } = tab === LEADS.tab ? origin.tabs.leads : origin.tabs.companies;
  return `${origin.isFallback ? `fallback of ${origin.readAt} ` : ""}${sha256}`;
}
