import type { Counts } from "../../shared/counts";
import { count } from "../../shared/numbers";
import { table } from "./table";

const NUMBER = { align: "right" } as const;
const SIGN = { label: "", align: "left" } as const;

/** Both tabs' rows by verdict, as sums that can be checked: read = blank + clean + duplicate + held. */
export function accounting(tabs: { tab: string; counts: Counts }[]): string {
  const columns = [
    { label: "", align: "left" as const },
    { label: "rows read", ...NUMBER },
    SIGN,
    { label: "clean", ...NUMBER },
    SIGN,
    { label: "duplicate", ...NUMBER },
    SIGN,
    { label: "held", ...NUMBER },
    SIGN,
    { label: "blank", ...NUMBER },
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
