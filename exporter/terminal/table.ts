import stringWidth from "fast-string-width";
import { colours } from "./colour";
import { printable } from "./printable";

export interface TableColumn {
  label: string;
  align: "left" | "right";
}

/** A table in plain columns, its labels dimmed on a terminal. Ends without a line end. */
export function table(columns: readonly TableColumn[], rows: readonly string[][]): string {
  const { head, line } = layout(columns, rows);
  const lines = rows.map(line);
  return (head === null ? lines : [head, ...lines]).join("\n");
}

/**
 * Lays a table out for `sample`: its head (`null` when no column has a label), without a line end, and what makes a line of a row.
 * A wider cell of a later row moves the rest of its line.
 */
export function layout(columns: readonly TableColumn[], sample: readonly string[][]) {
  const { dim } = colours(process.stdout);
  const labels = columns.map(({ label }) => flat(label));
  const widths = labels.map((label, i) =>
    sample.reduce((most, row) => Math.max(most, widthOf(flat(row[i]))), widthOf(label)),
  );
  const padded = (text: string, i: number, look = (plain: string) => plain) => {
    const gap = " ".repeat(Math.max(0, widths[i] - widthOf(text)));
    return columns[i].align === "right" ? gap + look(text) : look(text) + gap;
  };
  const joined = (cells: string[]) => `  ${cells.join("  ")}`.trimEnd();
  return {
    head: labels.every((label) => label === "")
      ? null
      : joined(labels.map((label, i) => padded(label, i, label === "" ? undefined : dim))),
    line: (row: readonly string[]) => joined(row.map((cell, i) => padded(flat(cell), i))),
  };
}

function flat(text: string): string {
  return printable(text).replaceAll("\n", " ");
}

/** Plain letters are measured without looking at each. */
function widthOf(text: string): number {
  return /^[ -~]*$/.test(text) ? text.length : stringWidth(text);
}
