import * as v from "valibot";
import type { Cell } from "../../../shared/cell";
import type { SheetsClient } from "./client";
import { quotedTab, tabOf } from "./failures";
import type { TabInfo } from "./metadata";

export type Row = Cell[];

/** Rows of one tab; `columns` as letters (`A:C`), or `null` for all of them. */
export interface Wanted {
  readonly tab: TabInfo;
  readonly column: string | null;
}

/** Above this many rows a tab is read in blocks: Google ends a request that takes longer than three minutes. */
const ONE_RESPONSE_ROWS = 100_000;
const BLOCK_ROWS = 50_000;

interface Piece {
  readonly range: string;
  readonly title: string;
  /** From 1. */
  readonly firstRow: number;
}

const valueRanges = v.object({
  valueRanges: v.array(
    v.object({
      range: v.string(),
      majorDimension: v.optional(v.literal("ROWS")),
      values: v.optional(v.custom<Row[]>(isRows), []),
    }),
  ),
});
type ValueRange = v.InferOutput<typeof valueRanges>["valueRanges"][number];

/**
 * The cells of each wanted part from row 1 on, in one response where they fit. `raw`: values as they are stored, dates as serial
 * numbers. `shown`: what a person sees. Rows end at their last filled cell, and the list at the last filled row.
 */
export async function readRows(
  client: SheetsClient,
  wanted: readonly Wanted[],
  as: "raw" | "shown",
  onPart: () => void,
): Promise<Row[][]> {
  const pieces = wanted.map(piecesOf);
  const isOne = pieces.every((list) => list.length === 1);
  const calls = isOne ? [pieces.flat()] : pieces.flat().map((piece) => [piece]);
  const found = new Map<Piece, Row[]>();
  for (const call of calls) {
    const ranges = await readRanges(client, call, as);
    for (const [i, piece] of call.entries()) found.set(piece, ranges[i].values);
    onPart();
  }
  return pieces.map((list) => joined(list, found));
}

/** How many calls one reading of these takes. */
export function callCount(wanted: readonly Wanted[]): number {
  const counts = wanted.map((part) => piecesOf(part).length);
  return counts.every((count) => count === 1) ? 1 : counts.reduce((sum, count) => sum + count, 0);
}

function piecesOf({ tab: { title, rows }, column }: Wanted): Piece[] {
  const sheet = quotedTab(title);
  if (rows <= ONE_RESPONSE_ROWS) {
    return [{ range: column === null ? sheet : `${sheet}!${column}:${column}`, title, firstRow: 1 }];
  }
  const pieces: Piece[] = [];
  for (let firstRow = 1; firstRow <= rows; firstRow += BLOCK_ROWS) {
    const last = Math.min(rows, firstRow + BLOCK_ROWS - 1);
    pieces.push({ range: `${sheet}!${column ?? ""}${firstRow}:${column ?? ""}${last}`, title, firstRow });
  }
  return pieces;
}

async function readRanges(client: SheetsClient, pieces: readonly Piece[], as: "raw" | "shown"): Promise<ValueRange[]> {
  const { spreadsheetId } = client;
  const ranges = pieces.map(({ range }) => range);
  const answer = await client.call({
    what: pieces.length === 1 ? `reading ${ranges[0]}` : "reading the tabs",
    kind: "read",
    isBig: true,
    send: (api, options) =>
      api.spreadsheets.values.batchGet(
        {
          spreadsheetId,
          ranges,
          majorDimension: "ROWS",
          valueRenderOption: as === "raw" ? "UNFORMATTED_VALUE" : "FORMATTED_VALUE",
          dateTimeRenderOption: as === "raw" ? "SERIAL_NUMBER" : "FORMATTED_STRING",
        },
        options,
      ),
    schema: v.pipe(
      valueRanges,
      v.check((value) => isEcho(value.valueRanges, pieces), "the ranges asked for"),
    ),
  });
  return answer.valueRanges;
}

/** Google says with each range which one it is: as many as asked, of the right tab, from the right row. */
function isEcho(ranges: readonly ValueRange[], pieces: readonly Piece[]): boolean {
  return (
    ranges.length === pieces.length &&
    pieces.every(({ title, firstRow }, i) => {
      const { range } = ranges[i];
      const row = /![A-Z]*(\d+)(?::|$)/.exec(range.slice(range.lastIndexOf("!")))?.[1];
      return tabOf(range) === title && Number(row) === firstRow;
    })
  );
}

/** The rows of all pieces, one after the other; a piece that ends in empty rows is filled up before the next one. */
function joined(pieces: readonly Piece[], found: ReadonlyMap<Piece, Row[]>): Row[] {
  if (pieces.length === 1) return found.get(pieces[0])!;
  const rows: Row[] = [];
  for (const piece of pieces) {
    const part = found.get(piece)!;
    if (part.length === 0) continue;
    while (rows.length < piece.firstRow - 1) rows.push([]);
    for (const row of part) rows.push(row);
  }
  return rows;
}

function isRows(value: unknown): boolean {
  return Array.isArray(value) && value.every((row) => Array.isArray(row) && row.every(isCell));
}

function isCell(value: unknown): boolean {
  return value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
