import type { AnswerValue } from "../../../shared/answer";
import { csvLine } from "../../words/csv";
import { make } from "./dom";
import { cellText, type TableColumn } from "./words";

/** A button that gives the rows of a table as a file, safe to open in a spreadsheet. Made when it is pressed, from what is in the page. */
export function csvButton(
  name: string,
  columns: readonly TableColumn[],
  rows: () => readonly (readonly AnswerValue[])[],
): HTMLButtonElement {
  const button = make("button", "csv", "CSV");
  button.type = "button";
  button.setAttribute("aria-label", `CSV: ${name}`);
  button.addEventListener("click", () => {
    const lines = [
      columns.map(({ label }) => label),
      ...rows().map((row) => row.map((value, i) => cell(value, columns[i]))),
    ];
    // Excel takes a file for UTF-8 only where it begins so.
    const file = new Blob([`\uFEFF${lines.map(csvLine).join("")}`], { type: "text/csv" });
    const link = make("a", "");
    link.href = URL.createObjectURL(file);
    link.download = `${name.replaceAll(/[^\p{L}\p{N}]+/gu, "-").replaceAll(/^-|-$/g, "")}.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  });
  return button;
}

/** Numbers and days as they are, so that a spreadsheet can go on reckoning; a month by its name. */
function cell(value: AnswerValue, column: TableColumn): AnswerValue {
  return column.type === "month" ? cellText(value, column) : value;
}
