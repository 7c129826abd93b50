import type { Counts } from "./counts";
import type { Loops } from "./loops";
import { HELD_CODES, type HeldCode, type ProblemCode, WARNING_CODES, type WarningCode } from "./problem";

/** The verdict of a row, as stored in `Verdicts.verdict`. */
export const BLANK = 0;
export const CLEAN = 1;
export const DUPLICATE = 2;
export const HELD = 3;
export const VERDICT_NAMES = ["blank", "clean", "duplicate", "held"] as const;

/** What is wrong with a reading, as stored in flaw arrays: nothing, a blank cell, or `HELD_CODES[flaw - 2]`. */
export const NO_FLAW = 0;
export const BLANK_FLAW = 1;

export function flawOf(problem: "BLANK" | HeldCode | null): number {
  if (problem === null) return NO_FLAW;
  return problem === "BLANK" ? BLANK_FLAW : HELD_CODES.indexOf(problem) + 2;
}

/** The held code a flawed cell of a row that is not blank stands for: of a required field a blank cell is missing. */
export function codeOfFlaw(flaw: number): HeldCode {
  return flaw === BLANK_FLAW ? "MISSING" : HELD_CODES[flaw - 2];
}

/** Warnings of a row as bits, in the order of `WARNING_CODES`. */
export function warningBit(code: WarningCode): number {
  return 1 << WARNING_CODES.indexOf(code);
}

export function warningsOf(bits: number): WarningCode[] {
  return WARNING_CODES.filter((_, i) => bits & (1 << i));
}

/** The key id of a blank cell: in an optional field of the unique key, rows without it are alike. */
export const BLANK_KEY = -1;

/** One text or country field of a whole tab, read once per distinct cell. */
export interface WordReadings {
  /** Whether a blank cell is a flaw. */
  required: boolean;
  /** Row -> reading. */
  codes: Int32Array;
  /** Reading -> flaw. */
  flaws: Uint8Array;
  /** Reading -> key id: readings with equal ids mean the same. `BLANK_KEY` where there is no key. */
  keys: Int32Array;
  /** Reading -> warning bits. */
  warnings: Uint8Array;
  /**
   * Reading -> id of its loose key (no accents, no legal suffix), or -1 when no other key has that loose key.
   * `null` when the whole field has none.
   */
  loose: Int32Array | null;
}

/** The timestamps of a whole tab, read once per row because nearly every one differs. */
export interface InstantReadings {
  required: boolean;
  codes: null;
  /** UTC ms by row; NaN of a blank cell, anything when flawed. */
  instants: Float64Array;
  /** By row, as are the warning bits. */
  flaws: Uint8Array;
  warnings: Uint8Array;
}

export type FieldReadings = WordReadings | InstantReadings;

export interface TabReadings {
  rows: number;
  /** In contract order. */
  fields: readonly FieldReadings[];
  /** Which of `fields` make the unique key; none is a timestamp. */
  uniqueKey: readonly number[];
  /** Rows with filled cells beyond the header. */
  overlong: readonly number[];
}

/** The unique key's fields. */
export function keyFields({ fields, uniqueKey }: TabReadings): WordReadings[] {
  return uniqueKey.map((i) => fields[i] as WordReadings);
}

/** The instants of the first timestamp, by row: which of two rows is the earlier; `null` when the tab has none. */
export function firstInstants({ fields }: TabReadings): Float64Array | null {
  return fields.find((field) => field.codes === null)?.instants ?? null;
}

/** What keeps a row out of the answers in one field; that the cell of an optional field is blank does not. */
function flawAt({ required, codes, flaws }: RowsAlone["fields"][number], row: number): number {
  const flaw = flaws[codes === null ? row : codes[row]];
  return flaw === BLANK_FLAW && !required ? NO_FLAW : flaw;
}

/** The warning bits of one field in a row. */
export function warningsAt({ codes, warnings }: FieldReadings, row: number): number {
  return warnings[codes === null ? row : codes[row]];
}

export interface Verdicts {
  /** Row -> BLANK, CLEAN, DUPLICATE or HELD. */
  verdict: Uint8Array;
  /** Row -> the row it repeats, -1 when it repeats none. */
  winner: Int32Array;
  /** Row -> warning bits; 0 for blank and held rows. */
  warnings: Uint8Array;
  held: HeldReasons;
  counts: Counts;
}

/** One problem of one row. */
export interface RowProblem {
  readonly code: ProblemCode;
  /** The field, counted from 0; -1 for the whole row. */
  readonly field: number;
}

/** Why rows are held. Few combinations of flaws occur, so each row has the number of its own. */
export interface HeldReasons {
  /** Row -> entry of `reasons`; 0, which is empty, for a row that is not held. */
  codes: Int32Array;
  /** In the order of the contract's fields; what concerns the whole row comes last. */
  reasons: readonly (readonly RowProblem[])[];
}

/** Whether a person found two possible duplicates (rows) to be two leads, in either order. */
export type KeptApart = (one: number, other: number) => boolean;

/**
 * The verdict of every row of one tab. A row is blank when every field is blank, held when any field is flawed, else clean
 * or, when an earlier twin exists, duplicate. Held rows neither win nor lose. A row that is kept apart from all its possible duplicates
 * is not warned of them.
 */
export function judge(tab: TabReadings, loops: Loops, apart?: KeptApart): Verdicts {
  const { verdict, held } = judgeAlone(tab, loops);
  const candidates = loops.rowsWith(verdict, CLEAN);
  const key = keyFields(tab);
  const first = loops.groupByKeys(
    candidates,
    key.map(({ codes }) => codes),
    key.map(({ keys }) => keys),
  );
  const lost = loops.winners(candidates, first, firstInstants(tab));
  const winner = loops.integers(tab.rows).fill(-1);
  for (let i = 0; i < candidates.length; i++) {
    if (lost[i] === -1) continue;
    verdict[candidates[i]] = DUPLICATE;
    winner[candidates[i]] = lost[i];
  }
  const warnings = rowWarnings(tab, verdict, loops);
  markPossibleDuplicates(key, verdict, warnings, loops, apart);
  return { verdict, winner, warnings, held, counts: count(verdict) };
}

/** What rows need to be judged without a look at each other. */
export interface RowsAlone extends Pick<TabReadings, "rows" | "overlong"> {
  readonly fields: readonly Pick<FieldReadings, "required" | "codes" | "flaws">[];
}

/** The verdict of every row by itself, which is never DUPLICATE, and why rows are held: also for rows that are far from the others. */
export function judgeAlone(rows: RowsAlone, loops: Loops): { verdict: Uint8Array; held: HeldReasons } {
  const verdict = heldOrClean(rows, loops);
  return { verdict, held: heldReasons(rows, verdict, loops) };
}

function heldOrClean({ rows, fields, overlong }: RowsAlone, loops: Loops): Uint8Array {
  const flawed = loops.bytes(rows);
  const blanks = loops.passingBytes(rows);
  for (const { codes, flaws, required } of fields) loops.addFlaws(codes, flaws, required, flawed, blanks);
  for (const row of overlong) flawed[row] = 2;
  const verdict = flawed;
  for (let row = 0; row < rows; row++) {
    if (blanks[row] === fields.length && flawed[row] !== 2) verdict[row] = BLANK;
    else verdict[row] = flawed[row] === 0 ? CLEAN : HELD;
  }
  return verdict;
}

function heldReasons({ rows, fields, overlong }: RowsAlone, verdict: Uint8Array, loops: Loops): HeldReasons {
  const codes = loops.integers(rows);
  const reasons: RowProblem[][] = [[]];
  const known = new Map<number, number>();
  const withOneMore = (reason: number, code: HeldCode, field: number) => {
    const step = (reason * HELD_CODES.length + HELD_CODES.indexOf(code)) * (fields.length + 1) + field + 1;
    let longer = known.get(step);
    if (longer === undefined) {
      longer = reasons.push([...reasons[reason], { code, field }]) - 1;
      known.set(step, longer);
    }
    return longer;
  };
  const held = loops.rowsWith(verdict, HELD);
  fields.forEach((field, i) => {
    for (const row of held) {
      const flaw = flawAt(field, row);
      if (flaw !== NO_FLAW) codes[row] = withOneMore(codes[row], codeOfFlaw(flaw), i);
    }
  });
  for (const row of overlong) codes[row] = withOneMore(codes[row], "EXTRA_CELLS", -1);
  return { codes, reasons };
}

function rowWarnings(tab: TabReadings, verdict: Uint8Array, loops: Loops): Uint8Array {
  const bits = loops.bytes(tab.rows);
  for (const { codes, warnings } of tab.fields) loops.addBits(codes, warnings, bits);
  for (let row = 0; row < tab.rows; row++) if (verdict[row] === BLANK || verdict[row] === HELD) bits[row] = 0;
  return bits;
}

/** Clean rows that are equal but for accents or a legal suffix: a hint for a person, never a verdict. */
function markPossibleDuplicates(
  keyFields: readonly WordReadings[],
  verdict: Uint8Array,
  warnings: Uint8Array,
  loops: Loops,
  apart: KeptApart | undefined,
): void {
  const loose = keyFields.map((field) => field.loose);
  if (loose.every((ids) => ids === null)) return;
  const codes = keyFields.map((field) => field.codes);
  // Twins must differ in some field, and there their loose key is shared: other rows need no look.
  const near = loops.passingBytes(verdict.length);
  loose.forEach((ids, k) => {
    if (ids !== null) loops.addBits(codes[k], sharedIds(ids), near);
  });
  const rows = loops.rowsWith(near, 1).filter((row) => verdict[row] === CLEAN);
  const ids = keyFields.map((field, k) => looseOrStrict(field, loose[k]));
  const first = loops.groupByKeys(rows, codes, ids);
  const bit = warningBit("POSSIBLE_DUPLICATE");
  if (apart !== undefined) {
    for (const group of groupsOf(rows, first)) {
      for (const row of group) {
        if (group.some((other) => other !== row && !apart(row, other))) warnings[row] |= bit;
      }
    }
    return;
  }
  for (let i = 0; i < rows.length; i++) {
    if (first[i] === i) continue;
    warnings[rows[i]] |= bit;
    warnings[rows[first[i]]] |= bit;
  }
}

/** The rows of each group of more than one. */
function groupsOf(rows: Int32Array, first: Int32Array): Iterable<number[]> {
  const groups = new Map<number, number[]>();
  for (let i = 0; i < rows.length; i++) {
    if (first[i] === i) continue;
    const group = groups.get(first[i]);
    if (group === undefined) groups.set(first[i], [rows[first[i]], rows[i]]);
    else group.push(rows[i]);
  }
  return groups.values();
}

/** One id space for both: loose ids below zero, strict ids from zero. */
function looseOrStrict({ keys }: WordReadings, loose: Int32Array | null): Int32Array {
  if (loose === null) return keys;
  const ids = keys.slice();
  for (let i = 0; i < ids.length; i++) if (loose[i] !== -1) ids[i] = -2 - loose[i];
  return ids;
}

/** 1 for the readings that have a loose id. Loops, here and above: there may be millions. */
function sharedIds(loose: Int32Array): Uint8Array {
  const shared = new Uint8Array(loose.length);
  for (let i = 0; i < loose.length; i++) if (loose[i] !== -1) shared[i] = 1;
  return shared;
}

function count(verdict: Uint8Array): Counts {
  const by = [0, 0, 0, 0];
  for (let row = 0; row < verdict.length; row++) by[verdict[row]]++;
  return { read: verdict.length, blank: by[BLANK], clean: by[CLEAN], duplicate: by[DUPLICATE], held: by[HELD] };
}
