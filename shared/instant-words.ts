import { clockTime, localDay, longDate } from "./calendar";
import { toWall, type Zone } from "./zone";

/** Returns an instant (UTC ms) on the wall of a zone: `22 November 2026, 13:00`. */
export function dateAndTime(instant: number, zone: Zone): string {
  const wall = toWall(zone, instant);
  return `${longDate(localDay(wall))}, ${clockTime(wall)}`;
}

const UTC: Zone = { name: "UTC", starts: [Number.NEGATIVE_INFINITY], offsets: [0] };

/** Returns an instant (UTC ms) in words that name the zone: `22 November 2026, 13:00 (Africa/Lagos)`. No zone is UTC. */
export function instantInWords(instant: number, zone: Zone | null): string {
  return `${dateAndTime(instant, zone ?? UTC)} (${(zone ?? UTC).name})`;
}
