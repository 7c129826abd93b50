import { countOf } from "../../../shared/numbers";
import { make } from "./dom";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A daily run, and two hours for a late one. */
const STALE_AFTER = 26 * HOUR;

export interface Freshness {
  /** "3 hours ago". */
  age: string;
  stale: boolean;
}

/** How old the numbers are, by this device's clock. Both in milliseconds since 1970. */
export function freshness(asOf: number, now: number): Freshness {
  const age = now - asOf;
  if (age < -5 * MINUTE) return { age: "later than the clock of this device", stale: false };
  return { age: ageWords(age), stale: age > STALE_AFTER };
}

function ageWords(age: number): string {
  if (age < 2 * MINUTE) return "just now";
  if (age < 2 * HOUR) return `${Math.floor(age / MINUTE)} minutes ago`;
  if (age < 48 * HOUR) return `${Math.floor(age / HOUR)} hours ago`;
  return `${countOf(Math.floor(age / (24 * HOUR)), "day")} ago`;
}

/** Keeps the age, and the warning when it is too old, true while the page stays open. */
export function showFreshness(asOf: string, ageElement: HTMLElement, warning: HTMLElement): void {
  const update = () => {
    const { age, stale } = freshness(Date.parse(asOf), Date.now());
    ageElement.textContent = age;
    ageElement.classList.toggle("stale", stale);
    if (warning.hidden === stale) {
      warning.hidden = !stale;
      warning.replaceChildren(
        make("strong", "", "These numbers are out of date. "),
        "A new snapshot is expected every day. If there is no newer one, the person who runs the export can say why.",
      );
    }
  };
  update();
  setInterval(update, MINUTE);
}
