import { isoDate, localDay } from "../shared/calendar";
import { toWall, type Zone } from "../shared/zone";

/** The day (`2026-11-23`) of an instant (UTC ms) in the workbook's zone; in UTC where that is not known yet. */
export function localDayOf(instant: number, zone: Zone | null): string {
  return isoDate(localDay(zone === null ? instant : toWall(zone, instant)));
}
