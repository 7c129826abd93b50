import { count, countOf } from "../../shared/numbers";
import type { AdHocColumn, AdHocResult } from "../questions/adhoc";
import { csvLine } from "../words/csv";
import { shortened } from "./shortened";
import { layout } from "./table";

/** A terminal shows so many rows; a pipe gets all. */
const MOST_ROWS = 100;

/** In pieces, each of some rows. */
type Pieces = AsyncGenerator<string>;

/** What a statement gave as a table for people, laid out for the rows that come first. `short` ends it after a screenful. */
export async function* sqlTable({ columns, rowCount, batches }: AdHocResult, short: boolean): Pieces {
  let drawn: ReturnType<typeof layout> | null = null;
  let left = short ? Math.min(rowCount, MOST_ROWS) : rowCount;
  for await (const rows of batches) {
    const shown = rows.slice(0, left);
    const cells = shown.map((row) => row.map(cellText));
    if (drawn === null) {
      drawn = layout(alignedColumns(columns, shown), cells);
      yield `${drawn.head}\n`;
    }
    yield `${cells.map(drawn.line).join("\n")}\n`;
    left -= shown.length;
    if (left === 0) break;
  }
  if (drawn === null) yield `${layout(alignedColumns(columns, []), []).head}\n`;
  if (short && rowCount > MOST_ROWS) yield `  ... and ${count(rowCount - MOST_ROWS)} more: add --csv for all\n`;
  yield `\n${countOf(rowCount, "row")}\n`;
}

/** As CSV with a header. */
export async function* sqlCsv({ columns, batches }: AdHocResult): Pieces {
  yield csvLine(columns.map(({ name }) => name));
  for await (const rows of batches) yield rows.map(csvLine).join("");
}

/** As one JSON object. */
export async function* sqlJson(snapshot: string | null, { columns, batches }: AdHocResult): Pieces {
  yield `${JSON.stringify({ snapshot, columns }).slice(0, -1)},"rows":[`;
  let between = "";
  for await (const rows of batches) {
    yield between + rows.map((row) => JSON.stringify(record(columns, row))).join(",");
    between = ",";
  }
  yield "]}\n";
}

function record(columns: readonly AdHocColumn[], row: unknown[]): object {
  return Object.fromEntries(row.map((value, i) => [columns[i].name, value]));
}

function alignedColumns(columns: readonly AdHocColumn[], rows: unknown[][]) {
  return columns.map(({ name }, i) => {
    const isNumber = rows.some((row) => typeof row[i] === "number");
    return { label: name, align: isNumber ? ("right" as const) : ("left" as const) };
  });
}

function cellText(value: unknown): string {
  if (value === null) return "–";
  return shortened(typeof value === "string" ? value : JSON.stringify(value));
}
