import type { Answer, AnswerColumn, AnswerValue } from "./answer";
import type { AnswerMark } from "./answer-marks";
import { civilFromDays, MONTH_NAMES, WEEKDAYS, weekday } from "./calendar";
import { type Compared, measureOf } from "./compared";
import { answerChange, leadsChange, rowFigures, rowSentences } from "./compared-words";
import type { Counts } from "./counts";
import { plain } from "./html-text";
import { count, countOf } from "./numbers";
import { capital } from "./sentences";
import { daysOf, shown } from "./shown";

/** What the mail of the answers is made from. */
export interface MorningReport {
  /** What a reader knows the export by. */
  readonly name: string;
  /** As of when, in words that name the zone. */
  readonly asOf: string;
  readonly counts: { readonly leads: Counts; readonly companies: Counts };
  readonly answers: readonly Answer[];
  readonly marks: readonly AnswerMark[];
  readonly compared: Compared | null;
  /** What a reader must know first: that the rows are a copy. */
  readonly warnings: readonly string[];
  readonly links: readonly MorningLink[];
}

export interface MorningLink {
  /** `The dashboard`. */
  readonly words: string;
  /** An address, or where a file is. */
  readonly to: string;
}

/** The mail of the answers in words: what its text, its HTML and what is posted elsewhere say. Counts and names of companies and countries, never of a lead. */
export interface Morning {
  /** `384 leads (+12 since yesterday), 17 rows wait: Leads 2026`. */
  readonly subject: string;
  readonly leads: string;
  /** `+12 since yesterday, +48 since a week ago`; '' where nothing can be said. */
  readonly change: string;
  readonly asOf: string;
  /** A sentence each: warnings, what became of the rows, what waits. */
  readonly warnings: readonly string[];
  readonly sentences: readonly string[];
  readonly answers: readonly MorningAnswer[];
  readonly links: readonly MorningLink[];
}

export interface MorningAnswer {
  readonly title: string;
  readonly window: string;
  /** `312 in all (+12 since yesterday)`; '' for an answer that does not count leads. */
  readonly total: string;
  /** `since yesterday`: since when the rows changed; '' where none did, or nothing can be said. */
  readonly since: string;
  readonly rows: readonly MorningRow[];
  /** `and 10 more`; '' where all are there. */
  readonly more: string;
  /** What is to be known of the rows, a sentence each. */
  readonly notes: readonly string[];
}

export interface MorningRow {
  readonly label: string;
  readonly value: string;
  /** Of the longest bar, 0 to 1; `null`: no bar. */
  readonly share: number | null;
  /** `+2`, `−1`, `new`; '' where it is the same. */
  readonly change: string;
}

/** As many as fit a phone; the months of a year and ten days always do. */
const MOST_ROWS = 12;
const ROWS_OF_MORE = 10;

/** Returns what the mail says. */
export function morningOf(report: MorningReport): Morning {
  const { name, counts, compared } = report;
  const { leads, companies } = counts;
  const change = leadsChange(compared, leads.clean);
  const [first = ""] = change.split(", ");
  const words = countOf(leads.clean, "lead");
  const held = leads.held + companies.held;
  const waits = held === 0 ? "no row waits" : countOf(held, "row waits", "rows wait");
  const repeats = countOf(leads.duplicate + companies.duplicate, "row repeats", "rows repeat");
  return {
    subject: plain(`${words}${first === "" ? "" : ` (${first})`}, ${waits}: ${name}`),
    leads: words,
    change,
    asOf: report.asOf,
    warnings: report.warnings.map(plain),
    sentences: [...rowSentences(compared), `${capital(waits)} for correction, ${repeats} another.`],
    answers: report.answers.map((answer) => morningAnswer(answer, report)),
    links: report.links,
  };
}

function morningAnswer(answer: Answer, { compared, marks }: MorningReport): MorningAnswer {
  const { title, window, used } = answer;
  const rows = answer.rows.length <= MOST_ROWS ? answer.rows : answer.rows.slice(0, ROWS_OF_MORE);
  const measure = measureOf(answer);
  const labels = labelsOf(answer, measure);
  const own = marks.filter(({ question, row }) => question === answer.question && row < rows.length);
  const [{ since, changes } = { since: "", changes: [] }] = rowFigures(compared, answer);
  const values = rows.map((row) => (measure === undefined ? 0 : Number(row[measure.name]) || 0));
  const most = Math.max(1, ...values);
  const change = answerChange(compared, answer);
  const more = answer.rows.length - rows.length;
  return {
    title: plain(title),
    window: plain(window),
    total: used === null ? "" : `${count(used)} in all${change === "" ? "" : ` (${change})`}`,
    since: changes.slice(0, rows.length).some((words) => words !== "") ? since : "",
    rows: rows.map((row, i) => {
      const words = labels.map((column) => {
        const mark = own.find((one) => one.row === i && one.column === column.name);
        return `${labelOf(row[column.name] ?? null, column)}${mark === undefined ? "" : ` (${mark.word})`}`;
      });
      return {
        label: plain(words.join(", ")),
        value: measure === undefined ? "" : plain(shown(row[measure.name] ?? null, measure)),
        share: answer.chart === null ? null : Math.max(0, values[i]) / most,
        change: changes[i] ?? "",
      };
    }),
    more: more > 0 ? `and ${count(more)} more` : "",
    notes: own.flatMap(({ sentence }) => (sentence === null ? [] : [plain(sentence)])),
  };
}

/** A day is short: its window says the year. */
function labelOf(value: AnswerValue, column: AnswerColumn): string {
  const days = column.type === "day" ? daysOf(value) : null;
  if (days === null) return shown(value, column);
  const { month, day } = civilFromDays(days);
  return `${WEEKDAYS[weekday(days)]} ${day} ${MONTH_NAMES[month - 1].slice(0, 3)}`;
}

/** What a row is called: the chart's label, else all that is not its figure. */
function labelsOf({ columns, chart }: Answer, measure: AnswerColumn | undefined): AnswerColumn[] {
  const label = columns.find(({ name }) => name === chart?.x);
  return label === undefined ? columns.filter((column) => column !== measure) : [label];
}
