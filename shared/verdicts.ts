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
  const winner = loops.integers(tab.rows).fill(-1);
  loops.markLosers(candidates, first, firstInstants(tab), DUPLICATE, verdict, winner);
  const warnings = rowWarnings(tab, verdict, loops);
  markPossibleDuplicates(key, verdict, warnings, loops, apart);
  return { verdict, winner, warnings, held, counts: countsOf(verdict, loops) };
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
  const verdictOf = pairTable(3, (flaw, blank) => {
    if (blank === fields.length && flaw !== 2) return BLANK;
    return flaw === 0 ? CLEAN : HELD;
  });
  loops.combine(flawed, blanks, verdictOf, flawed);
  return flawed;
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
  loops.combine(verdict, bits, WARNED, bits);
  return bits;
}

/** For `Loops.combine`: what `of` says of each pair of bytes, the first of them below `size`. */
function pairTable(size: number, of: (one: number, other: number) => number): Uint8Array {
  return Uint8Array.from({ length: 256 * size }, (_, at) => of(at >> 8, at & 255));
}

/** Blank and held rows are not warned of. */
const WARNED = pairTable(4, (verdict, bits) => (verdict === BLANK || verdict === HELD ? 0 : bits));
/** Whether a row is clean and has a reading that another is near. */
const NEAR_AND_CLEAN = pairTable(4, (verdict, near) => (verdict === CLEAN ? near : 0));

/** Clean rows that are equal but for accents or a legal suffix: a hint for a person, never a verdict. */
function markPossibleDuplicates(
  keyFields: readonly WordReadings[],
  verdict: Uint8Array,
  warnings: Uint8Array,
  loops: Loops,
  apart: KeptApart | undefined,
): void {
  if (keyFields.every(({ loose }) => loose === null)) return;
  const codes = keyFields.map((field) => field.codes);
  // Twins must differ in some field, and there their loose key is shared: other rows need no look.
  const near = loops.passingBytes(verdict.length);
  const ids = keyFields.map(({ keys, loose, codes }) => {
    if (loose === null) return keys;
    const { ids, near: ofReadings } = loops.nearIds(keys, loose);
    loops.addBits(codes, ofReadings, near);
    return ids;
  });
  loops.combine(verdict, near, NEAR_AND_CLEAN, near);
  const rows = loops.rowsWith(near, 1);
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

function countsOf(verdict: Uint8Array, loops: Loops): Counts {
  const of = (wanted: number) => loops.countOf(verdict, wanted);
  return { read: verdict.length, blank: of(BLANK), clean: of(CLEAN), duplicate: of(DUPLICATE), held: of(HELD) };
}
