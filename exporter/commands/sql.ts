import type { Command } from "commander";
import type { AdHocResult } from "../questions/adhoc";
import { configOption, csvOption, jsonOption, outOption } from "./options";

export function addSql(program: Command): void {
  program
    .command("sql")
    .argument("<statement>", "one SELECT over the tables leads, companies, held and duplicates")
    .summary("ask the current snapshot in SQL, read-only")
    .description("Runs one SELECT over the current snapshot. Nothing can be written.")
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
  lead-export sql "SELECT * FROM held" --csv`,
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
    { adHoc },
    { TABLE_NAMES },
    output,
  ] = await Promise.all([
    import("../config/apply-config"),
    import("../stores/open-store"),
    import("../publish/current"),
    import("../publish/verify"),
    import("../publish/table-files"),
    import("../questions/adhoc"),
    import("../questions/tables"),
    import("../terminal/output"),
  ]);
  const store = await openStore(applyPlaceConfig(command));
  const { snapshot } = await requireCurrent(store);
  // Sizes and the manifest's seal only: a question should not wait until gigabytes are hashed.
  const manifest = await verify(store, snapshot, []);
  const [leads, companies, held, duplicates] = await Promise.all(
    TABLE_NAMES.map((name) => tableFiles(store, manifest, name)),
  );
  const result = await adHoc({ leads, companies, held, duplicates }, statement);
  if (options.json) return output.printJson({ snapshot, columns: result.columns, rows: objects(result) });
  if (options.csv) {
    const { csvLine } = await import("../terminal/csv");
    return output.printAll([result.columns.map(({ name }) => name), ...result.rows].map(csvLine));
  }
  await output.print(await resultText(result));
}

function objects({ columns, rows }: AdHocResult): object[] {
  return rows.map((row) => Object.fromEntries(row.map((value, i) => [columns[i].name, value])));
}

async function resultText({ columns, rows }: AdHocResult): Promise<string> {
  const [{ table }, { countOf }, { shortened }] = await Promise.all([
    import("../terminal/table"),
    import("../../shared/numbers"),
    import("../terminal/shortened"),
  ]);
  const align = columns.map((_, i) => (rows.some((row) => typeof row[i] === "number") ? "right" : "left"));
  const shown = rows.map((row) => row.map((value) => (value === null ? "–" : shortened(text(value)))));
  const drawn = table(
    columns.map(({ name }, i) => ({ label: name, align: align[i] })),
    shown,
  );
  return `${drawn}\n\n${countOf(rows.length, "row")}\n`;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
