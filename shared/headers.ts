import type { Field, TabContract, TabName } from "./contract";
import { editDistance } from "./distance";
import { isOtherWord } from "./other-words";
import { quoted } from "./sentences";
import { looseKey, looseWords, tidy } from "./text";

/** Which column holds which field. */
export interface Binding<Name extends string = string> {
  /** Field -> column (0-based); -1 for a field without a column. Usable only if there are no problems: then all but optional ones have one. */
  readonly columns: Record<Name, number>;
  /** Read anyway, but worth a repair: write `suggestion` into `cell`. */
  readonly notices: HeaderNotice<Name>[];
  /** Any of these stops the run. */
  readonly problems: HeaderProblem<Name>[];
  /** Columns of no field, ignored but listed. `header` is tidied; '' means blank: leave it out if its column is empty. */
  readonly extra: { readonly header: string; readonly index: number }[];
}

export interface HeaderNotice<Name extends string = string> {
  /** `HEADER_IGNORED`: a column that other headers of its field made no column of it. */
  readonly code: "HEADER_NEAR_MISS" | "HEADER_IGNORED";
  readonly field: Name;
  readonly cell: string;
  readonly sentence: string;
  /** `null`: nothing needs to be written. */
  readonly suggestion: string | null;
}

export interface HeaderProblem<Name extends string = string> {
  readonly code: "HEADER_MISSING" | "HEADER_DOUBLED" | "HEADER_ROW_MISSING";
  /** `null` when the whole header row is meant. */
  readonly field: Name | null;
  /** The cell to look at or to fill: `Leads!C1`. */
  readonly cell: string;
  readonly sentence: string;
  readonly wayOut: string;
}

/**
 * Finds the column of every field by its header, never by its position: exact, then alias, then a near miss that is a misspelling.
 * Case, accents, spaces, `_`, punctuation and full-width forms are ignored.
 */
export function bindHeaders<Name extends string>(
  contract: TabContract<Name>,
  headers: readonly string[],
): Binding<Name> {
  const { tab, fields } = contract;
  const cells = headers.map((header, index) => ({ index, text: tidy(header), key: headerKey(header) }));
  const byField = new Map<Name, HeaderCell[]>(fields.map((field) => [field.name, []]));
  const names = fieldsByName(fields);
  for (const cell of cells) {
    const name = names.get(cell.key);
    if (name !== undefined) byField.get(name)!.push(cell);
  }
  const spare = cells.filter((cell) => cell.key !== "" && !names.has(cell.key));

  const notices: HeaderNotice<Name>[] = [];
  for (const field of fields) {
    const bound = byField.get(field.name)!;
    const exact = bound.filter(({ key }) => key === headerKey(field.header));
    if (exact.length !== 1) continue;
    byField.set(field.name, exact);
    for (const alias of bound) if (!exact.includes(alias)) notices.push(ignored(tab, field, alias, exact[0]));
  }
  const taken = new Set([...byField.values()].flat());

  const near = nearNames(fields);
  const close = spare.map((cell) => ({ cell, field: misspeltField(cell, near) }));
  for (const field of fields) {
    const candidates = close.filter((candidate) => candidate.field === field.name);
    if (byField.get(field.name)!.length > 0 || candidates.length !== 1) continue;
    const { cell } = candidates[0];
    byField.get(field.name)!.push(cell);
    taken.add(cell);
    const place = cellName(tab, cell.index, 1);
    notices.push({
      code: "HEADER_NEAR_MISS",
      field: field.name,
      cell: place,
      sentence: `${place} says ${quoted(cell.text)}, which was read as ${quoted(field.header)}.`,
      suggestion: field.header,
    });
  }

  const columns = Object.fromEntries(
    fields.map((field) => [field.name, byField.get(field.name)![0]?.index ?? -1]),
  ) as Record<Name, number>;
  const extra = cells.filter((cell) => !taken.has(cell)).map(({ text, index }) => ({ header: text, index }));
  if (taken.size === 0) return { columns, notices, problems: [noHeaderRow(contract, cells)], extra };

  const problems: HeaderProblem<Name>[] = [];
  let free = headers.length;
  for (const field of fields) {
    const bound = byField.get(field.name)!;
    if (bound.length > 1) problems.push(doubled(tab, field, bound));
    if (bound.length === 0 && field.required)
      problems.push(
        missing(
          tab,
          field,
          spare.filter((cell) => !taken.has(cell)),
          () => free++,
        ),
      );
  }
  return { columns, notices, problems, extra };
}

/** 0 -> A, 25 -> Z, 26 -> AA. */
export function columnLetter(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnLetter(Math.floor(index / 26) - 1) + last;
}

/** `Leads!C1` for column 2 (0-based) of row 1 (as the sheet counts). */
export function cellName(tab: TabName, columnIndex: number, row: number): string {
  return `${tab}!${columnLetter(columnIndex)}${row}`;
}

interface HeaderCell {
  readonly index: number;
  readonly text: string;
  readonly key: string;
}

/** The header as people mean it; '' for a header of nothing but punctuation. */
export function headerKey(header: string): string {
  const text = tidy(header);
  return /[\p{L}\p{N}]/u.test(text) ? looseKey(text) : "";
}

/** `headerKey` of every header and alias -> its field. The header shown wins over another field's alias. */
export function fieldsByName<Name extends string>(fields: readonly Field<Name>[]): Map<string, Name> {
  const names = new Map<string, Name>();
  for (const field of fields) for (const alias of field.aliases) names.set(headerKey(alias), field.name);
  for (const field of fields) names.set(headerKey(field.header), field.name);
  return names;
}

interface NearName<Name extends string> {
  readonly field: Name;
  readonly key: string;
  readonly words: readonly string[];
  readonly isShown: boolean;
}

function nearNames<Name extends string>(fields: readonly Field<Name>[]): NearName<Name>[] {
  return fields.flatMap(({ name: field, header, aliases }) =>
    [header, ...aliases].map((name) => {
      return { field, key: headerKey(name), words: looseWords(tidy(name)).split(" "), isShown: name === header };
    }),
  );
}

/** The one field whose header or alias this nearly is, if one is closest and it is no other word. */
function misspeltField<Name extends string>({ text, key }: HeaderCell, names: readonly NearName<Name>[]): Name | null {
  let closest: Name | null = null;
  let best = Number.POSITIVE_INFINITY;
  for (const name of names) {
    const allowed = allowedEdits(Math.min(key.length, name.key.length), name.isShown);
    const distance = editDistance(key, name.key, allowed);
    if (distance > allowed || distance > best) continue;
    if (isOtherWord(text, key, name.words)) return null;
    closest = distance === best && closest !== name.field ? null : name.field;
    best = distance;
  }
  return closest;
}

/**
 * At most 2, and none up to 4 letters (`Rule` is not `Role`), 1 with 5 (`Titel`). An alias must be nearer than a header that is shown:
 * fewer than one letter in four may differ, for `Username` is two edits from `Surname`.
 */
function allowedEdits(length: number, isShown: boolean): number {
  const most = isShown && length >= 6 ? 2 : Math.ceil(length / 4) - 1;
  return Math.max(0, Math.min(2, most));
}

function noHeaderRow(contract: TabContract, cells: readonly HeaderCell[]): HeaderProblem<never> {
  const { tab, fields } = contract;
  const blank = cells.every((cell) => cell.text === "");
  return {
    code: "HEADER_ROW_MISSING",
    field: null,
    cell: cellName(tab, 0, 1),
    sentence: blank
      ? `Row 1 of ${tab} is empty, so it does not look like a header row.`
      : `Row 1 of ${tab} does not look like a header row: none of its cells is a known column name.`,
    wayOut: `Put the column names in row 1: ${fields.map((field) => field.header).join(", ")}.`,
  };
}

function ignored<Name extends string>(
  tab: TabName,
  field: Field<Name>,
  alias: HeaderCell,
  exact: HeaderCell,
): HeaderNotice<Name> {
  const cell = cellName(tab, alias.index, 1);
  return {
    code: "HEADER_IGNORED",
    field: field.name,
    cell,
    sentence: `${cell} (${quoted(alias.text)}) is ignored: ${cellName(tab, exact.index, 1)} (${quoted(exact.text)}) is the column for the ${field.noun}.`,
    suggestion: null,
  };
}

function doubled<Name extends string>(
  tab: TabName,
  field: Field<Name>,
  bound: readonly HeaderCell[],
): HeaderProblem<Name> {
  const places = bound.map((cell) => `${cellName(tab, cell.index, 1)} (${quoted(cell.text)})`);
  const list = `${places.slice(0, -1).join(", ")} and ${places.at(-1)}`;
  return {
    code: "HEADER_DOUBLED",
    field: field.name,
    cell: cellName(tab, bound[1].index, 1),
    sentence: `${list} are ${bound.length === 2 ? "both" : "all"} headers for the ${field.noun}.`,
    wayOut: `Keep one of them and rename or delete the ${bound.length === 2 ? "other" : "others"}.`,
  };
}

function missing<Name extends string>(
  tab: TabName,
  field: Field<Name>,
  spare: readonly HeaderCell[],
  nextFreeColumn: () => number,
): HeaderProblem<Name> {
  const sentence = `${tab} has no column for the ${field.noun}`;
  const lookalikes = spare.filter((cell) => isLookalike(cell.key, field));
  if (lookalikes.length > 0) {
    const places = lookalikes.map((cell) => `${cellName(tab, cell.index, 1)} (${quoted(cell.text)})`).join(" or ");
    return {
      code: "HEADER_MISSING",
      field: field.name,
      cell: cellName(tab, lookalikes[0].index, 1),
      sentence: `${sentence}; ${places} may be meant.`,
      // Without the cell's text: mails quote the way out.
      wayOut:
        lookalikes.length === 1
          ? `If it is meant, write ${quoted(field.header)} there, otherwise above the right column.`
          : `Name the right column ${quoted(field.header)} in row 1.`,
    };
  }
  const cell = cellName(tab, nextFreeColumn(), 1);
  return {
    code: "HEADER_MISSING",
    field: field.name,
    cell,
    sentence: `${sentence}.`,
    wayOut: `Name its column ${quoted(field.header)} in row 1, or add it at ${cell}; also accepted: ${field.aliases.join(", ")}.`,
  };
}

/** Too far off to be read, but worth pointing at: fewer than half of the letters differ. */
function isLookalike(key: string, field: Field): boolean {
  return [field.header, ...field.aliases].map(headerKey).some((name) => {
    const max = Math.ceil(Math.min(key.length, name.length) / 2) - 1;
    return max > 0 && editDistance(key, name, max) <= max;
  });
}
