import type { TabName } from "../../../shared/contract";
import type { Counts } from "../../../shared/counts";
import { count } from "../../../shared/numbers";
import { VERDICT_WORDS } from "../../../shared/verdict-words";
import type { PageRows } from "../island";
import { make } from "./dom";
import { openHeld, openRepeats } from "./waiting";

const PARTS = [
  { key: "blank", hint: "empty row" },
  { key: "clean", hint: "counted above" },
  { key: "duplicate", hint: "listed already" },
  { key: "held", hint: "to be corrected" },
] as const;

/** Read = blank + clean + duplicate + held, as tiles and as one bar cut in proportion. */
export function accounting(name: TabName, counts: Counts, rows: PageRows | null): HTMLElement {
  const sum = PARTS.reduce((total, part) => total + counts[part.key], 0);
  const tiles = make("div", "tiles", tile("read", counts.read, "rows read", "in all", null));
  PARTS.forEach((part, index) => {
    const sign = index > 0 ? "+" : sum === counts.read ? "=" : "≠";
    tiles.append(
      make("span", "sign", sign),
      tile(
        part.key,
        counts[part.key],
        VERDICT_WORDS[part.key],
        part.hint,
        pressOf(name, part.key, counts[part.key], rows),
      ),
    );
  });
  return make("section", "card accounting", make("h2", "", name), tiles, proportions(counts));
}

/** Held rows and repeats are behind their numbers, where they may stand in the page. */
function pressOf(tab: TabName, key: string, value: number, rows: PageRows | null): (() => void) | null {
  if (rows === null || value === 0) return null;
  if (key === "held") return () => openHeld(tab, rows.held, value);
  return key === "duplicate" ? () => openRepeats(tab, rows.duplicates, value) : null;
}

function tile(kind: string, value: number, label: string, hint: string, press: (() => void) | null): HTMLElement {
  const words = make("span", "words", make("span", "label", label), " ", make("span", "hint", hint));
  const figure = make(press === null ? "span" : "button", press === null ? "value" : "value link", count(value));
  if (press !== null) {
    figure.setAttribute("type", "button");
    figure.setAttribute("aria-label", `${count(value)} ${label}: show the rows`);
    figure.addEventListener("click", press);
  }
  return make("div", `tile ${kind}`, figure, " ", words);
}

function proportions(counts: Counts): HTMLElement {
  const bar = make("div", "proportions");
  bar.setAttribute("aria-hidden", "true");
  for (const { key } of PARTS) {
    if (counts[key] === 0) continue;
    const part = make("span", key);
    part.style.flexGrow = String(counts[key]);
    bar.append(part);
  }
  return bar;
}
