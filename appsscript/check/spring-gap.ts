import { toWall, type Zone } from "../../shared/zone";

const HOUR_MS = 3_600_000;

/** Whether clocks went forward in the hour before an instant (UTC ms): it may stand for a time of day that was skipped. */
export function isAfterGap(zone: Zone, instant: number): boolean {
  return toWall(zone, instant) - toWall(zone, instant - HOUR_MS) > HOUR_MS;
}
