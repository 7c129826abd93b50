import { COMPANIES, LEADS } from "../../shared/contract";
import { NOT_DUPLICATES } from "../../shared/workbook";
import { checkAll, refreshColumns } from "../live/check-all";
import { LISTS, readyLists } from "../live/choices";
import { readyKeptApart } from "../live/kept-apart";
import { needLock } from "../live/need-lock";
import { refreshOwnHeaders } from "../live/own-headers";
import { refreshPlace } from "../live/place";
import { claimProperties, readStored, rememberVersion } from "../stored";
import { CHECK_WORDS } from "../words/check";
import { SET_UP_WORDS } from "../words/set-up";
import { putOnMarks } from "./marks";
import { readyStatus } from "./status";
import { readyTab } from "./tabs";
import { readyTriggers } from "./triggers";

/**
 * What the workbook needs, in order. Each may be carried out again without harm, and says in sentences what it changed. A step
 * more, and a workbook set up by an older add-on is asked to set up again.
 */
const STEPS: readonly (() => string[])[] = [
  () => [...readyTab(LEADS), ...readyTab(COMPANIES)],
  () => readyStatus(LEADS),
  () => readyStatus(COMPANIES),
  () => {
    refreshColumns();
    refreshPlace(readStored(), Date.now());
    return [];
  },
  () => (readyKeptApart() ? [SET_UP_WORDS.madeHiddenTab({ tab: NOT_DUPLICATES })] : []),
  () => (readyLists() ? [SET_UP_WORDS.madeHiddenTab({ tab: LISTS })] : []),
  putOnMarks,
];

export const SETUP_VERSION = STEPS.length;

/** Carries out every step, notes each one done, installs this person's triggers and checks all rows. Returns what to tell. */
export function setUp(): string {
  needLock();
  claimProperties();
  const { version } = readStored();
  refreshOwnHeaders();
  const said: string[] = [];
  STEPS.forEach((step, i) => {
    said.push(...step());
    if (version <= i) rememberVersion(i + 1);
  });
  said.push(...readyTriggers());
  const { checked } = checkAll({ wake: true });
  const done = said.length === 0 ? [SET_UP_WORDS.nothingToDo] : said;
  return [...done, `${CHECK_WORDS.counts(checked.counts)}.`, SET_UP_WORDS.nothingChanged].join("\n");
}
