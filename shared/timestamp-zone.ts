/** What stands behind a time of day. */
export type ZoneText =
  /** Nothing, or an offset: ms east of UTC. */
  | { readonly ok: true; readonly offset: number | null }
  /** `name`: the zone that is named without its offset. */
  | { readonly ok: false; readonly name?: string };

const SIGN = "[+\\-\\u2212]";
const OFFSET = new RegExp(
  `^ ?(?:(?:utc|gmt) ?(${SIGN})(\\d{1,2})(?::(\\d{2}))?(?!\\d)|(?:utc|gmt)? ?(${SIGN})(\\d{2})(?::?(\\d{2}))?(?!\\d)|(?:z|utc?|gmt)(?![a-z]))`,
  "i",
);
const IN_BRACKETS = /^ \(((?:utc|gmt)[^()]*|[A-Z]{2,5})\)$/i;
/**
 * Beside an offset these say nothing new: JavaScript's zone in brackets, Go's abbreviation (for some zones the offset again) and
 * monotonic clock, the annotations of RFC 9557 (`[Africa/Lagos]`).
 */
const BESIDE_OFFSET = /^(?: \([^()]*\))?(?: ([A-Z]{3,5}|[+-]\d{2,4}))?(?: m=[+-][\d.]+)?(?:\[[^[\]]*\])*$/;
/** `EST`, `est`, `Africa/Lagos`, `West Africa Standard Time`. */
const NAME =
  /^ ?\[?!?([A-Z]{2,5}|[A-Za-z]{1,4}[Tt]|[A-Za-z_]+(?:\/[A-Za-z0-9_+-]+)+|[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+)* Time)\]?$/;

/** Reads what follows a time of day: an offset from UTC, as ISO 8601, RFC 2822, Google Forms, JavaScript, Java and Go write it. */
export function readZoneText(text: string): ZoneText {
  if (text === "") return { ok: true, offset: null };
  const rest = text.startsWith(" (") ? text.replace(IN_BRACKETS, " $1") : text;
  const match = OFFSET.exec(rest);
  if (match === null) {
    const name = NAME.exec(rest)?.[1];
    return name === undefined ? { ok: false } : { ok: false, name };
  }
  const [whole, sign = match[4], hourText = match[5] ?? "0", minuteText = match[6] ?? "0"] = match;
  const [hour, minute] = [Number(hourText), Number(minuteText)];
  if (hour > 23 || minute > 59) return { ok: false };
  if (whole.length < rest.length && !saysTheSame(rest.slice(whole.length), whole)) return { ok: false };
  const offset = (hour * 60 + minute) * 60_000;
  return { ok: true, offset: sign === undefined || sign === "+" ? offset : -offset };
}

function saysTheSame(beside: string, offset: string): boolean {
  const match = BESIDE_OFFSET.exec(beside);
  return match !== null && (match[1] === undefined || /^[A-Z]/.test(match[1]) || offset.includes(match[1]));
}
