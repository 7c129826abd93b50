import { clockTime, localDay, longDate } from "../../shared/calendar";
import { toWall, type Zone } from "../../shared/zone";

/** `22 November 2026, 13:00`: an instant (UTC ms) on the wall of a zone. */
export function moment(instant: number, zone: Zone): string {
  const wall = toWall(zone, instant);
  return `${longDate(localDay(wall))}, ${clockTime(wall)}`;
}
