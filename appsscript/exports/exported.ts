import { DAY_MS } from "../../shared/calendar";
import { type ExportRun, NOT_DUE } from "../../shared/service";
import { exportable } from "../check/exported";
import { checkLeads } from "../live/check-leads";
import { recheck } from "../live/recheck";
import { tooMany } from "../live/too-many";
import { lockDocument } from "../services/lock";
import { type ExportedRows, readStored, rememberExported, type Stored, setFlag } from "../stored";

// Status says of a row that is OK that it was exported, where Settings ask for it. The exporter's answer names no rows: those that an export
// takes are noted before it is asked for, and count once it has published. A row that says something else by then is none of them.

/** Properties of a workbook hold 500 kB in all, and have more to hold than this. */
const MOST_ROWS = 60_000;
const PATIENCE_MS = 2000;

/** What an export that is asked for now would take; `null` where nobody wants to know, or there is too much of it. */
export function beforeExport(): readonly number[] | null {
  const stored = readStored();
  if (stored.settings.exported !== true) return null;
  const found = checkLeads(stored, Date.now(), null);
  if (found === null || !found.checked.readable) return null;
  const rows = [...exportable(found.checked.leads)];
  return rows.length > MOST_ROWS ? null : rows;
}

/** Notes what an export takes that was begun at `asked` (UTC ms) or later; one that was joined may have read its rows before. */
export function exportBegun(run: ExportRun, rows: readonly number[] | null, asked: number): void {
  const { exported } = readStored();
  if (rows === null || exported?.run === run.id) return;
  if (Date.parse(run.startedAt) < Math.floor(asked / 1000) * 1000) return;
  const before = new Set(exported === null ? [] : exportedRows(exported));
  const still = rows.filter((row) => before.has(row));
  const come = rows.filter((row) => !before.has(row));
  rememberExported({ at: exported?.at ?? 0, run: run.id, count: still.length, rows: [...still, ...come] });
}

/** A stopped export that was released goes on under another name; what it takes was noted when it was asked for. */
export function exportReleased(id: string, run: ExportRun): void {
  const { exported } = readStored();
  if (exported?.run === id) rememberExported({ ...exported, run: run.id });
}

/** Takes note of how an export ended, whoever looked: of a published one Status says so from now on. */
export function exportSeen(run: ExportRun): ExportRun {
  const stored = readStored();
  const { exported } = stored;
  if (exported?.run !== run.id || run.state === "running" || run.state === "stopped") return run;
  if (isExported(run)) {
    rememberExported({ at: endOf(run), run: null, count: exported.rows.length, rows: exported.rows });
    refreshStatus(stored);
  } else {
    const rows = exportedRows(exported);
    rememberExported(rows.length === 0 ? null : { at: exported.at, run: null, count: rows.length, rows });
  }
  return run;
}

/** Those that were exported; the others of `rows` only will be when their export has published. */
function exportedRows({ rows, count }: ExportedRows): readonly number[] {
  return rows.slice(0, count);
}

/** Whether it published the rows that the sheet had when it began: not an older copy of them, and not that an earlier export did. */
function isExported({ state, error, result }: ExportRun): boolean {
  if (state === "failed" || error !== null) return false;
  return result === null || !result.notices.some(({ code }) => code === NOT_DUE);
}

function endOf({ endedAt }: ExportRun): number {
  const at = endedAt === null ? Number.NaN : Date.parse(endedAt);
  // Another clock than Google's: a day off would be told as the wrong day.
  return Math.abs(at - Date.now()) < DAY_MS ? at : Date.now();
}

function refreshStatus(stored: Stored): void {
  if (stored.paused) return;
  if (tooMany(stored, null) || !lockDocument(PATIENCE_MS)) setFlag("stale", true);
  else recheck(readStored(), null);
}
