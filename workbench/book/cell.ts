import type { Message } from "./json";

export type Scalar = string | number | boolean;

/** A cell that has more than a bare value. Never changed in place: a write makes a new one. */
export interface Cell {
  /** What was entered, unless it is a formula. Never the empty string. */
  readonly value?: Scalar;
  /** A formula as entered, with its leading `=`. */
  readonly formula?: string;
  /** `CellFormat` as entered. */
  readonly format?: Message;
  readonly note?: string;
  /** `DataValidationRule`. */
  readonly validation?: Message;
  /** `TextFormatRun`s. */
  readonly runs?: readonly Message[];
}

/** What a place in the grid holds. Most hold a bare value, which keeps a large sheet small. */
export type Slot = Scalar | Cell | undefined;

/** A row of slots, shorter than the grid where the rest is empty. Never changed in place. */
export type Row = readonly Slot[];

const NOTHING: Cell = {};

/** The slot as a cell, whatever its form. */
export function cellOf(slot: Slot): Cell {
  if (slot === undefined) return NOTHING;
  return typeof slot === "object" ? slot : { value: slot };
}

/** The most compact form of a cell: drops what is unset, undefined when nothing is left. */
export function slotOf(cell: { readonly [K in keyof Cell]: Cell[K] | undefined }): Slot {
  const kept: { -readonly [K in keyof Cell]: Cell[K] } = {};
  if (cell.formula !== undefined) kept.formula = cell.formula;
  else if (cell.value !== undefined && cell.value !== "") kept.value = cell.value;
  if (cell.format !== undefined && Object.keys(cell.format).length > 0) kept.format = cell.format;
  if (cell.note) kept.note = cell.note;
  if (cell.validation !== undefined) kept.validation = cell.validation;
  if (cell.runs !== undefined && cell.runs.length > 0) kept.runs = cell.runs;
  const keys = Object.keys(kept);
  if (keys.length === 0) return undefined;
  return keys.length === 1 && kept.value !== undefined ? kept.value : kept;
}

/** Whether the slot holds a value or a formula (a format or a note alone does not count). */
export function hasValue(slot: Slot): boolean {
  return typeof slot === "object" ? slot.value !== undefined || slot.formula !== undefined : slot !== undefined;
}

/** The slot with its value replaced; `undefined` clears value and formula and leaves format, note and validation. */
export function withEntry(slot: Slot, entry: { value?: Scalar; formula?: string } | undefined): Slot {
  if (typeof slot !== "object") {
    return entry?.formula === undefined ? (entry?.value === "" ? undefined : entry?.value) : { formula: entry.formula };
  }
  return slotOf({ ...slot, value: entry?.value, formula: entry?.formula, runs: undefined });
}
