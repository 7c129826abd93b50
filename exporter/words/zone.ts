import { Temporal } from "temporal-polyfill";
import { nearest } from "../../shared/distance";
import type { Zone } from "../../shared/zone";
import { Failure } from "./failure";

/** Clock changes are listed from the year before the first timestamp the contract accepts, for a century. */
const FIRST = Temporal.Instant.from("1999-01-01T00:00Z");
const LAST = Temporal.Instant.from("2101-01-01T00:00Z");

/** Sheets names a zone without a place `GMT-07:00` (Sheets API, SpreadsheetProperties.timeZone); people leave the GMT out. */
const FIXED = /^(?:GMT)?([+-])(\d{1,2}):(\d{2})$/;

/** Temporal would also take the zone out of a whole date and time ("2022-11-23T00:00Z"), which is no name of a zone. */
const IANA_NAME = /^[a-z][\w+/-]*$/i;

/**
 * The zone of an IANA name (`Africa/Lagos`, any case), of `UTC`, or of the fixed form `GMT-07:00` or `-07:00`, with its clock changes.
 * Throws `BAD_ZONE` (exit 2) for any other name: an unknown zone must never become UTC.
 */
export function loadZone(name: string): Zone {
  const fixed = FIXED.exec(name);
  const id = fixed ? `${fixed[1]}${fixed[2].padStart(2, "0")}:${fixed[3]}` : name;
  let at: Temporal.ZonedDateTime;
  try {
    if (!fixed && !IANA_NAME.test(id)) throw new RangeError("not the form of a zone name");
    at = FIRST.toZonedDateTimeISO(id);
  } catch (cause) {
    throw new Failure("BAD_ZONE", `There is no time zone called "${name}".`, { suggestion: didYouMean(name), cause });
  }
  const starts = [Number.NEGATIVE_INFINITY];
  const offsets = [at.offsetNanoseconds / 1e6];
  for (;;) {
    const next = at.getTimeZoneTransition("next");
    if (next === null || next.epochMilliseconds >= LAST.epochMilliseconds) break;
    starts.push(next.epochMilliseconds);
    offsets.push(next.offsetNanoseconds / 1e6);
    at = next;
  }
  return { name: fixed ? name.replace(/^[+-]/, "GMT$&") : at.timeZoneId, starts, offsets };
}

/** This machine's own zone. Throws `BAD_ZONE` where its `TZ` names none: Node knows `Africa/Lagos`, and neither `:/etc/localtime` nor `UTC+3`. */
export function machineZone(): Zone {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  // ICU's name for a zone it cannot tell.
  if (timeZone !== undefined && timeZone !== "Etc/Unknown") return loadZone(timeZone);
  const { TZ } = process.env;
  const sentence =
    TZ === undefined
      ? "This machine does not say in which time zone it is."
      : `The environment's TZ is ${JSON.stringify(TZ)}, which names no time zone.`;
  throw new Failure("BAD_ZONE", sentence, { suggestion: "Set TZ to a zone, or give --zone. " });
}

/** `Did you mean Africa/Lagos? ` for a misspelt zone or a city alone; '' when none is near. */
function didYouMean(name: string): string {
  const word = name.trim().replaceAll(" ", "_").toLowerCase();
  const zones = new Map<string, string>();
  for (const zone of Intl.supportedValuesOf("timeZone")) {
    const whole = zone.toLowerCase();
    zones.set(whole, zone);
    zones.set(whole.slice(whole.lastIndexOf("/") + 1), zone);
  }
  const near = nearest(word, zones.keys(), Math.min(2, Math.floor(word.length / 4)));
  const meant = new Set(near.map((key) => zones.get(key)));
  return meant.size === 0 || meant.size > 3 ? "" : `Did you mean ${[...meant].join(" or ")}? `;
}
