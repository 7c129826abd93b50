import { isoDate, localDay } from "../../shared/calendar";
import { toWall } from "../../shared/zone";
import type { KeepSettings } from "../config/keep-settings";
import { loadZone } from "../words/zone";
import type { HistoryEntry } from "./history";

/**
 * The snapshots that need not stay, newest first. The current one stays, and so does one that is damaged: a person should see it. Days and
 * months are those of each snapshot's own zone. `entries`: newest first, as `listSnapshots` gives them.
 */
export function outlived(entries: readonly HistoryEntry[], { last, daily, monthly }: KeepSettings): string[] {
  const days = new Set<string>();
  const months = new Set<string>();
  const going: string[] = [];
  let place = 0;
  for (const { snapshot, current, about } of entries) {
    if (about === null) continue;
    const day = isoDate(localDay(toWall(loadZone(about.zone), Date.parse(about.asOf))));
    const month = day.slice(0, "2026-11".length);
    const isLast = place++ < last;
    const isOfDay = isFirst(days, day, daily);
    const isOfMonth = isFirst(months, month, monthly);
    if (!isLast && !isOfDay && !isOfMonth && current === null) going.push(snapshot);
  }
  return going;
}

/** Whether it is the first of its period, and the period one of those that count. */
function isFirst(seen: Set<string>, period: string, most: number): boolean {
  if (seen.has(period) || seen.size >= most) return false;
  seen.add(period);
  return true;
}
