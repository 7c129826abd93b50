import type { Scalar } from "./cell";
import { CellError } from "./cell-error";

/** What a cell shows: undefined for an empty one. */
export type Result = Scalar | CellError | undefined;

/** Values of a range, row by row. */
export type Grid = readonly (readonly Result[])[];

/** One value: a range of one cell is its value; a larger one cannot stand here. */
export function single(value: Result | Grid): Result {
  if (!Array.isArray(value)) return value as Result;
  return value.length === 1 && value[0].length === 1
    ? value[0][0]
    : new CellError("VALUE", "An array value could not be found.");
}

/** The number a value counts as in arithmetic. */
export function toNumber(value: Result): number | CellError {
  if (value instanceof CellError) return value;
  if (value === undefined) return 0;
  if (typeof value !== "string") return Number(value);
  const number = value.trim() === "" ? Number.NaN : Number(value);
  return Number.isNaN(number)
    ? new CellError("VALUE", `Expects number values. But '${value}' is a text and cannot be coerced to a number.`)
    : number;
}

export function toText(value: Result): string | CellError {
  if (value instanceof CellError) return value;
  return typeof value === "boolean" ? String(value).toUpperCase() : String(value ?? "");
}
