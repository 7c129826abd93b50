import { type Cell, displayedText } from "../../../shared/cell";
import { COMPANIES, LEADS, type TabContract } from "../../../shared/contract";
import { decidedCountries } from "../../../shared/decisions";
import { bindHeaders } from "../../../shared/headers";
import { inContractsWords } from "../../../shared/own-headers";
import { fieldOf } from "../../../shared/row-problems";
import { tidy } from "../../../shared/text";
import { typescriptLoops } from "../../../shared/typescript-loops";
import { BLANK, CLEAN, judgeAlone } from "../../../shared/verdicts";
import { type CellReading, fieldColumns, readerOf } from "./cell-readings";
import { type RulesJob, SEPARATOR } from "./job";
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

  /** Writes rows, of which the first is row `from` of its piece. */
  write(place: string, from: number, rows: readonly ReadRow[]): void {
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
    const why = held.reasons.map((problems) =>
      problems.map((problem) => [problem.code, fieldOf(contract, problem)?.name ?? []].flat().join(" ")).join("; "),
    );
    rows.forEach(({ readings, isHeader }, row) => {
      const isBlank = verdict[row] === BLANK;
      const state = isBlank ? "blank" : verdict[row] === CLEAN ? "clean" : "held";
      const note = isHeader ? "HEADER_REPEATED" : why[held.codes[row]];
      let bits = 0;
      let until = Number.POSITIVE_INFINITY;
      let sign = 0;
      let typed = "";
      let fields = "";
      const decided: string[] = [];
      for (const reading of readings) {
        bits |= reading.warnings;
        typed += `${typed === "" ? "[" : ","}${reading.typed}`;
        fields += reading.out;
        if (reading.sign !== undefined) ({ sign } = reading);
        if (reading.until !== undefined) until = Math.min(until, reading.until);
        if (reading.decided !== undefined) decided.push(reading.decided);
      }
      const said = [state, place, from + row, "", note, bits, until === Number.POSITIVE_INFINITY ? "" : until, sign];
      said.push(decided.length === 0 ? "" : JSON.stringify(decided), isBlank ? "" : `${typed}]`);
      this.out.add(said.join(SEPARATOR) + fields);
    });
  }

  /** Writes what is no row: a header, or the end of a piece. */
  note(state: "header" | "block", place: string, at: number, lines: number, note: string, typed: string): void {
    const columns = this.contract.fields.reduce((sum, field) => sum + fieldColumns(field, this.contract).length, 0);
    const said = [state, place, at, lines, note, 0, "", 0, "", typed];
    this.out.add(said.join(SEPARATOR) + SEPARATOR.repeat(columns));
  }
}
