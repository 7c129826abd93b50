import { COMPANIES, LEADS, type TabContract } from "../../shared/contract";
import { STATUS } from "../../shared/status";
import { isStatusHeader } from "../../shared/workbook";
import { headerText } from "../check/bind-tab";
import { inWords, Refusal } from "../refusal";
import { readColumn, readHeader, writeColumn } from "../sheet/cells";
import { noteOnStatus } from "../sheet/look";
import { rememberedStatus, rememberedStatusTab } from "../sheet/remembered-columns";
import { findTab, type Sheet } from "../sheet/workbook";
import { setFlag } from "../stored";
import { CHECK_WORDS } from "../words/check";
import type { Said } from "../words/said";
import { statusColumn } from "./status-column";

/** Where Status stands; column 0-based. */
interface StatusPlace {
  readonly sheet: Sheet;
  readonly column: number;
}

/**
 * Says at the Status headers that nothing is checked and why, and has the rows say `To check` in place of what may be true no longer. The
 * check that succeeds next takes both back. Never throws: whoever comes here has an error to report already.
 * @param known where Status of Leads stands
 */
export function tellStopped(trouble: Said, known?: StatusPlace): void {
  atStatuses(known, (found) => {
    note(found, trouble);
    leaveUnchecked(found);
  });
}

/** Says of a check that failed why it did. What Google fails at makes no Status untrue by itself; a check that came too late is no failure. */
export function tellFailed(error: unknown): void {
  if (!(error instanceof Refusal)) atStatuses(undefined, (place) => note(place, inWords(error)));
  else if (error.code !== "SHEET_BUSY" && error.code !== "NOT_SET_UP") tellStopped(error);
}

/** Says at the column of Companies that was called Status that it no longer is, and so no longer written. */
export function tellUnnamed(companies: Sheet): void {
  const column = rememberedStatus(companies);
  const place = column < 0 ? null : ours({ sheet: companies, column });
  if (place === null) return;
  noteOnStatus(companies, column, { about: "stopped", text: CHECK_WORDS.statusUnnamed });
  leaveUnchecked(place);
}

/** Each by itself: one tab may be protected, or gone. */
function atStatuses(known: StatusPlace | undefined, work: (place: StatusPlace) => void): void {
  for (const contract of [LEADS, COMPANIES]) {
    try {
      const place = (contract === LEADS ? known : undefined) ?? statusPlace(contract);
      if (place !== null) work(place);
    } catch (error) {
      console.error(error);
    }
  }
}

function note({ sheet, column }: StatusPlace, { sentence, wayOut }: Said): void {
  setFlag("stopped", true);
  noteOnStatus(sheet, column, { about: "stopped", text: `${sentence} ${wayOut}` });
}

/**
 * By its header in Leads; where that is gone, doubled or in a tab of another name, and in Companies, by its mark. `null` where no column is
 * ours.
 */
function statusPlace(contract: TabContract): StatusPlace | null {
  const tab = findTab(contract.tab);
  const column = tab === null || contract !== LEADS ? -1 : statusColumn(readHeader(tab));
  if (tab !== null && column >= 0) return { sheet: tab, column };
  const sheet = tab !== null && rememberedStatus(tab) >= 0 ? tab : rememberedStatusTab(contract);
  return sheet === null ? null : ours({ sheet, column: rememberedStatus(sheet) });
}

/** A marked column may have been put to another use. */
function ours(place: StatusPlace): StatusPlace | null {
  const { sheet, column } = place;
  const isNamed = isStatusHeader(headerText(readHeader(sheet)[column] ?? ""));
  return isNamed || readColumn(sheet, column).every(isOurs) ? place : null;
}

const { ok, repeat, held, toFill, check, toCheck } = STATUS;
const OURS = new RegExp(`^(?:|${ok}(?:, .*)?|${toCheck}|(?:${held}|${toFill}|${check}): .*|${repeat} .*)$`, "su");

/** Whether a cell says what the check writes into Status. */
export function isOurs(text: string): boolean {
  return OURS.test(text);
}

function leaveUnchecked({ sheet, column }: StatusPlace): void {
  const before = readColumn(sheet, column);
  const after = before.map((text) => (text === "" ? "" : toCheck));
  if (before.every(isOurs) && before.some((text, i) => text !== after[i])) writeColumn(sheet, 2, column, after);
}
