import { FATE_WORDS } from "../../shared/change-words";
import type { Changes, TabChanges } from "../../shared/changes";
import { count } from "../../shared/numbers";
import { colours } from "./colour";
import { printable } from "./printable";
import { shortened } from "./shortened";

/** The first of the rows that vanished or appeared since the current snapshot, by key, one a line; '' when there are none. */
export function changesText({ leads, companies }: Changes): string {
  return [...tabParts("Leads", leads), ...tabParts("Companies", companies)].join("\n\n");
}

function tabParts(tab: string, { vanished, appeared }: TabChanges): string[] {
  return [
    ...listing(
      `Vanished from ${tab} since the current snapshot`,
      vanished.count,
      vanished.first.map(({ row, key, now }) => ({ row, key, now: FATE_WORDS[now] })),
    ),
    ...listing(`New in ${tab} since the current snapshot`, appeared.count, appeared.first),
  ];
}

function listing(title: string, all: number, rows: readonly { row: number; key: readonly string[]; now?: string }[]) {
  if (all === 0) return [];
  const { bold, dim } = colours(process.stdout);
  const width = count(rows.reduce((most, { row }) => Math.max(most, row), 0)).length;
  const lines = rows.map(({ row, key, now }) => {
    const texts = key.map((text) => printable(shortened(text)).replaceAll("\n", " ")).join(", ");
    return `  row ${count(row).padStart(width)}  ${texts}${now === undefined ? "" : dim(` (${now})`)}`;
  });
  if (rows.length === 0) return [bold(`${title}: ${count(all)}`)];
  if (all > rows.length) lines.push(dim(`  ... and ${count(all - rows.length)} more`));
  return [`${bold(`${title}: ${count(all)}`)}\n\n${lines.join("\n")}`];
}
