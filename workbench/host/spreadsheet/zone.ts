import { Temporal } from "temporal-polyfill";
import { DAY_MS } from "../../../shared/calendar";
import { serialOfDate } from "../../book/serial";

/** Between serial numbers, which are wall time, and instants. */
export interface Zone {
  /** UTC ms of a serial number; gaps and repeated hours as Temporal's `compatible`. */
  instantOf(serial: number): number;
  /** Serial number of the wall time at an instant (UTC ms). */
  serialAt(instant: number): number;
}

const UNIX_EPOCH = serialOfDate(1970, 1, 1);
const zones = new Map<string, Zone>();

/** A spreadsheet's zone; Google names one without a place `GMT-07:00`, Temporal `-07:00`. Days without a change of the clocks cost one look-up, however many cells fall on them. */
export function zoneOf(given: string): Zone {
  const name = given.replace(/^GMT(?=[+-])/, "");
  const known = zones.get(name);
  if (known !== undefined) return known;
  const toInstant = (wallMs: number) =>
    Temporal.Instant.fromEpochMilliseconds(wallMs)
      .toZonedDateTimeISO("UTC")
      .toPlainDateTime()
      .toZonedDateTime(name, { disambiguation: "compatible" }).epochMilliseconds;
  const offsetAt = (instant: number) =>
    Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(name).offsetNanoseconds / 1e6;
  const wallDays = byDay((wallMs) => wallMs - toInstant(wallMs));
  const utcDays = byDay(offsetAt);
  const zone: Zone = {
    instantOf: (serial) => {
      const wallMs = Math.round((serial - UNIX_EPOCH) * DAY_MS);
      return wallMs - wallDays(wallMs);
    },
    serialAt: (instant) => (instant + utcDays(instant)) / DAY_MS + UNIX_EPOCH,
  };
  zones.set(name, zone);
  return zone;
}

/** The offset at a time, worked out once for a day that has one offset at both ends. */
function byDay(offsetAt: (ms: number) => number): (ms: number) => number {
  const days = new Map<number, number | undefined>();
  return (ms) => {
    const day = Math.floor(ms / DAY_MS);
    if (!days.has(day)) {
      const [start, end] = [offsetAt(day * DAY_MS), offsetAt((day + 1) * DAY_MS)];
      days.set(day, start === end ? start : undefined);
    }
    return days.get(day) ?? offsetAt(ms);
  };
}
