import { createHash } from "node:crypto";
import type { Cell } from "../../../shared/cell";
import type { Field, TabContract } from "../../../shared/contract";
import { bindHeaders } from "../../../shared/headers";
import type { Notice } from "../../words/report";
import type { Row } from "./values";

/** One tab as JSON Lines, the header first and each row an array: what the readers of files read, and what is kept as a copy. */
export interface TabLines {
  readonly text: Buffer;
  /**
   * SHA-256, in hex, of the header and of the cells in the contract's columns. A clock in another column makes no new content.
   */
  readonly sha256: string;
  readonly headers: readonly string[];
  readonly notices: readonly Notice[];
}

const LINES_AT_ONCE = 10_000;

/** Rows after the last one with a filled cell in the contract's columns are no rows; empty ones before it are. */
export function tabLines(
  contract: TabContract,
  rows: readonly Row[],
  headers: readonly string[],
  notices: readonly Notice[],
): TabLines {
  const columns = boundColumns(contract, headers, () => true);
  let end = rows.length;
  while (end > 1 && columns.every((column) => isEmpty(rows[end - 1][column]))) end--;
  const first = JSON.stringify(headers);
  const parts: Buffer[] = [Buffer.from(`${first}\n`)];
  const hash = createHash("sha256").update(first.replace(/(,"")+\]$/, "]"));
  for (let from = 1; from < end; from += LINES_AT_ONCE) {
    let text = "";
    let content = "";
    for (let i = from; i < Math.min(end, from + LINES_AT_ONCE); i++) {
      const row = rows[i];
      text += `${JSON.stringify(row)}\n`;
      content += JSON.stringify(columns.map((column) => row[column] ?? ""));
    }
    parts.push(Buffer.from(text));
    hash.update(content);
  }
  return { text: Buffer.concat(parts), sha256: hash.digest("hex"), headers, notices };
}

/** The columns of fields that hold words, in which a number stands for what it looks like: `007`. */
export function wordColumns(contract: TabContract, headers: readonly string[]): number[] {
  return boundColumns(contract, headers, ({ type }) => type !== "timestamp");
}

function boundColumns(contract: TabContract, headers: readonly string[], isMeant: (field: Field) => boolean): number[] {
  const columns: Record<string, number> = bindHeaders(contract, headers).columns;
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
