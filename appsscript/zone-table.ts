import { DAY_MS, daysFromCivil } from "../shared/calendar";
import type { Zone } from "../shared/zone";

/** Leads start in 2000; a date that is held for being earlier is still shown as it was typed. */
const FIRST = daysFromCivil(1970, 1, 1) * DAY_MS;
/** So far ahead of now: the table is made anew long before. */
const AHEAD = 400 * DAY_MS;
/** No zone changed its clocks and back within two weeks since leads began. */
const STEP = 14 * DAY_MS;
const PRECISION = 60_000;

/** The clock changes of a zone up to a year from `now` (UTC ms), found by asking what its offset is at some instants. */
export function findZone(name: string, now: number, offsetAt: (instant: number) => number): Zone {
  const starts = [Number.NEGATIVE_INFINITY];
  const offsets = [offsetAt(FIRST)];
  for (let from = FIRST; from < now + AHEAD; from += STEP) {
    const before = offsets[offsets.length - 1];
    const after = offsetAt(from + STEP);
    if (after === before) continue;
    let low = from;
    let high = from + STEP;
    while (high - low > PRECISION) {
      const middle = low + Math.floor((high - low) / 2 / PRECISION) * PRECISION;
      if (offsetAt(middle) === before) low = middle;
      else high = middle;
    }
    starts.push(high);
    offsets.push(after);
  }
  return { name, starts, offsets };
}

/** A zone as short text: minutes since 1970 and minutes east of UTC, in base 36. */
export function zoneText({ name, starts, offsets }: Zone): string {
  const changes = starts.map((start, i) => [
    start === Number.NEGATIVE_INFINITY ? "" : (start / 60_000).toString(36),
    (offsets[i] / 60_000).toString(36),
  ]);
  return [name, ...changes.map((pair) => pair.join(":"))].join(" ");
}

export function zoneFrom(text: string): Zone {
  const [name, ...changes] = text.split(" ");
  const pairs = changes.map((change) => change.split(":"));
  return {
    name,
    starts: pairs.map(([start]) => (start === "" ? Number.NEGATIVE_INFINITY : Number.parseInt(start, 36) * 60_000)),
    offsets: pairs.map(([, offset]) => Number.parseInt(offset, 36) * 60_000),
  };
}
