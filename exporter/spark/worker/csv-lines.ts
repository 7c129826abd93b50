import { tidy } from "../../../shared/text";
import { Stop } from "./stop";

/** CR CR LF is one line end; so many CR at most. */
const MOST_CRS = 8;
const SPACE = 32;
const DELETE = 127;

/**
 * Rows of CSV from lines that were cut at LF: what `exporter/inputs/files/csv.ts` reads from a whole file (a property test holds the two
 * together). CR* LF, LF CR and CR alone end a row outside quotes; a quoted cell may go on in the next line.
 */
export class CsvLines {
  private cells: string[] = [];
  /** What stands in the quoted cell that is open; `null` when none is. */
  private quoted: string | null = null;
  /** The row before ended in LF alone: a CR that follows belongs to that line end. */
  private isAfterLf: boolean;
  private readonly mark: RegExp;

  /** @param isFirst whether the first line is the first of its file */
  constructor(
    private readonly delimiter: string,
    isFirst: boolean,
    private readonly onRow: (cells: string[]) => void,
  ) {
    this.isAfterLf = !isFirst;
    this.mark = new RegExp(`[\\r\\x${delimiter.charCodeAt(0).toString(16).padStart(2, "0")}]`, "g");
  }

  /** Whether a quoted cell goes on beyond the last line. */
  get isOpen(): boolean {
    return this.quoted !== null;
  }

  push(line: string): void {
    if (this.quoted === null && !line.includes('"')) {
      const end = line.indexOf("\r");
      // Nearly every line: without quotes, with no CR but of its line end.
      if (end === -1 || (end > 0 && end === line.length - 1)) {
        this.isAfterLf = end === -1;
        this.onRow((end === -1 ? line : line.slice(0, end)).split(this.delimiter));
        return;
      }
    }
    const end = line.length;
    let p = 0;
    if (this.quoted === null && this.isAfterLf && line.startsWith("\r")) p = 1;
    for (;;) {
      p = this.cell(line, p);
      if (p < 0) return;
      if (p < end && line[p] === this.delimiter) {
        p++;
        continue;
      }
      this.endRow();
      let q = p;
      while (q < end && line[q] === "\r" && q - p < MOST_CRS) q++;
      this.isAfterLf = q === p;
      if (q === end) return;
      p++;
    }
  }

  private endRow(): void {
    const { cells } = this;
    this.cells = [];
    this.onRow(cells);
  }

  /** Reads one cell from `p` on; returns where it ends, -1 when it goes on in the next line. */
  private cell(line: string, p: number): number {
    if (this.quoted !== null) return this.quotedCell(line, p);
    const c = line.charCodeAt(p);
    const quote = c === 34 ? p : c <= SPACE || c >= DELETE ? this.quoteBehind(line, p) : -1;
    if (quote >= 0) {
      this.quoted = "";
      return this.quotedCell(line, quote + 1);
    }
    this.mark.lastIndex = p;
    const end = this.mark.exec(line)?.index ?? line.length;
    this.cells.push(line.slice(p, end));
    return end;
  }

  private quotedCell(line: string, at: number): number {
    for (let p = at; ; ) {
      const quote = line.indexOf('"', p);
      if (quote < 0) {
        this.quoted += `${line.slice(p)}\n`;
        return -1;
      }
      this.quoted += line.slice(p, quote);
      if (line[quote + 1] === '"') {
        this.quoted += '"';
        p = quote + 2;
        continue;
      }
      const behind = this.unplainEnd(line, quote + 1);
      const isClosed = behind === line.length || this.isMark(line, behind);
      if (!isClosed || tidy(line.slice(quote + 1, behind)) !== "") {
        throw new Stop({ code: "BAD_QUOTE", what: "there is text after a closing quote" });
      }
      this.cells.push(this.quoted!);
      this.quoted = null;
      return behind;
    }
  }

  /** Where a quote opens the cell at `p`, behind nothing but what `tidy` drops; -1 when none does. */
  private quoteBehind(line: string, p: number): number {
    const q = this.unplainEnd(line, p);
    return q > p && line[q] === '"' && tidy(line.slice(p, q)) === "" ? q : -1;
  }

  /** Where the run of spaces, control characters and whatever is no ASCII ends, within a cell. */
  private unplainEnd(line: string, at: number): number {
    let p = at;
    for (; p < line.length && !this.isMark(line, p); p++) {
      const c = line.charCodeAt(p);
      if (c > SPACE && c < DELETE) break;
    }
    return p;
  }

  private isMark(line: string, p: number): boolean {
    return line[p] === this.delimiter || line[p] === "\r";
  }
}
