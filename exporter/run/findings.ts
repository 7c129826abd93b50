import { CONTRACT_VERSION, type TabName } from "../../shared/contract";
import { decidedCountries, NO_DECISIONS } from "../../shared/decisions";
import { WARNING_CODES } from "../../shared/problem";
import { RULES_VERSION } from "../../shared/rules-version";
import { CLEAN, firstInstants, HELD } from "../../shared/verdicts";
import type { Origin, RunInput, TabOrigin } from "../inputs/run-input";
import type { RawTable } from "../inputs/table";
import { kernel, memory } from "../kernel/kernel";
import { rowsWith } from "../kernel/rows";
import { contentKey } from "../publish/content";
import type { Manifest } from "../publish/manifest";
import { type Bounds, dayOf } from "../questions/bounds";
import type { Question } from "../questions/question";
import type { JudgedTable } from "../rules/judge-table";
import type { Notice } from "../words/report";
import { columnNotices } from "./column-notices";
import { dateOrderNotices } from "./date-order-notice";
import { decisionNotices, rowsByDecision } from "./decision-notices";

/** Both tabs as they were judged. */
export interface Tabs {
  leads: JudgedTable;
  companies: JudgedTable;
}

/** What a run found in its tables: rows by verdict, problems, and what a person should know. */
export function findingsOf(
  { notices, origin, zone, asOf, dateOrder, decisions = NO_DECISIONS }: RunInput,
  { leads, companies }: Tabs,
): Pick<Manifest, "counts" | "problems" | "notices"> {
  return {
    counts: { leads: leads.verdicts.counts, companies: companies.verdicts.counts },
    problems: [...problemCounts(leads), ...problemCounts(companies)],
    notices: [
      ...notices,
      ...noticesOf(leads),
      ...dateOrderNotices(leads, { zone, asOf, dateOrder }, origin.kind === "files" ? "file" : "spreadsheet"),
      ...noticesOf(companies),
      ...decisionNotices(decisions, rowsByDecision([leads, companies])),
    ],
  };
}

/** The instant of the newest clean lead, UTC ms; `null` without any. */
export function newestLead({ readings, verdicts: { verdict } }: JudgedTable): number | null {
  const instants = firstInstants(readings);
  if (instants === null) return null;
  const newest = memory().withScratch(({ addressOf }) =>
    kernel().greatestOf(addressOf(verdict), CLEAN, addressOf(instants), verdict.length),
  );
  return Number.isFinite(newest) ? newest : null;
}

/** How many rows of a tab carry each problem: held codes on held rows, warnings on clean ones. Most first. */
function problemCounts(tab: JudgedTable): Manifest["problems"] {
  const { verdict, warnings, held } = tab.verdicts;
  const byReason = new Int32Array(held.reasons.length);
  memory().withScratch((scratch) => {
    for (const row of rowsWith(verdict, HELD, scratch)) byReason[held.codes[row]]++;
  });
  const byBits = cleanByWarnings(verdict, warnings);
  const counts = new Map<string, number>();
  held.reasons.forEach((problems, reason) => {
    const codes = new Set(problems.map(({ code }) => code));
    for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + byReason[reason]);
  });
  WARNING_CODES.forEach((code, i) => {
    const rows = byBits.reduce((sum, count, bits) => (bits & (1 << i) ? sum + count : sum), 0);
    if (rows > 0) counts.set(code, rows);
  });
  return problemsOf(tab.contract.tab, counts);
}

/** How many clean rows have each combination of warning bits. */
function cleanByWarnings(verdict: Uint8Array, warnings: Uint8Array): Uint32Array {
  const combinations = 1 << WARNING_CODES.length;
  return memory().withScratch(({ take, addressOf }) => {
    const counts = new Uint32Array(memory().buffer, take(16 * combinations), 4 * combinations).fill(0);
    kernel().tally(addressOf(verdict), addressOf(warnings), verdict.length, counts.byteOffset);
    return Uint32Array.from({ length: combinations }, (_, bits) => counts[4 * bits + CLEAN]);
  });
}

/** The problems of a tab as the manifest lists them, most first. `counts`: rows by code. */
export function problemsOf(tab: TabName, counts: ReadonlyMap<string, number>): Manifest["problems"] {
  return [...counts]
    .map(([code, rows]) => ({ tab, code, rows }))
    .sort((a, b) => b.rows - a.rows || (a.code < b.code ? -1 : 1));
}

/** What a person should know of a tab that did not stop the run: headers read by a near miss, columns ignored. */
export function noticesOf({ contract: { tab }, table, binding }: JudgedTable): Notice[] {
  const { columns, repeatedHeaders: rows } = table;
  const repeated = { count: rows.length, first: rows };
  return columnNotices(tab, binding, (index) => columns[index].distinct.size > 1, repeated);
}

/**
 * A source as the manifest lists it.
 * @param words what is told of a file behind its path
 */
export function describeSource(
  tab: TabName,
  { source, rows }: Pick<RawTable, "source" | "rows">,
  origin: Origin,
  words = `${source.format}, ${source.encoding}, sha256 ${source.sha256.slice(0, 12)}`,
): Manifest["sources"][number] {
  const is_fallback = origin.isFallback;
  if (origin.kind === "files") {
    const { path, sha256, format, encoding, bytes } = source;
    const instead = is_fallback ? ", used because Google Sheets could not be reached" : "";
    const description = `${path} (${words})${instead}`;
    return { tab, kind: source.kind, path, sha256, format, encoding, bytes, rows, is_fallback, description };
  }
  const { title, sha256 } = tabOrigin(tab, origin);
  const { id, revision, readAt } = origin;
  const read = is_fallback
    ? `a copy read at ${readAt}, used because Google Sheets could not be reached`
    : "Google Sheets";
  return {
    tab,
    kind: "spreadsheet",
    workbook_id: id,
    workbook_title: origin.title,
    tab_title: title,
    revision,
    read_at: readAt,
    sha256,
    rows,
    is_fallback,
    description: `tab ${title} of the workbook ${origin.title} (${id}), ${read}, revision ${revision.slice(0, 12)}`,
  };
}

/** Equal keys: equal snapshots, until the earlier one's `valid_until`. */
export function contentKeyOf(
  { apart = [], decisions = NO_DECISIONS, zone, dateOrder }: RunInput,
  sources: { readonly leads: string; readonly companies: string },
  questions: readonly Question[],
  bounds: Bounds,
): string {
  return contentKey({
    sources,
    apart,
    decisions: {
      countries: [...decidedCountries(decisions.countries)].map(([typed, { code }]) => `${code} ${typed}`).sort(),
      ignored: decisions.ignored,
    },
    zone: zone.name,
    dateOrder,
    contractVersion: CONTRACT_VERSION,
    rulesVersion: RULES_VERSION,
    questions: questions.map(({ name, text }) => ({ name, text })),
    day: dayOf(bounds),
  });
}

/**
 * What the content key takes for a table: of files `ofFiles`, of a workbook its own hash, on every engine. A fallback never passes for the
 * workbook itself, nor one copy for another.
 */
export function contentHash(tab: TabName, ofFiles: string, origin: Origin): string {
  if (origin.kind === "files") return `${origin.isFallback ? "fallback " : ""}${ofFiles}`;
  return `${origin.isFallback ? `fallback of ${origin.readAt} ` : ""}${tabOrigin(tab, origin).sha256}`;
}

/** What tells the file of a table from any other: own headers may have other columns of the same file read. */
export function fileHash({ table, binding }: JudgedTable): string {
  return `${table.source.sha256} ${Object.values(binding.columns).join(",")}`;
}

function tabOrigin(tab: TabName, { tabs }: Origin & { kind: "spreadsheet" }): TabOrigin {
  return tab === "Leads" ? tabs.leads : tabs.companies;
}
