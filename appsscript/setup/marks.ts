import { LEADS } from "../../shared/contract";
import { bindTab } from "../check/bind-tab";
import { offerLists, readyLists } from "../live/choices";
import { needLock } from "../live/need-lock";
import { needTab } from "../live/need-tab";
import { statusColumns } from "../live/status-column";
import { readHeader } from "../sheet/cells";
import { removeChoices } from "../sheet/choices";
import { colourStatus, removeColours } from "../sheet/colours";
import { clearStatus, noteOnStatus, showTimes } from "../sheet/look";
import { isWarningShort, removeWarning, warnBeforeStatus } from "../sheet/protection";
import { rememberedColumns, rememberedStatus } from "../sheet/remembered-columns";
import { readStored, setFlag } from "../stored";

/** Puts on what people see of the check: colours, drop-downs, the date format and the warning before Status. What they made themselves stays. */
export function putOnMarks(): void {
  const { leads, columns, status } = place();
  if (status >= 0) {
    colourStatus(leads, status);
    warnBeforeStatus(leads, status);
  }
  readyLists();
  offerLists(leads, columns);
  if (columns.operator_timestamp >= 0) showTimes(leads, columns.operator_timestamp);
}

/** Puts the marks on again when rows have come below those that have them. */
export function renewMarks(): void {
  if (isWarningShort(needTab(LEADS))) putOnMarks();
}

/**
 * Empties Status and takes away whatever set-up put on; dates keep their format, for it shows what they say. From then on nothing is
 * checked.
 */
export function takeOffMarks(): void {
  needLock();
  const { leads, columns, status } = place();
  setFlag("paused", true);
  if (status >= 0) {
    clearStatus(leads, status);
    noteOnStatus(leads, status, null);
  }
  removeColours(leads);
  removeWarning(leads);
  for (const column of [columns.company, columns.country]) if (column >= 0) removeChoices(leads, column);
}

/** Where things are. Of two columns headed Status ours is the one that was marked as such. */
function place() {
  const leads = needTab(LEADS);
  const named = statusColumns(readHeader(leads));
  const status = named.length === 1 ? named[0] : (named.find((column) => column === rememberedStatus(leads)) ?? -1);
  const { columns } = bindTab(LEADS, [readHeader(leads)], rememberedColumns(leads), readStored().ownHeaders).binding;
  return { leads, columns, status };
}
