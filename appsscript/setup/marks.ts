import { LEADS } from "../../shared/contract";
import { bindTab } from "../check/bind-tab";
import { decorate } from "../decoration";
import { offerLists, readyLists } from "../live/choices";
import { needLock } from "../live/need-lock";
import { needTab } from "../live/need-tab";
import { statusColumns } from "../live/status-column";
import { readHeader } from "../sheet/cells";
import { removeChoices } from "../sheet/choices";
import { colourStatus, isColoured, removeColours } from "../sheet/colours";
import { clearStatus, noteOnStatus, showTimes } from "../sheet/look";
import { isWarned, isWarningShort, removeWarning, warnBeforeStatus } from "../sheet/protection";
import { rememberedColumns, rememberedStatus } from "../sheet/remembered-columns";
import { makeRoom } from "../sheet/room";
import { readStored, setFlag } from "../stored";

/**
 * Puts on what people see of the check: colours, drop-downs, the date format and the warning before Status. What they made themselves stays.
 * Returns what Google refused, in sentences.
 */
export function putOnMarks(): string[] {
  const { leads, columns, status } = place();
  makeRoom(leads, 2, 1);
  readyLists();
  const { company, country, operator_timestamp: time } = columns;
  return [
    ...put("The colours of Status", status, (column) => colourStatus(leads, column)),
    ...put("The warning before Status", status, (column) => warnBeforeStatus(leads, column)),
    ...put("The drop-down of Company", company, (column) => offerLists(leads, { company: column })),
    ...put("The drop-down of Country", country, (column) => offerLists(leads, { country: column })),
    ...put("The format of Timestamp", time, (column) => showTimes(leads, column)),
  ];
}

function put(what: string, column: number, work: (column: number) => void): string[] {
  return column < 0 ? [] : decorate(what, () => work(column));
}

/** Whether colours and warning are on every row of Status. */
export function areMarksOn(): boolean {
  const { leads, status } = place();
  return status < 0 || (isColoured(leads, status) && isWarned(leads, status));
}

/** Puts the marks on again when rows have come below those that have them. */
export function renewMarks(): void {
  if (isWarningShort(needTab(LEADS))) putOnMarks();
}

/**
 * Empties Status and takes away whatever set-up put on; dates keep their format, for it shows what they say. From then on nothing is
 * checked. Returns what Google refused, in sentences.
 */
export function takeOffMarks(): string[] {
  needLock();
  const { leads, columns, status } = place();
  makeRoom(leads, 2, 1);
  setFlag("paused", true);
  if (status >= 0) clearStatus(leads, status);
  return [
    ...put("The note of Status", status, (column) => noteOnStatus(leads, column, null)),
    ...decorate("The colours of Status", () => removeColours(leads)),
    ...decorate("The warning before Status", () => removeWarning(leads)),
    ...put("The drop-down of Company", columns.company, (column) => removeChoices(leads, column)),
    ...put("The drop-down of Country", columns.country, (column) => removeChoices(leads, column)),
  ];
}

/** Where things are. Of two columns headed Status ours is the one that was marked as such. */
function place() {
  const leads = needTab(LEADS);
  const named = statusColumns(readHeader(leads));
  const status = named.length === 1 ? named[0] : (named.find((column) => column === rememberedStatus(leads)) ?? -1);
  const { columns } = bindTab(LEADS, [readHeader(leads)], rememberedColumns(leads), readStored().ownHeaders).binding;
  return { leads, columns, status };
}
