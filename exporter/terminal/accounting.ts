import type { Counts } from "../../shared/counts";
import { count } from "../../shared/numbers";
import { VERDICT_WORDS } from "../../shared/verdict-words";
import { table } from "./table";

const NUMBER = { align: "right" } as const;
const SIGN = { label: "", align: "left" } as const;

/** Both tabs' rows by verdict, as sums that can be checked, in the words that sheet and dashboard use. */
export function accounting(tabs: { tab: string; counts: Counts }[]): string {
  const columns = [
    { label: "", align: "left" as const },
    { label: "rows read", ...NUMBER },
    SIGN,
    { label: VERDICT_WORDS.clean, ...NUMBER },
    SIGN,
    { label: VERDICT_WORDS.duplicate, ...NUMBER },
    SIGN,
    { label: VERDICT_WORDS.held, ...NUMBER },
    SIGN,
    { label: VERDICT_WORDS.blank, ...NUMBER },
  ];
  const rows = tabs.map(({ tab, counts: { read, blank, clean, duplicate, held } }) => [
    tab,
    count(read),
    "=",
    count(clean),
    "+",
    count(duplicate),
    "+",
    count(held),
    "+",
    count(blank),
  ]);
  return table(columns, rows);
}
