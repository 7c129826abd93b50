import { FATE_WORDS } from "../../../shared/change-words";
import type { Changes, TabChanges } from "../../../shared/changes";
import { COMPANIES, LEADS } from "../../../shared/contract";
import { OUTCOME_WORDS } from "../../words/sidebar/export";
import { fromSheet, make } from "../dom";

/** Which rows vanished or appeared since the current export, by name: they stand in the same workbook. One card for each list that has rows. */
export function changeCards({ leads, companies }: Changes): HTMLElement[] {
  return [...tabCards(LEADS.tab, leads), ...tabCards(COMPANIES.tab, companies)];
}

function tabCards(tab: string, { vanished, appeared }: TabChanges): HTMLElement[] {
  const lost = vanished.first.map(({ row, key, now }) => line(row, key, FATE_WORDS[now]));
  const added = appeared.first.map(({ row, key }) => line(row, key, null));
  return [
    ...listing(OUTCOME_WORDS.vanished({ tab }), vanished.count, lost),
    ...listing(OUTCOME_WORDS.appeared({ tab }), appeared.count, added),
  ];
}

function listing(title: string, all: number, lines: readonly HTMLElement[]): HTMLElement[] {
  if (all === 0) return [];
  const more = all - lines.length;
  return [
    make(
      "section",
      { class: "card changed", "aria-label": title },
      make("h3", {}, OUTCOME_WORDS.titled({ title, rows: all })),
      make("table", {}, make("tbody", {}, ...lines)),
      more === 0 || lines.length === 0 ? null : make("p", { class: "quiet" }, OUTCOME_WORDS.more({ rows: more })),
    ),
  ];
}

function line(row: number, key: readonly string[], now: string | null): HTMLElement {
  return make(
    "tr",
    {},
    make("td", { class: "number" }, OUTCOME_WORDS.row({ row })),
    make(
      "td",
      { class: "text" },
      ...key.flatMap((text, i) => [i === 0 ? null : ", ", fromSheet(text)]),
      now === null ? null : make("small", {}, OUTCOME_WORDS.now({ now })),
    ),
  );
}
