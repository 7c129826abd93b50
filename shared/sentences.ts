import { HELD_CODES, type HeldCode, type Problem, type ProblemCode } from "./problem";
import { STATUS } from "./status";
import { tidy } from "./text";

/** What a sentence may need besides its code and field. Leave out what is not known: the sentence stays whole. */
export interface ProblemDetails {
  /** What the cell says, or for a timestamp the local date and time it was read as. */
  readonly value?: string;
  /** What a person probably meant, likeliest first. */
  readonly suggestions?: readonly string[];
  /** The sheet row of the twin (`DUPLICATE`, `POSSIBLE_DUPLICATE`). */
  readonly row?: number;
  /** Why a timestamp is not read, as a clause: `looks like seconds since 1970`; why the twin counts (`DUPLICATE`): `typed earlier`. */
  readonly why?: string | undefined;
  /** The time of the check and its zone (`FUTURE_TIMESTAMP`): `2026-11-22 13:00 in Africa/Lagos`. */
  readonly now?: string;
}

/**
 * One plain sentence about a problem, without its place: `country is missing`. Starts in lower case, has no full stop.
 * @param field the field's noun; `null` for the whole row
 */
export function problemSentence(code: ProblemCode, field: string | null, details: ProblemDetails = {}): string {
  const noun = field ?? "row";
  const named = details.value === undefined ? noun : `${noun} ${quoted(details.value)}`;
  const dated = details.value === undefined ? noun : `${noun} ${shortened(details.value)}`;
  const guess = details.suggestions?.length ? `, did you mean ${either(details.suggestions)}?` : "";
  switch (code) {
    case "MISSING":
      return `${noun} is missing`;
    case "BAD_TIMESTAMP":
      return `${named} ${details.why ?? "is not a date and time"}${guess}`;
    case "FUTURE_TIMESTAMP":
      return `${dated} is in the future${details.now === undefined ? "" : `${PRESENT}${details.now}`}`;
    case "OUT_OF_RANGE":
      if (details.why !== undefined) return `${named} ${details.why}`;
      return `${dated} is out of range: leads start at 2000-01-01`;
    case "CELL_ERROR":
      return details.value === undefined
        ? `${noun} shows an error`
        : `${noun} shows an error (${shortened(details.value)})`;
    case "TOO_LONG":
      return `${noun} is longer than 1,000 characters`;
    case "EXTRA_CELLS":
      return "the row has filled cells beyond the last column";
    case "UNKNOWN_COUNTRY":
      return `${named} is unknown${guess}`;
    case "AMBIGUOUS_COUNTRY":
      return `${named} could mean ${details.suggestions?.length ? either(details.suggestions) : "several countries"}`;
    case "UNKNOWN_COMPANY":
      return `${named} is not in Companies${guess}`;
    case "GAP_TIMESTAMP":
      return `${dated} does not exist because clocks went forward, the time after the change was taken`;
    case "TWICE_TIMESTAMP":
      return `${dated} exists twice because clocks went back, the earlier was taken`;
    case "DAMAGED_TEXT":
      return `${named} looks damaged${guess}`;
    case "POSSIBLE_DUPLICATE":
      return details.row === undefined ? "possible repeat of another row" : `possible repeat of row ${details.row}`;
    case "DUPLICATE":
      if (details.row === undefined) return "repeat of another row";
      return `repeat of row ${details.row}${details.why === undefined ? "" : ` (${details.why})`}`;
  }
}

/** A problem of a row, and the noun of its field (`null`: the whole row). */
export interface SaidProblem extends Pick<Problem, "code" | "sentence"> {
  readonly noun: string | null;
}

/**
 * The text of the Status column, which says all the problems of a row. A blank row has none. A row that nothing is wrong with but for
 * empty cells, as while it is typed, says which are to be filled, and then what to check.
 */
export function statusText(
  verdict: "clean" | "duplicate" | "held" | "blank",
  problems: readonly SaidProblem[],
): string {
  if (verdict === "blank") return "";
  if (problems.length === 0) return STATUS.ok;
  const said = (some: readonly SaidProblem[]) => some.map(({ sentence }) => question(sentence)).join("; ");
  if (verdict === "duplicate") return capital(said(problems));
  if (verdict === "clean") return `${STATUS.check}: ${said(problems)}`;
  const toFill = problems.filter(({ code }) => code === "MISSING");
  const toCheck = problems.filter(({ code }) => !held.has(code));
  if (toFill.length + toCheck.length < problems.length) return `${STATUS.held}: ${said(problems)}`;
  const fill = `${STATUS.toFill}: ${toFill.map(({ noun }) => noun).join(", ")}`;
  return toCheck.length === 0 ? fill : `${fill}. ${STATUS.check}: ${said(toCheck)}`;
}

/** Sentences about a cell start in lower case, because elsewhere they follow a place. */
export function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

const PRESENT = ": at the check it was ";
const PRESENT_TIME = new RegExp(`(${PRESENT})\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}`, "g");

/** A status text without the time of its check: what differs in nothing else says the same. */
export function withoutPresent(status: string): string {
  return status.replace(PRESENT_TIME, "$1");
}

/** `"a"`, tidied and cut to what fits in a sentence. */
export function quoted(text: string): string {
  return `"${shortened(text)}"`;
}

const SENTENCE_VALUE_LENGTH = 60;
const held: ReadonlySet<ProblemCode> = new Set<HeldCode>(HELD_CODES);

function shortened(text: string): string {
  const tidied = tidy(text.slice(0, 20 * SENTENCE_VALUE_LENGTH));
  const characters = [...tidied];
  return characters.length <= SENTENCE_VALUE_LENGTH
    ? tidied
    : `${characters.slice(0, SENTENCE_VALUE_LENGTH).join("")}…`;
}

function either(options: readonly string[]): string {
  return options.length === 1 ? options[0] : `${options.slice(0, -1).join(", ")} or ${options.at(-1)}`;
}

/** In the Status column the question alone will do: `country "Untied States", did you mean United States?`. */
function question(sentence: string): string {
  return sentence.replace(/ is unknown(, did you mean [^"]*\?)$/, "$1");
}
