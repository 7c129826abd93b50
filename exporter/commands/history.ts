import type { Command } from "commander";
import type { HistoryEntry } from "../publish/history";
import { configOption, jsonOption, outOption } from "./options";

export function addHistory(program: Command): void {
  program
    .command("history")
    .summary("list the snapshots, newest first")
    .description("Lists the snapshots, newest first, and which one is current.")
    .addOption(outOption())
    .addOption(configOption())
    .addOption(jsonOption())
    .addHelpText(
      "after",
      `
Example:
  lead-export history --out ./out`,
    )
    .action(history);
}

async function history({ json }: { json?: true }, command: Command): Promise<void> {
  const [{ applyPlaceConfig }, { openStore }, { listSnapshots }, { print, printJson }] = await Promise.all([
    import("../config/apply-config"),
    import("../stores/open-store"),
    import("../publish/history"),
    import("../terminal/output"),
  ]);
  const store = await openStore(applyPlaceConfig(command));
  const entries = await listSnapshots(store);
  if (json) return printJson({ snapshots: entries.map(entryJson) });
  if (entries.length === 0)
    return print(
      `${store.name} has no snapshot yet. Publish one with: lead-export run --leads FILE --companies FILE, or name another folder with --out\n`,
    );
  await print(`${await historyText(entries)}\n`);
}

function entryJson({ snapshot, current, about, problem }: HistoryEntry) {
  return {
    snapshot,
    current: current !== null,
    as_of: about?.asOf ?? null,
    zone: about?.zone ?? null,
    counts: about?.counts ?? null,
    created_at: about?.createdAt ?? null,
    requested_by: about?.requestedBy ?? null,
    released: about?.released ?? null,
    forgotten: about?.forgotten ?? [],
    problem,
  };
}

async function historyText(entries: HistoryEntry[]): Promise<string> {
  const [{ table }, { instantInWords }, { loadZone }, { count }, { VERDICT_WORDS }] = await Promise.all([
    import("../terminal/table"),
    import("../../shared/instant-words"),
    import("../words/zone"),
    import("../../shared/numbers"),
    import("../../shared/verdict-words"),
  ]);
  const columns = [
    { label: "", align: "left" },
    { label: "snapshot", align: "left" },
    { label: "as of", align: "left" },
    { label: "clean leads", align: "right" },
    { label: VERDICT_WORDS.held, align: "right" },
    { label: "asked by", align: "left" },
    { label: entries.some(({ about }) => about?.released) ? "released because" : "", align: "left" },
    { label: entries.some(({ about }) => about?.forgotten.length) ? "rows forgotten" : "", align: "left" },
  ] as const;
  const rows = entries.map(({ snapshot, current, about, problem }) => {
    const mark = current === null ? "" : "current";
    if (about === null) return [mark, snapshot, problem ?? "", "", "", "", "", ""];
    const { leads } = about.counts;
    const asOf = `${instantInWords(Date.parse(about.asOf), loadZone(about.zone))}`;
    return [
      mark,
      snapshot,
      asOf,
      count(leads.clean),
      count(leads.held),
      about.requestedBy,
      about.released?.reason ?? "",
      forgottenText(about.forgotten),
    ];
  });
  return table([...columns], rows);
}

/** When somebody's rows were removed, and how many: whose is nowhere. */
function forgottenText(forgotten: NonNullable<HistoryEntry["about"]>["forgotten"]): string {
  return forgotten
    .map(({ at, rows }) => {
      const removed = Object.values(rows).reduce((sum, count) => sum + count, 0);
      return `${removed} on ${at.slice(0, "2026-11-22".length)}`;
    })
    .join(", ");
}
