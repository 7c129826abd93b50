import type { Counts } from "../../../shared/counts";
import { count } from "../../../shared/numbers";
import { VERDICT_WORDS } from "../../../shared/verdict-words";
import { make } from "./dom";

const PARTS = [
  { key: "blank", hint: "empty row" },
  { key: "clean", hint: "counted below" },
  { key: "duplicate", hint: "listed already" },
  { key: "held", hint: "to be corrected" },
] as const;

/** Read = blank + clean + duplicate + held, as tiles and as one bar cut in proportion. */
export function accounting(name: string, counts: Counts): HTMLElement {
  const sum = PARTS.reduce((total, part) => total + counts[part.key], 0);
  const tiles = make("div", "tiles", tile("read", counts.read, "rows read", "in all"));
  PARTS.forEach((part, index) => {
    const sign = index > 0 ? "+" : sum === counts.read ? "=" : "≠";
    tiles.append(make("span", "sign", sign), tile(part.key, counts[part.key], VERDICT_WORDS[part.key], part.hint));
  });
  return make("section", "card accounting", make("h2", "", name), tiles, proportions(counts));
}

function tile(kind: string, value: number, label: string, hint: string): HTMLElement {
  const words = make("span", "words", make("span", "label", label), " ", make("span", "hint", hint));
  return make("div", `tile ${kind}`, make("span", "value", count(value)), " ", words);
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
