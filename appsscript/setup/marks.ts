import { COMPANIES, LEADS } from "../../shared/contract";
import { bindTab } from "../check/bind-tab";
import { decorate } from "../decoration";
import { offerLists, readyLists } from "../live/choices";
import { needLock } from "../live/need-lock";
import { needTab } from "../live/need-tab";
import { statusColumns } from "../live/status-column";
import { readHeader } from "../sheet/cells";
import { isOffered, removeChoices } from "../sheet/choices";
import { colourStatus, isColoured, removeColours } from "../sheet/colours";
import { clearStatus, noteOnStatus, showTimes } from "../sheet/look";
import { isWarned, isWarningShort, removeWarning, warnBeforeStatus } from "../sheet/protection";
import { rememberedColumns, rememberedStatus } from "../sheet/remembered-columns";
import { makeRoom } from "../sheet/room";
import { type RefusedMark, readStored, remember, setFlag } from "../stored";
import { MARK_WORDS, ofTab } from "../words/check";

/**
 * Puts on what people see of the check: colours, drop-downs, the date format and the warning before Status. What they made themselves stays.
 * Returns what Google refused, in sentences.
 */
export function putOnMarks(): string[] {
  const { leads, columns, statuses } = place();
  makeRoom(leads, 2, 1);
  readyLists();
  const { company, country, operator_timestamp: time } = columns;
  const refused = [
    ...statuses.flatMap(({ sheet, status, of }) => [
      ...as(
        "colours",
        put(MARK_WORDS.colours({ of }), status, (column) => colourStatus(sheet, column)),
      ),
      ...as(
        "warning",
        put(MARK_WORDS.warning({ of }), status, (column) => warnBeforeStatus(sheet, column)),
      ),
    ]),
    ...as("list", [
      ...put(MARK_WORDS.listOfCompany, company, (column) => offerLists(leads, { company: column })),
      ...put(MARK_WORDS.listOfCountry, country, (column) => offerLists(leads, { country: column })),
    ]),
    ...as(
      "format",
      put(MARK_WORDS.format, time, (column) => showTimes(leads, column)),
    ),
  ];
  if (JSON.stringify(refused) !== JSON.stringify(readStored().refused)) remember("refused", refused);
  return refused.map(({ sentence }) => sentence);
}

function as(mark: RefusedMark["mark"], sentences: readonly string[]): RefusedMark[] {
  return sentences.map((sentence) => ({ mark, sentence }));
}

function put(what: string, column: number, work: (column: number) => void): string[] {
  return column < 0 ? [] : decorate(what, () => work(column));
}

/** Whether colours and warning are on every row of Status. */
export function areMarksOn(): boolean {
  const { statuses } = place();
  return statuses.every(({ sheet, status }) => status < 0 || (isColoured(sheet, status) && isWarned(sheet, status)));
}

/** Whether Company and Country offer something on every row. */
export function areListsOffered(): boolean {
  const { leads, columns } = place();
  return [columns.company, columns.country].every((column) => column < 0 || isOffered(leads, column));
}

/** Puts the marks on again when rows have come below those that have them. */
export function renewMarks(): void {
  if ([LEADS, COMPANIES].some((contract) => isWarningShort(needTab(contract)))) putOnMarks();
}

/**
 * Empties Status and takes away whatever set-up put on; dates keep their format, for it shows what they say. From then on nothing is
 * checked. Returns what Google refused, in sentences.
 */
export function takeOffMarks(): string[] {
  needLock();
  const { leads, columns, statuses } = place();
  setFlag("paused", true);
  for (const { sheet, status } of statuses) {
    makeRoom(sheet, 2, 1);
    if (status >= 0) clearStatus(sheet, status);
  }
  return [
    ...statuses.flatMap(({ sheet, status, of }) => [
      ...put(MARK_WORDS.note({ of }), status, (column) => noteOnStatus(sheet, column, null)),
      ...decorate(MARK_WORDS.colours({ of }), () => removeColours(sheet)),
      ...decorate(MARK_WORDS.warning({ of }), () => removeWarning(sheet)),
    ]),
    ...put(MARK_WORDS.listOfCompany, columns.company, (column) => removeChoices(leads, column)),
    ...put(MARK_WORDS.listOfCountry, columns.country, (column) => removeChoices(leads, column)),
  ];
}

/** Where things are. Of two columns headed Status ours is the one that was marked as such; in Companies ours always is. */
function place() {
  const leads = needTab(LEADS);
  const statuses = [LEADS, COMPANIES].map((contract) => {
    const sheet = needTab(contract);
    const named = statusColumns(readHeader(sheet));
    const isCertain = contract === LEADS && named.length === 1;
    const marked = isCertain ? named[0] : rememberedStatus(sheet);
    return { sheet, status: named.includes(marked) ? marked : -1, of: ofTab(contract.tab) };
  });
  const { columns } = bindTab(LEADS, [readHeader(leads)], rememberedColumns(leads), readStored().ownHeaders).binding;
  return { leads, columns, statuses };
}
