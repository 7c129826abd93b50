import { createHash } from "node:crypto";
import type { Cell } from "../../../shared/cell";
import type { Field, TabContract } from "../../../shared/contract";
import type { Binding } from "../../../shared/headers";
import type { Headers } from "./headers";
import type { Row } from "./values";

/**
 * One tab as JSON Lines, the header first and each row an array: what the readers of files read, and what is kept as a copy. Of the columns
 * that are not the contract's it has the headers alone.
 */
export interface TabLines extends Headers {
  readonly text: Buffer;
  /**
   * SHA-256, in hex, of the header and of the cells in the contract's columns. A clock in another column makes no new content.
   */
  readonly sha256: string;
}

const LINES_AT_ONCE = 10_000;

/** Rows after the last one with a filled cell in the contract's columns are no rows; empty ones before it are. */
export function tabLines(contract: TabContract, rows: readonly Row[], read: Headers): TabLines {
  const { headers, binding } = read;
  const columns = boundColumns(contract, binding, () => true);
  let end = rows.length;
  while (end > 1 && columns.every((column) => isEmpty(rows[end - 1][column]))) end--;
  const first = JSON.stringify(headers);
  const kept = keeper(columns, headers);
  const parts: Buffer[] = [Buffer.from(`${first}\n`)];
  const hash = createHash("sha256").update(first.replace(/(,"")+\]$/, "]"));
  for (let from = 1; from < end; from += LINES_AT_ONCE) {
    let text = "";
    let content = "";
    for (let i = from; i < Math.min(end, from + LINES_AT_ONCE); i++) {
      const row = rows[i];
      text += `${JSON.stringify(kept(row))}\n`;
      content += JSON.stringify(columns.map((column) => row[column] ?? ""));
    }
    parts.push(Buffer.from(text));
    hash.update(content);
  }
  return { text: Buffer.concat(parts), sha256: hash.digest("hex"), ...read };
}

/**
 * Returns what is kept of each row in turn: its cells in `columns`. That something stands in a column without a header is to be told, what
 * stands there is nobody's business: the first such cell becomes `true`.
 */
function keeper(columns: readonly number[], headers: readonly string[]): (row: Row) => Row {
  const isKept = new Set(columns);
  const isTold = new Set<number>();
  const keep = (cell: Cell, column: number): Cell => {
    if (isKept.has(column)) return cell;
    if (headers[column] !== "" || isTold.has(column) || isEmpty(cell)) return null;
    isTold.add(column);
    return true;
  };
  return (row) => row.map(keep);
}

/** The columns of fields that hold words, in which a number stands for what it looks like: `007`. */
export function wordColumns(contract: TabContract, binding: Binding): number[] {
  return boundColumns(contract, binding, ({ type }) => type !== "timestamp");
}

function boundColumns(contract: TabContract, binding: Binding, isMeant: (field: Field) => boolean): number[] {
  const columns: Record<string, number> = binding.columns;
  return contract.fields
    .filter(isMeant)
    .map(({ name }) => columns[name])
    .filter((column) => column >= 0);
}

export function hasNumbers(rows: readonly Row[], column: number): boolean {
  for (let i = 1; i < rows.length; i++) if (typeof rows[i][column] === "number") return true;
  return false;
}

/** Puts what is shown in the place of the numbers of a column. */
export function showNumbers(rows: readonly Row[], column: number, shown: readonly Row[]): void {
  for (let i = 1; i < rows.length; i++) {
    const text = shown[i]?.[0];
    if (typeof rows[i][column] === "number" && typeof text === "string") rows[i][column] = text;
  }
}

function isEmpty(cell: Cell | undefined): boolean {
  return cell === undefined || cell === null || cell === "";
}
