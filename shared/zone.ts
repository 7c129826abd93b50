import type { WallPeriods } from "./loops";

/** A time zone as plain data: `offsets[i]` (ms east of UTC) holds from `starts[i]` (UTC ms, ascending; the first is `-Infinity`). */
export interface Zone {
  readonly name: string;
  readonly starts: readonly number[];
  readonly offsets: readonly number[];
}

/** `gap`: the wall time was skipped when clocks went forward. `twice`: it happened twice when they went back. */
export type WallKind = "plain" | "gap" | "twice";

// Cells of one column are near each other in time: the period found last is nearly always right again, and is checked first. In
// another zone it may be beyond the last period; comparisons with what is not there are false.
let lastWallPeriod = 0;
let lastInstantPeriod = 0;

/** Wall time from which period `i` is used: a gap and a repeated hour both still belong to the period before (`compatible`). */
function wallStart(zone: Zone, i: number): number {
  return i === 0 ? -Infinity : zone.starts[i] + Math.max(zone.offsets[i - 1], zone.offsets[i]);
}

function wallPeriod(zone: Zone, wallMs: number): number {
  const count = zone.starts.length;
  if (count === 1) return 0;
  if (wallMs >= wallStart(zone, lastWallPeriod)) {
    if (lastWallPeriod + 1 === count || wallMs < wallStart(zone, lastWallPeriod + 1)) return lastWallPeriod;
  }
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (wallMs >= wallStart(zone, middle)) low = middle;
    else high = middle - 1;
  }
  lastWallPeriod = low;
  return low;
}

/** For each period: from which wall time it is used, its offset, and up to which wall time it is plain. */
export function wallPeriods(zone: Zone): WallPeriods {
  const { starts, offsets } = zone;
  const plainUntil = offsets.map((offset, i) =>
    i + 1 === starts.length ? Number.POSITIVE_INFINITY : starts[i + 1] + Math.min(offset, offsets[i + 1]),
  );
  return {
    starts: Float64Array.from(starts, (_, i) => wallStart(zone, i)),
    offsets: Float64Array.from(offsets),
    plainUntil: Float64Array.from(plainUntil),
  };
}

/**
 * The instant (UTC ms) of a wall time (ms since 1970-01-01T00:00 local, as if it were UTC). As Temporal's `compatible`:
 * a skipped time moves forward by the gap, a repeated one is the earlier.
 */
export function instantOf(zone: Zone, wallMs: number): number {
  return wallMs - zone.offsets[wallPeriod(zone, wallMs)];
}

/** Whether a wall time exists once, not at all, or twice. */
export function kindOf(zone: Zone, wallMs: number): WallKind {
  const next = wallPeriod(zone, wallMs) + 1;
  if (next === zone.starts.length) return "plain";
  const before = zone.offsets[next - 1];
  const after = zone.offsets[next];
  if (wallMs < zone.starts[next] + Math.min(before, after)) return "plain";
  return after > before ? "gap" : "twice";
}

/** The instant of a wall time and its kind. For millions of calls use `instantOf`. */
export function toInstant(zone: Zone, wallMs: number): { instant: number; kind: WallKind } {
  return { instant: instantOf(zone, wallMs), kind: kindOf(zone, wallMs) };
}

/** The wall time of an instant (UTC ms). */
export function toWall(zone: Zone, instant: number): number {
  const { starts, offsets } = zone;
  const count = starts.length;
  if (instant >= starts[lastInstantPeriod]) {
    if (lastInstantPeriod + 1 === count || instant < starts[lastInstantPeriod + 1]) {
      return instant + offsets[lastInstantPeriod];
    }
  }
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (instant >= starts[middle]) low = middle;
    else high = middle - 1;
  }
  lastInstantPeriod = low;
  return instant + offsets[low];
}
