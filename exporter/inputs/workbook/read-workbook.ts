import { createHash } from "node:crypto";
import { displayedText } from "../../../shared/cell";
import { COMPANIES, LEADS, type TabContract } from "../../../shared/contract";
import { type Decisions, readDecisions } from "../../../shared/decisions";
import { headerBelow } from "../../../shared/header-below";
import { columnLetter } from "../../../shared/headers";
import {
  inContractsWords,
  type OwnHeader,
  type OwnHeaders,
  ownHeadersOfRows,
  readOwnHeaders,
} from "../../../shared/own-headers";
import { DECISIONS, NOT_DUPLICATES, OWN_HEADERS } from "../../../shared/workbook";
import { Failure } from "../../words/failure";
import { apartPairs } from "./apart-pairs";
import type { SheetsClient } from "./client";
import { readHeaders } from "./headers";
import { mergedCells } from "./merged-cells";
import { findTab, readInfo, type TabInfo, type WorkbookInfo } from "./metadata";
import { hasNumbers, showNumbers, type TabLines, tabLines, wordColumns } from "./tab-lines";
import { callCount, type Row, readRows, type Wanted } from "./values";

/** Which tabs hold the tables. */
export interface TabNames {
  readonly leads: string;
  readonly companies: string;
}

/** Both tables of a workbook as they stood at one moment. */
export interface WorkbookRead {
  readonly title: string;
  readonly zone: string;
  readonly locale: string;
  readonly tabs: { readonly leads: TabRead; readonly companies: TabRead };
  /** `pairHash` of the pairs that a person found to be two leads, in order. */
  readonly apart: readonly string[];
  /** What the tab "Decisions" says. */
  readonly decisions: Decisions;
  /** SHA-256 of both tables, of these pairs and of what is decided, in hex. */
  readonly revision: string;
  /** UTC ms. */
  readonly readAt: number;
}

export interface TabRead extends TabLines {
  readonly info: TabInfo;
  /** The row (from 1) that looks like the header where row 1 does not; `null`: none. */
  readonly headerBelow: number | null;
}

const MOST_READS = 5;
const PATIENCE_MS = 60_000;
const PAUSE_MS = 1000;

/**
 * Reads the header and the rows of both tabs, the pairs kept apart and the decisions, again and again until two readings in a row agree: between them nothing changed, so
 * that the second is what stood there at one moment, whatever was typed before or after. Throws `SHEET_BUSY`, and a header's problem
 * by its code (exit 3).
 * @param further headers of the team's own, besides those of the workbook's tab
 */
export async function readWorkbook(
  client: SheetsClient,
  names: TabNames,
  onProgress: (fraction: number) => void,
  further: readonly OwnHeader[] = [],
): Promise<WorkbookRead> {
  const { pace } = client;
  const begun = pace.now();
  let before: Reading | null = null;
  for (let reads = 1; ; reads++) {
    const half = reads === 1 ? 0 : 0.5;
    const reading: Reading | null = await readOnce(client, names, further, (part) => onProgress(half + part / 2));
    if (reading !== null && reading.hash === before?.hash) return checked(reading, pace.now());
    before = reading;
    if (reads >= MOST_READS || (reads > 1 && pace.now() - begun >= PATIENCE_MS))
      throw busy(client.spreadsheetId, reads);
    if (reads > 1) await pace.sleep(PAUSE_MS * reads);
  }
}

interface Reading {
  readonly info: WorkbookInfo;
  readonly leads: TabRead;
  readonly companies: TabRead;
  readonly apart: readonly string[];
  readonly decisions: Decisions;
  /** What is wrong with the tab of own headers. */
  readonly faults: readonly string[];
  /** Of everything that decides the result: equal hashes, equal readings. */
  readonly hash: string;
}

/** `null` when a tab or a row that was there a moment ago is gone: something changed meanwhile. */
async function readOnce(
  client: SheetsClient,
  names: TabNames,
  further: readonly OwnHeader[],
  onPart: (fraction: number) => void,
): Promise<Reading | null> {
  const info = await readInfo(client, [names.leads, names.companies]);
  const tabs = [
    { contract: LEADS, info: findTab(info.tabs, names.leads)! },
    { contract: COMPANIES, info: findTab(info.tabs, names.companies)! },
  ];
  try {
    const hidden = [NOT_DUPLICATES, DECISIONS, OWN_HEADERS].flatMap((title) => findTab(info.tabs, title) ?? []);
    const wanted = [...tabs.map((tab) => tab.info), ...hidden];
    const whole: Wanted[] = wanted.map((tab) => ({ tab, column: null }));
    let done = 0;
    const all = await readRows(client, whole, "raw", () => onPart(++done / callCount(whole)));
    const rowsOf = (title: string) => all[wanted.indexOf(findTab(info.tabs, title)!)] ?? [];
    const named = ownHeadersOfRows(rowsOf(OWN_HEADERS).map((row) => row.map(displayedText)));
    const { own, faults } = readOwnHeaders([...further, ...named]);
    const [leads, companies] = await withShownNumbers(
      client,
      own,
      tabs.map((tab, i) => ({ ...tab, rows: all[i] })),
    );
    const apart = apartPairs(rowsOf(NOT_DUPLICATES));
    const decisions = readDecisions(rowsOf(DECISIONS));
    const { title, zone, locale } = info;
    const state = [
      title,
      zone,
      locale,
      apart,
      decisions,
      faults,
      ...[leads, companies].flatMap(({ info, sha256 }) => [
        info.sheetId,
        info.title,
        info.remembered,
        info.merges,
        sha256,
      ]),
    ];
    const hash = createHash("sha256").update(JSON.stringify(state)).digest("hex");
    return { info, leads, companies, apart, decisions, faults, hash };
  } catch (error) {
    if (error instanceof Failure && (error.code === "TAB_MISSING" || error.code === "GRID_CHANGED")) return null;
    throw error;
  }
}

/** One response cannot hold stored and shown values both, so columns of words in which numbers stand are read a second time. */
async function withShownNumbers(
  client: SheetsClient,
  own: OwnHeaders,
  tabs: readonly { contract: TabContract; info: TabInfo; rows: Row[] }[],
): Promise<TabRead[]> {
  const read = tabs.map((tab) => ({ ...tab, ...readHeaders(tab.contract, tab.rows, tab.info.remembered, own) }));
  const numbers = read.flatMap(({ contract, binding, rows, info }) =>
    wordColumns(contract, binding)
      .filter((column) => hasNumbers(rows, column))
      .map((column) => ({ rows, column, wanted: { tab: info, column: columnLetter(column) } })),
  );
  if (numbers.length > 0) {
    const shown = await readRows(
      client,
      numbers.map(({ wanted }) => wanted),
      "shown",
      () => {},
    );
    for (const [i, { rows, column }] of numbers.entries()) showNumbers(rows, column, shown[i]);
  }
  return read.map(({ contract, rows, headers, shown, binding, notices, info }) => ({
    ...tabLines(contract, rows, {
      headers,
      shown,
      binding,
      notices: [...notices, ...mergedCells(contract, binding, info.merges)],
    }),
    info,
    headerBelow: headerBelow(contract, shown, rows.length - 1, (row) =>
      inContractsWords(contract, own, rows[row + 1].map(displayedText)),
    ),
  }));
}

function checked({ info, leads, companies, apart, decisions, faults }: Reading, readAt: number): WorkbookRead {
  const { title, zone, locale } = info;
  if (faults.length > 0) throw new Failure("OWN_HEADERS_BAD", `The workbook "${title}": ${faults.join(" ")}`);
  for (const [contract, { binding, headerBelow: below }] of [
    [LEADS, leads],
    [COMPANIES, companies],
  ] as const) {
    const { problems } = binding;
    const [first] = problems;
    // Columns that are remembered seem to have lost their names where rows were put above the header.
    if (below !== null) {
      const sentence = `The workbook "${title}": Row ${below} of ${contract.tab} looks like the header.`;
      throw new Failure(first?.code ?? "HEADER_ROW_MISSING", sentence, { way: "below" });
    }
    if (first === undefined) continue;
    const sentences = problems.map(({ sentence }) => sentence).join(" ");
    throw new Failure(first.code, `The workbook "${title}": ${sentences}`, { way: "workbook", fix: first.wayOut });
  }
  const revision = revisionOf(leads.sha256, companies.sha256, apart, decisions);
  return { title, zone, locale, tabs: { leads, companies }, apart, decisions, revision, readAt };
}

/** SHA-256, in hex, of all that decides what comes of a workbook. */
export function revisionOf(leads: string, companies: string, apart: readonly string[], decisions: Decisions): string {
  const isDecided = decisions.countries.length + decisions.ignored.length > 0;
  const content = [leads, companies, ...apart, ...(isDecided ? [JSON.stringify(decisions)] : [])].join(" ");
  return createHash("sha256").update(content).digest("hex");
}

function busy(spreadsheetId: string, reads: number): Failure {
  return new Failure(
    "SHEET_BUSY",
    `The workbook ${spreadsheetId} changed between each of ${reads} readings, so no two agree on what it holds.`,
  );
}
