import { toWall, type Zone } from "../../shared/zone";

const HOUR_MS = 3_600_000;

/** How far (ms) clocks went forward in the hour before an instant (UTC ms), 0 when they did not: it may stand for a time of day that was skipped. */
export function gapBefore(zone: Zone, instant: number): number {
  const gap = toWall(zone, instant) - toWall(zone, instant - HOUR_MS) - HOUR_MS;
  return gap > 0 ? gap : 0;
}
