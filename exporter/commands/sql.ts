import type { Command } from "commander";
import type { AdHocResult } from "../questions/adhoc";
import { configOption, csvOption, jsonOption, outOption } from "./options";

export function addSql(program: Command): void {
  program
    .command("sql")
    .argument("<statement>", "one SELECT over the tables leads, companies, held, duplicates, changes and source_files")
    .summary("ask the current snapshot in SQL, read-only")
    .description(
      "Runs one SELECT over the current snapshot. Nothing can be written. A terminal shows the first 100 rows; a pipe, --csv and --json get all.",
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
  lead-export sql "SELECT change, count(*) AS rows FROM changes GROUP BY ALL"
  lead-export sql "SELECT * FROM held" --csv
  lead-export sql "SELECT path, source_row - first_row + 2 AS row, problems FROM held JOIN source_files USING (tab)
    WHERE source_row BETWEEN first_row AND last_row"`,
    )
    .action(sql);
}

async function sql(statement: string, options: { json?: true; csv?: true }, command: Command): Promise<void> {
  const [
    { applyPlaceConfig },
    { openStore },
    { requireCurrent },
    { verify },
    { tableFiles },
    { sourceFiles },
    { adHoc },
    { TABLE_NAMES },
    { print, printAll },
    { sqlCsv, sqlJson, sqlTable },
  ] = await Promise.all([
    import("../config/apply-config"),
    import("../stores/open-store"),
    import("../publish/current"),
    import("../publish/verify"),
    import("../publish/table-files"),
    import("../publish/source-files"),
    import("../questions/adhoc"),
    import("../questions/tables"),
    import("../terminal/output"),
    import("../terminal/sql-result"),
  ]);
  const store = await openStore(applyPlaceConfig(command));
  const { snapshot } = await requireCurrent(store);
  // Sizes and the manifest's seal; the tables themselves are proven as they are opened.
  const manifest = await verify(store, snapshot, []);
  const [leads, companies, held, duplicates] = await Promise.all(
    TABLE_NAMES.map((name) => tableFiles(store, manifest, name)),
  );
  const changes = await tableFiles(store, manifest, "changes");
  const files = { leads, companies, held, duplicates, changes };
  const short = process.stdout.isTTY === true;
  const show = async (result: AdHocResult) => {
    if (options.json) return printAll(sqlJson(snapshot, result));
    if (options.csv) return printAll(sqlCsv(result));
    // Each piece at once: a person waits for the first.
    for await (const piece of sqlTable(result, short)) await print(piece);
  };
  await adHoc(files, statement, show, sourceFiles(manifest));
}
