import { clockTime, localDay, longDate } from "../shared/calendar";
import { toWall, type Zone } from "../shared/zone";

/** An instant (UTC ms) in words: `23 November 2026, 07:05 (Africa/Lagos)`. Without a zone it is UTC. */
export function moment(instant: number, zone: Zone | null): string {
  const wall = zone === null ? instant : toWall(zone, instant);
  return `${longDate(localDay(wall))}, ${clockTime(wall)} (${zone?.name ?? "UTC"})`;
}
