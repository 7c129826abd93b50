import type { Told } from "../shared/answers-due";
import { type DateOrder, dateOrderOf } from "../shared/date-order";
import { type DecidedCountries, decidedCountries } from "../shared/decisions";
import { lazy } from "../shared/lazy";
import { NO_OWN_HEADERS, type OwnHeaders } from "../shared/own-headers";
import type { RememberedColumn } from "../shared/renamed-columns";
import type { Zone } from "../shared/zone";
import { DIGITS_A_ROW, digitsOf, numbersOf } from "./check/row-digits";
import type { Settings } from "./rpc";
import { documentId } from "./services/document";
import { deleteAllProperties, deleteProperty, readProperties, writeProperties } from "./services/properties";
import { zoneFrom, zoneText } from "./zone-table";

/** When something was last done and what came of it, in a sentence. */
export interface Done {
  /** UTC ms. */
  readonly at: number;
  readonly ok: boolean;
  readonly sentence: string;
}

/** The last check of all rows. */
interface LastCheck extends Done {
  readonly rows: number;
  readonly ms: number;
  /** What spoke against the order of day and month. Versions before this one did not say. */
  readonly dateOrder?: { readonly sentence: string; readonly wayOut: string } | null;
}

interface TriggerOwner {
  readonly owner: string;
  /** `null`: the hourly sweep does it. */
  readonly uid: string | null;
  readonly hour: number;
  /** That it was installed for. Versions before this one did not say. */
  readonly zone?: string;
}

/** A mark that Google refused to put on. */
export interface RefusedMark {
  readonly mark: "colours" | "warning" | "list" | "format";
  readonly sentence: string;
}

/** How often the change trigger has run on a day of the workbook. */
interface Changes {
  readonly day: string;
  readonly count: number;
}

/** Where the latest unattended export stands. */
export interface DailyRun {
  /** Local day, `2026-11-23`. */
  readonly day: string;
  /** The second comes five minutes after the first, and each later one with an hourly look. */
  readonly attempt: number;
  /** Of the export; `null` while the exporter has not answered. */
  readonly id: string | null;
  /** Begin of this attempt, UTC ms. */
  readonly since: number;
  /** What is to be done next, and when (UTC ms); `null`: the day's work is over. */
  readonly next: { readonly step: "look" | "retry" | "late"; readonly at: number } | null;
  /** What was mailed as failed and has not gone well since; `null`: nothing. Versions before this one did not say. */
  readonly trouble?: string | null;
}

/** Rows by the numbers of `check/exported`. */
export interface ExportedRows {
  /** When they were exported, UTC ms. */
  readonly at: number;
  /** The export that is on; `null`: none. */
  readonly run: string | null;
  /** So many of `rows`, the first, were exported; the others are, when that export has published. */
  readonly count: number;
  readonly rows: readonly number[];
}

/** What the workbook remembers in its document properties: read in one call, each kept under its own name. */
export interface Stored {
  /** What is remembered is another workbook's: this one is its copy, and all that follows is as before set-up. */
  readonly copied: boolean;
  /** The last migration of set-up that was carried out; 0 before the first. */
  readonly version: number;
  readonly settings: Settings;
  /** `null` before set-up. */
  readonly zone: Zone | null;
  /** `en_US`; `null` before set-up. */
  readonly locale: string | null;
  readonly dateOrder: DateOrder;
  /** By tab title of the contract: which columns were bound when last looked at. */
  readonly columns: {
    readonly Leads: readonly RememberedColumn[];
    readonly Companies: readonly RememberedColumn[];
    /** Of Companies (0-based), -1 where it has none of ours. Versions before this one made none. */
    readonly companyStatus?: number;
  };
  readonly apart: ReadonlySet<string>;
  readonly decisions: DecidedCountries;
  /** What the tab of own headers said when all rows were last checked. */
  readonly ownHeaders: OwnHeaders;
  readonly trigger: TriggerOwner | null;
  readonly daily: DailyRun | null;
  /** Id of the export asked for last. */
  readonly lastExport: string | null;
  readonly lastDaily: Done | null;
  /** What was mailed last of the Summary tab. */
  readonly answersTold: Told | null;
  readonly lastSweep: Done | null;
  readonly lastCheck: LastCheck | null;
  /** What was exported last, and what an export that is on takes; `null` where Settings do not ask for it. */
  readonly exported: ExportedRows | null;
  /** Some rows were not checked after an edit. */
  readonly stale: boolean;
  /** The Status header says that nothing is checked. */
  readonly stopped: boolean;
  /** Someone cleared the marks: nothing is written into Status until all rows are checked again. */
  readonly paused: boolean;
  /** What Google refused when the marks were last put on. */
  readonly refused: readonly RefusedMark[];
  /** Whose triggers follow changes and sweep. */
  readonly keeper: string | null;
  /** `null`: not counted yet. */
  readonly changes: Changes | null;
  /** When the zone's clock changes were looked up, UTC ms. */
  readonly zoneAt: number;
}

const DEFAULTS: Settings = { exporter: "", mail: [], hour: 7, stamp: true };

/** A value holds at most 8,000 bytes: of hashes of 16 letters and a space, this many. */
const HASHES_A_VALUE = 400;
const LETTERS_A_VALUE = 8000;

/**
 * What is remembered of this workbook. A copy may bring its original's properties along: nothing of them is believed, neither settings nor
 * whose triggers follow.
 */
export function readStored(): Stored {
  const given = readProperties();
  const copied = isOfAnother(given);
  const all: typeof given = copied ? {} : given;
  const json = <T>(key: string): T | null => (all[key] === undefined ? null : (JSON.parse(all[key]) as T));
  const hashes = Object.keys(all)
    .filter((key) => key.startsWith("apart."))
    .map((key) => all[key]);
  return {
    copied,
    version: Number(all.version ?? 0),
    settings: { ...DEFAULTS, ...json<Settings>("settings") },
    zone: all.zone === undefined ? null : zoneFrom(all.zone),
    locale: all.locale ?? null,
    dateOrder: dateOrderOf(all.locale ?? "en_US"),
    columns: json<Stored["columns"]>("columns") ?? { Leads: [], Companies: [] },
    apart: new Set(hashes.flatMap((text) => text.split(" "))),
    decisions: decisionsFrom(all),
    ownHeaders: json<OwnHeaders>("ownHeaders") ?? NO_OWN_HEADERS,
    trigger: json("trigger"),
    daily: json("daily"),
    lastExport: all.lastExport ?? null,
    lastDaily: json("lastDaily"),
    answersTold: json("answersTold"),
    lastSweep: json("lastSweep"),
    lastCheck: json("lastCheck"),
    exported: exportedFrom(all),
    stale: all.stale !== undefined,
    stopped: all.stopped !== undefined,
    paused: all.paused !== undefined,
    refused: json<RefusedMark[]>("refused") ?? [],
    keeper: all.keeper ?? null,
    changes: json("changes"),
    zoneAt: Number(all.zoneAt ?? 0),
  };
}

function isOfAnother({ workbook: id }: Readonly<Record<string, string>>): boolean {
  return id !== undefined && id !== documentId();
}

/** From now on what is remembered is of this workbook; what a copy brought along is forgotten. */
export function claimProperties(): void {
  const all = readProperties();
  if (isOfAnother(all)) deleteAllProperties();
  if (all.workbook !== documentId()) writeProperties({ workbook: documentId() });
}

/** Kept as JSON. `null` forgets. */
export function remember(
  key:
    | "settings"
    | "columns"
    | "ownHeaders"
    | "trigger"
    | "daily"
    | "lastDaily"
    | "answersTold"
    | "lastSweep"
    | "lastCheck"
    | "changes"
    | "refused",
  value: object | null,
): void {
  if (value === null) deleteProperty(key);
  else writeProperties({ [key]: JSON.stringify(value) });
}

export function rememberVersion(version: number): void {
  writeProperties({ version: String(version) });
}

export function rememberPlace(zone: Zone, locale: string, at: number): void {
  writeProperties({ zone: zoneText(zone), zoneAt: String(at), locale });
}

export function rememberExport(id: string): void {
  writeProperties({ lastExport: id });
}

export function rememberKeeper(address: string): void {
  writeProperties({ keeper: address });
}

export function setFlag(flag: "stale" | "stopped" | "paused", on: boolean): void {
  if (on) writeProperties({ [flag]: "1" });
  else deleteProperty(flag);
}

/** Replaces the hashes of the pairs kept apart; `before` are those there were. */
export function rememberApart(hashes: readonly string[], before: ReadonlySet<string>): void {
  const parts: Record<string, string> = {};
  for (let i = 0; i * HASHES_A_VALUE < hashes.length; i++) {
    parts[`apart.${i}`] = hashes.slice(i * HASHES_A_VALUE, (i + 1) * HASHES_A_VALUE).join(" ");
  }
  const now = Object.keys(parts).length;
  for (let i = now; i * HASHES_A_VALUE < before.size; i++) deleteProperty(`apart.${i}`);
  if (now > 0) writeProperties(parts);
}

const ROWS_A_VALUE = Math.floor(LETTERS_A_VALUE / DIGITS_A_ROW);

/** Replaces what was exported; `null` forgets it. */
export function rememberExported(exported: ExportedRows | null): void {
  const parts: Record<string, string> = {};
  for (let from = 0; exported !== null && from < exported.rows.length; from += ROWS_A_VALUE) {
    parts[`exported.${from / ROWS_A_VALUE}`] = digitsOf(exported.rows.slice(from, from + ROWS_A_VALUE));
  }
  const all = Object.keys(readProperties()).filter((key) => key.startsWith("exported"));
  for (const key of all) if (parts[key] === undefined) deleteProperty(key);
  if (exported === null) return;
  const { at, run, count } = exported;
  writeProperties({ ...parts, exported: JSON.stringify({ at, run, count }) });
}

function exportedFrom(all: Readonly<Record<string, string>>): ExportedRows | null {
  if (all.exported === undefined) return null;
  // Thousands of numbers, which most of what reads the properties does not ask for.
  const rows = lazy(() => {
    let digits = "";
    for (let i = 0; all[`exported.${i}`] !== undefined; i++) digits += all[`exported.${i}`];
    return numbersOf(digits);
  });
  return {
    ...(JSON.parse(all.exported) as Omit<ExportedRows, "rows">),
    get rows() {
      return rows();
    },
  };
}

/** Replaces what was decided of countries; `before` is what there was. */
export function rememberDecisions(decisions: DecidedCountries, before: DecidedCountries): void {
  const [parts, were] = [decisions, before].map(decisionsParts);
  for (let i = parts.length; i < were.length; i++) deleteProperty(`decisions.${i}`);
  if (parts.length > 0) writeProperties(Object.fromEntries(parts.map((part, i) => [`decisions.${i}`, part])));
}

/** In ASCII alone: of other letters a value holds fewer. */
function decisionsParts(decisions: DecidedCountries): string[] {
  if (decisions.size === 0) return [];
  const text = encodeURIComponent(JSON.stringify([...decisions].map(([typed, { code }]) => ({ typed, code }))));
  return Array.from({ length: Math.ceil(text.length / LETTERS_A_VALUE) }, (_, i) =>
    text.slice(i * LETTERS_A_VALUE, (i + 1) * LETTERS_A_VALUE),
  );
}

function decisionsFrom(all: Readonly<Record<string, string>>): DecidedCountries {
  let text = "";
  for (let i = 0; all[`decisions.${i}`] !== undefined; i++) text += all[`decisions.${i}`];
  return text === "" ? new Map() : decidedCountries(JSON.parse(decodeURIComponent(text)));
}
