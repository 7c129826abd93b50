import { type Command, Option } from "commander";
import type { AskedSnapshot } from "../questions/adhoc-tables";
import { configOption, csvOption, jsonOption, outOption } from "./options";

export function addSql(program: Command): void {
  program
    .command("sql")
    .argument("<statement>", "one SELECT over leads, companies, held, duplicates, changes, answers and source_files")
    .summary("ask a snapshot in SQL, or all of them, read-only")
    .description(
      "Runs one SELECT over a snapshot. Nothing can be written. A terminal shows the first 100 rows; a pipe, --csv and --json get all.",
    )
    .option("--snapshot <name>", "which snapshot, as history lists it (default: the current one)")
    .addOption(
      new Option("--all-snapshots", "all of them, with the columns snapshot and as_of in front").conflicts("snapshot"),
    )
    .addOption(outOption())
    .addOption(configOption())
    .addOption(jsonOption())
    .addOption(csvOption())
    .addHelpText(
      "after",
      `
Examples:
  lead-export sql "SELECT title, count(*) AS leads FROM leads GROUP BY ALL ORDER BY leads DESC LIMIT 5"
  lead-export sql "DESCRIBE leads"
  lead-export sql "SELECT as_of, leads FROM answers WHERE country = 'Nigeria' ORDER BY as_of" --all-snapshots
  lead-export sql "SELECT change, count(*) AS rows FROM changes GROUP BY ALL"
  lead-export sql "SELECT * FROM held" --csv
  lead-export sql "SELECT path, source_row - first_row + 2 AS row, problems FROM held JOIN source_files USING (tab)
    WHERE source_row BETWEEN first_row AND last_row"`,
    )
    .action(sql);
}

interface SqlOptions {
  snapshot?: string;
  allSnapshots?: true;
  json?: true;
  csv?: true;
}

async function sql(
  statement: string,
  { snapshot, allSnapshots, json, csv }: SqlOptions,
  command: Command,
): Promise<void> {
  const [
    { applyPlaceConfig },
    { openStore },
    { requireCurrent },
    { snapshotNames },
    { askedSnapshot },
    { adHoc },
    { adHocTables },
    { print, printAll },
    { sqlCsv, sqlJson, sqlTable },
  ] = await Promise.all([
    import("../config/apply-config"),
    import("../stores/open-store"),
    import("../publish/current"),
    import("../publish/snapshot-names"),
    import("../publish/asked-snapshot"),
    import("../questions/adhoc"),
    import("../questions/adhoc-tables"),
    import("../terminal/output"),
    import("../terminal/sql-result"),
  ]);
  const store = await openStore(applyPlaceConfig(command));
  const current = snapshot ?? (await requireCurrent(store)).snapshot;
  const names = allSnapshots ? await snapshotNames(store) : [current];
  const asked: AskedSnapshot[] = [];
  for (const name of names) asked.push(await askedSnapshot(store, name));
  const short = process.stdout.isTTY === true;
  await adHoc(adHocTables(asked, allSnapshots === true), statement, async (result) => {
    if (json) return printAll(sqlJson(allSnapshots ? null : current, result));
    if (csv) return printAll(sqlCsv(result));
    // Each piece at once: a person waits for the first.
    for await (const piece of sqlTable(result, short)) await print(piece);
  });
}
