import { createHash } from "node:crypto";
import type { TabContract } from "../../shared/contract";
import { bindHeaders } from "../../shared/headers";
import type { Notice } from "../report";
import type { Row } from "./values";

/** One tab as JSON Lines, the header first and each row an array: what the readers of files read, and what is kept as a copy. */
export interface TabLines {
  readonly text: Buffer;
  /** SHA-256 of `text`, in hex. */
  readonly sha256: string;
  readonly headers: readonly string[];
  readonly notices: readonly Notice[];
}

const LINES_AT_ONCE = 10_000;

/** Rows after the last filled one are no rows; empty ones before it are. */
export function tabLines(rows: readonly Row[], headers: readonly string[], notices: readonly Notice[]): TabLines {
  let end = rows.length;
  while (end > 1 && isEmpty(rows[end - 1])) end--;
  const parts: Buffer[] = [Buffer.from(`${JSON.stringify(headers)}\n`)];
  for (let from = 1; from < end; from += LINES_AT_ONCE) {
    let text = "";
    for (let i = from; i < Math.min(end, from + LINES_AT_ONCE); i++) text += `${JSON.stringify(rows[i])}\n`;
    parts.push(Buffer.from(text));
  }
  const text = Buffer.concat(parts);
  return { text, sha256: createHash("sha256").update(text).digest("hex"), headers, notices };
}

/** The columns of fields that hold words, in which a number stands for what it looks like: `007`. */
export function wordColumns(contract: TabContract, headers: readonly string[]): number[] {
  const columns: Record<string, number> = bindHeaders(contract, headers).columns;
  return contract.fields
    .filter(({ type }) => type !== "timestamp")
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

function isEmpty(row: Row): boolean {
  return row.every((cell) => cell === null || cell === "");
}
