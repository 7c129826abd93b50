import { type Changes, FATES, type Fate, type RowRange, type TabChanges } from "./changes";
import { count, countOf } from "./numbers";

const NOUNS = { leads: ["lead", "leads"], companies: ["company", "companies"] } as const;

/** What became of a vanished row, or of so many: what stands in its place. */
export const FATE_WORDS: Readonly<Record<Fate, string>> = {
  held: "now waiting",
  repeat: "now a repeat",
  blank: "now blank",
  gone: "now another row",
};

/** A sentence for each tab in which something changed: numbers and rows, never a cell. They go wherever the guard's own sentences go. */
export function changeSentences(changes: Changes): string[] {
  return (["leads", "companies"] as const).flatMap((tab) => tabSentence(changes[tab], NOUNS[tab]) ?? []);
}

function tabSentence(
  { vanished, appeared, blank, last }: TabChanges,
  [one, many]: readonly [string, string],
): string | null {
  const parts: string[] = [];
  if (vanished.count > 0 || appeared.count > 0) {
    const became = FATES.filter((fate) => vanished[fate] > 0).map(
      (fate) => `${count(vanished[fate])} ${FATE_WORDS[fate]}`,
    );
    const how = became.length === 0 ? "" : ` (${became.join(", ")})`;
    parts.push(`${countOf(vanished.count, one, many)} vanished${how} and ${count(appeared.count)} appeared`);
  }
  if (blank.ranges > 0) parts.push(`${rangesText(blank)} blank now`);
  if (last.before !== last.now) parts.push(`the last ${one} ${lastText(last)}`);
  return parts.length === 0 ? null : `Since the current snapshot ${parts.join("; ")}.`;
}

/** More ranges than these make no sentence. */
const RANGES_TOLD = 3;

function rangesText({ ranges, first }: TabChanges["blank"]): string {
  const told = first.slice(0, RANGES_TOLD).map(rangeText);
  const [single] = first;
  if (ranges === 1)
    return `${single.from === single.to ? "row" : "rows"} ${told[0]} ${single.from === single.to ? "is" : "are"}`;
  const more = ranges - told.length;
  const all = more > 0 ? [...told, countOf(more, "more range")] : told;
  return `rows ${all.slice(0, -1).join(", ")} and ${all.at(-1)} are`;
}

/** `120 to 480`, `7`. */
function rangeText({ from, to }: RowRange): string {
  return from === to ? count(from) : `${count(from)} to ${count(to)}`;
}

function lastText({ before, now }: TabChanges["last"]): string {
  if (before === null) return `is in row ${count(now!)}, before there was none`;
  return `was in row ${count(before)}, ${now === null ? "now there is none" : `now it is in row ${count(now)}`}`;
}
