import { type Cell, displayedText } from "../../../shared/cell";
import { COMPANIES, LEADS, type TabContract } from "../../../shared/contract";
import { decidedCountries } from "../../../shared/decisions";
import { bindHeaders } from "../../../shared/headers";
import { inContractsWords } from "../../../shared/own-headers";
import { fieldOf } from "../../../shared/row-problems";
import { tidy } from "../../../shared/text";
import { typescriptLoops } from "../../../shared/typescript-loops";
import { BLANK, CLEAN, judgeAlone, NO_FLAW } from "../../../shared/verdicts";
import { type CellReading, fieldColumns, readerOf } from "./cell-readings";
import { LINE_END, MORE_SEPARATOR, type RulesJob, SEPARATOR } from "./job";
import { Stop } from "./stop";
import type { Lines } from "./streams";

/** A row whose cells were read. */
export interface ReadRow {
  readonly readings: readonly CellReading[];
  readonly isOverlong: boolean;
  readonly isHeader: boolean;
}

/** Judges the rows of a tab, wherever they come from, and writes a line for each. */
export class RowJudge {
  private readonly contract: TabContract;
  private readonly readers: readonly ((cell: Cell) => CellReading)[];
  /** By field. */
  readonly holdsTimes: readonly boolean[];
  private readonly mayRepeatHeader: boolean;
  /** What stands in `more` for a field of which there is nothing to say there. */
  private readonly nothingMore: readonly string[];
  /** Those of the fields. */
  private readonly columns: number;
  private doubtful: { place: string; at: number; row: ReadRow }[] = [];

  constructor(
    private readonly job: RulesJob,
    private readonly out: Lines,
  ) {
    this.contract = job.tab === "Leads" ? LEADS : COMPANIES;
    const { asOf, dateOrder, zone } = job;
    const starts = zone.starts.map((start) => start ?? Number.NEGATIVE_INFINITY);
    const context = { asOf, dateOrder, zone: { ...zone, starts } };
    const decisions = decidedCountries(job.decisions);
    this.readers = this.contract.fields.map((field) => readerOf(field, this.contract, context, decisions));
    this.holdsTimes = this.contract.fields.map(({ type }) => type === "timestamp");
    const columns = this.contract.fields.map((field) => fieldColumns(field, this.contract));
    this.nothingMore = columns.map(({ more }) => MORE_SEPARATOR.repeat(more.length));
    this.columns = columns.reduce((sum, { own }) => sum + own.length, 0);
    this.mayRepeatHeader = !this.holdsTimes.includes(true);
  }

  /** The columns of the contract's fields in a table with these headers, -1 for none, and what its header says of each. */
  bind(names: readonly string[]): { columns: number[]; said: (string | null)[] } {
    const { contract, job } = this;
    const { columns, problems } = bindHeaders(contract, inContractsWords(contract, job.own, names));
    if (problems.length > 0) throw new Stop({ code: "HEADERS", what: problems[0].sentence });
    const at: Record<string, number> = columns;
    const bound = contract.fields.map(({ name }) => at[name]);
    return { columns: bound, said: bound.map((column) => (column < 0 ? null : tidy(names[column]))) };
  }

  /** Reads the cells of the contract's fields. Files that were joined have a header each: in a tab without a timestamp it is no row. */
  read(cells: readonly Cell[], said: readonly (string | null)[], isOverlong: boolean): ReadRow {
    const isHeader =
      this.mayRepeatHeader &&
      said.every((name, i) => name !== null && name !== "" && tidy(displayedText(cells[i])) === name);
    return { readings: cells.map((cell, i) => this.readers[i](isHeader ? null : cell)), isOverlong, isHeader };
  }

  /** Writes row `at` of a piece, or keeps it until `settle` when something is wrong in it. */
  write(place: string, at: number, row: ReadRow): void {
    if (isFlawless(row)) {
      this.line(place, at, row, "clean", "");
      return;
    }
    this.doubtful.push({ place, at, row });
    if (this.doubtful.length === BATCH) this.settle();
  }

  /** Writes the rows that were kept. */
  settle(): void {
    const kept = this.doubtful;
    this.doubtful = [];
    const judged = this.judged(kept.map(({ row }) => row));
    kept.forEach(({ place, at, row }, i) => {
      this.line(place, at, row, judged[i].state, judged[i].why);
    });
  }

  private line(place: string, at: number, { readings, isHeader }: ReadRow, state: string, why: string): void {
    let bits = 0;
    let until = Number.POSITIVE_INFINITY;
    let sign = 0;
    let fields = "";
    let decided = "";
    let hasMore = false;
    for (const reading of readings) {
      bits |= reading.warnings;
      fields += reading.out;
      if (reading.more !== "") hasMore = true;
      if (reading.sign !== undefined) ({ sign } = reading);
      if (reading.until !== undefined && reading.until < until) ({ until } = reading);
      if (reading.decided !== undefined) decided += `${decided === "" ? "[" : ","}${JSON.stringify(reading.decided)}`;
    }
    if (decided !== "") decided += "]";
    const note = isHeader ? "HEADER_REPEATED" : why;
    let more = "";
    if (hasMore || bits !== 0 || sign !== 0 || until !== Number.POSITIVE_INFINITY || note !== "" || decided !== "") {
      const changes = until === Number.POSITIVE_INFINITY ? "" : until;
      more = ["", note, bits, changes, sign, decided].join(MORE_SEPARATOR);
      readings.forEach((reading, i) => {
        more += reading.more === "" ? this.nothingMore[i] : reading.more;
      });
    }
    this.out.add(`${state}${SEPARATOR}${place}${SEPARATOR}${at}${SEPARATOR}${more}${fields}${SEPARATOR}${LINE_END}`);
  }

  /** What becomes of rows in whose cells something is wrong or missing, and why. */
  private judged(rows: readonly ReadRow[]): { state: string; why: string }[] {
    if (rows.length === 0) return [];
    const { contract } = this;
    const { verdict, held } = judgeAlone(
      {
        rows: rows.length,
        fields: contract.fields.map(({ required }, i) => ({
          required,
          codes: null,
          flaws: Uint8Array.from(rows, ({ readings }) => readings[i].flaw),
        })),
        overlong: rows.flatMap(({ isOverlong }, row) => (isOverlong ? [row] : [])),
      },
      typescriptLoops,
    );
    const reasons = held.reasons.map((problems) =>
      problems.map((problem) => [problem.code, fieldOf(contract, problem)?.name ?? []].flat().join(" ")).join("; "),
    );
    return rows.map((_, row) => ({
      state: verdict[row] === BLANK ? "blank" : verdict[row] === CLEAN ? "clean" : "held",
      why: reasons[held.codes[row]],
    }));
  }

  /** Writes what is no row: a header, or the end of a piece. */
  note(state: "header" | "block", place: string, at: number, lines: number, note: string): void {
    const more = [lines, note, 0, "", 0, ""].join(MORE_SEPARATOR) + this.nothingMore.join("");
    const said = [state, place, at, more].join(SEPARATOR);
    this.out.add(said + SEPARATOR.repeat(this.columns + 1) + LINE_END);
  }
}

/** Rows with something wrong that are judged at a time. */
const BATCH = 512;

/** Whether nothing is wrong with a row, or missing. */
function isFlawless({ readings, isOverlong }: ReadRow): boolean {
  if (isOverlong) return false;
  for (const { flaw } of readings) if (flaw !== NO_FLAW) return false;
  return true;
}
