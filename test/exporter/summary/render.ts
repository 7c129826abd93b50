import * as v from "valibot";
import type { SheetsClient } from "../../../exporter/inputs/workbook/client";

const WIDTHS = [32, 20, 12, 12, 12];

/** A tab as a person sees it, in letters: displayed values, and where a chart begins. Text flows over empty cells to its right. */
export async function render(client: SheetsClient, title: string, widths = WIDTHS): Promise<string> {
  const { spreadsheetId } = client;
  const { sheets } = await client.call({
    what: "rendering",
    kind: "read",
    send: (api, options) =>
      api.spreadsheets.get({ spreadsheetId, ranges: [`'${title}'`], includeGridData: true }, options),
    schema: v.object({ sheets: v.array(v.any()) }),
  });
  const [sheet] = sheets;
  const lines: string[] = (sheet.data[0].rowData ?? []).map((row: { values?: Cell[] }) => {
    let line = "";
    (row.values ?? []).forEach((cell, column) => {
      const start = widths.slice(0, column).reduce((sum, width) => sum + width, 0);
      const shown = cell.formattedValue ?? "";
      if (shown === "") return;
      const isRight =
        cell.userEnteredFormat?.horizontalAlignment === "RIGHT" ||
        (cell.effectiveValue?.numberValue !== undefined && cell.userEnteredFormat?.horizontalAlignment !== "LEFT");
      const placed = isRight ? shown.padStart((widths[column] ?? 12) - 2) : shown;
      line = line.slice(0, start).padEnd(start) + placed;
    });
    return line;
  });
  for (const chart of sheet.charts ?? []) {
    const { anchorCell, heightPixels } = chart.position.overlayPosition;
    const { basicChart, title: name } = chart.spec;
    const row = anchorCell.rowIndex ?? 0;
    const column = widths.slice(0, anchorCell.columnIndex).reduce((sum, width) => sum + width, 0);
    const covered = Math.ceil(heightPixels / 21);
    for (let i = row; i < row + covered; i++) {
      const inside = i === row ? `${basicChart.chartType}: ${name}` : "";
      lines[i] = `${(lines[i] ?? "").padEnd(column)}| ${inside}`;
    }
  }
  return `${lines
    .map((line) => line.trimEnd())
    .join("\n")
    .trimEnd()}\n`;
}

interface Cell {
  formattedValue?: string;
  effectiveValue?: { numberValue?: number };
  userEnteredFormat?: { horizontalAlignment?: string };
}
