import Table from "cli-table3";
import { colours } from "./colour";
import { printable } from "./printable";

export interface TableColumn {
  label: string;
  align: "left" | "right";
}

const NO_LINES = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "  ",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: "  ",
};

/** A table in plain columns, its labels dimmed on a terminal. Ends without a line end. */
export function table(columns: TableColumn[], rows: string[][]): string {
  const { dim } = colours(process.stdout);
  const drawn = new Table({
    chars: NO_LINES,
    style: { "padding-left": 0, "padding-right": 0, head: [], border: [] },
    colAligns: columns.map(({ align }) => align),
  });
  if (columns.some(({ label }) => label !== ""))
    drawn.push(columns.map(({ label }) => (label === "" ? "" : dim(printable(label)))));
  for (const row of rows) drawn.push(row.map((cell) => printable(cell).replaceAll("\n", " ")));
  return drawn
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}
