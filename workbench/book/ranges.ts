import type { Dimension } from "./box";
import type { Message } from "./json";

/** Where a stretch of rows or columns goes in a structural edit: its new ends, or undefined when it is gone. */
export type MoveSpan = (start: number, end: number) => readonly [number, number] | undefined;

/** Moves a `GridRange`, or returns undefined when nothing is left of it. An open end stays open. */
export function moveGridRange(range: Message, dimension: Dimension, move: MoveSpan): Message | undefined {
  const [startKey, endKey] =
    dimension === "ROWS" ? ["startRowIndex", "endRowIndex"] : ["startColumnIndex", "endColumnIndex"];
  const start: number | undefined = range[startKey];
  const end: number | undefined = range[endKey];
  if (start === undefined && end === undefined) return range;
  const moved = move(start ?? 0, end ?? Number.MAX_SAFE_INTEGER);
  if (moved === undefined) return undefined;
  return {
    ...range,
    ...(start === undefined ? {} : { [startKey]: moved[0] }),
    ...(end === undefined ? {} : { [endKey]: moved[1] }),
  };
}

/** Moves a `DimensionRange`. */
export function moveDimensionRange(range: Message, dimension: Dimension, move: MoveSpan): Message | undefined {
  if (range.dimension !== dimension || (range.startIndex === undefined && range.endIndex === undefined)) return range;
  const moved = move(range.startIndex ?? 0, range.endIndex ?? Number.MAX_SAFE_INTEGER);
  if (moved === undefined) return undefined;
  return {
    ...range,
    ...(range.startIndex === undefined ? {} : { startIndex: moved[0] }),
    ...(range.endIndex === undefined ? {} : { endIndex: moved[1] }),
  };
}

/** A copy of an API message with every `GridRange` and anchor cell on the sheet moved; ranges that are gone drop out of their list. */
export function moveInside(message: Message, sheetId: number, dimension: Dimension, move: MoveSpan): Message {
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit).filter((item) => item !== undefined);
    if (typeof value !== "object" || value === null) return value;
    const found = value as Message;
    if (isGridRange(found)) return found.sheetId === sheetId ? moveGridRange(found, dimension, move) : found;
    if (isCoordinate(found)) return found.sheetId === sheetId ? moveCoordinate(found, dimension, move) : found;
    const copy: Message = {};
    for (const [key, inner] of Object.entries(found)) {
      const moved = visit(inner);
      if (moved !== undefined) copy[key] = moved;
    }
    return copy;
  };
  return visit(message) as Message;
}

function isGridRange(value: Message): boolean {
  return (
    "sheetId" in value &&
    ("startRowIndex" in value || "endRowIndex" in value || "startColumnIndex" in value || "endColumnIndex" in value)
  );
}

function isCoordinate(value: Message): boolean {
  return "sheetId" in value && ("rowIndex" in value || "columnIndex" in value);
}

function moveCoordinate(anchor: Message, dimension: Dimension, move: MoveSpan): Message {
  const key = dimension === "ROWS" ? "rowIndex" : "columnIndex";
  const at: number = anchor[key] ?? 0;
  // What stands over a deleted cell moves to the one that takes its place.
  const moved = move(at, at + 1) ?? [move(0, at)?.[1] ?? 0];
  return { ...anchor, [key]: moved[0] };
}

/** A span pushed apart: `count` inserted at `at`. */
export function insertion(at: number, count: number): MoveSpan {
  return (start, end) => [start >= at ? start + count : start, end > at ? end + count : end];
}

/** A span with `from` to `to` taken out. */
export function removal(from: number, to: number): MoveSpan {
  const shift = (index: number) => (index <= from ? index : Math.max(from, index - (to - from)));
  return (start, end) => (shift(start) < shift(end) ? [shift(start), shift(end)] : undefined);
}

/** `from` to `to` moved so that it stands before what is now at `destination`. A span wholly inside goes along; others close and open. */
export function relocation(from: number, to: number, destination: number): MoveSpan {
  const count = to - from;
  const target = destination > from ? destination - count : destination;
  const take = removal(from, to);
  const give = insertion(target, count);
  return (start, end) => {
    if (start >= from && end <= to) return [start - from + target, end - from + target];
    const without = take(start, end);
    return without === undefined ? undefined : give(...without);
  };
}
