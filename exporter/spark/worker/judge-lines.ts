import type { RulesJob, Seen } from "./job";
import { Piece } from "./piece";
import { RowJudge } from "./row-judge";
import type { Lines } from "./streams";

/** Judges the lines of the pieces of files, and writes a line for each row. */
export class LineJudge {
  private readonly judge: RowJudge;
  private piece: Piece | null = null;
  /** What the lines of the piece begin with. */
  private place: Uint8Array = new Uint8Array();

  constructor(
    job: RulesJob,
    private readonly seen: Seen,
    out: Lines,
  ) {
    this.judge = new RowJudge(job, out);
  }

  /** Takes one line: number of the file, where the piece begins, number of its head, bytes of the text, text; a tab behind each. */
  take(bytes: Buffer, from: number, to: number): void {
    if (this.piece === null || !this.isOfPiece(bytes, from, to)) this.begin(bytes.subarray(from, to));
    let octets = 0;
    let at = from + this.place.length;
    for (; at < to && bytes[at] !== TAB; at++) octets = octets * 10 + bytes[at] - ZERO;
    // A byte that is no UTF-8 arrives as another character, which is longer.
    this.piece!.line(bytes.toString("utf8", at + 1, to), to - at - 1 === octets);
  }

  private begin(line: Buffer): void {
    this.finish();
    const texts = line.toString("latin1", 0, LONGEST_PLACE).split("\t", 3);
    const [file, block, head] = texts.map(Number);
    this.place = Buffer.from(texts.map((text) => `${text}\t`).join(""));
    if (!this.isOfPiece(line, 0, line.length)) throw new Error("a line of the input has too few columns");
    this.piece = new Piece(file, block, this.seen.heads[head], this.seen.keys, this.judge);
  }

  private isOfPiece(bytes: Uint8Array, from: number, to: number): boolean {
    const { place } = this;
    if (to - from < place.length) return false;
    for (let i = 0; i < place.length; i++) if (bytes[from + i] !== place[i]) return false;
    return true;
  }

  /** After the last line. */
  finish(): void {
    this.piece?.finish();
    this.piece = null;
  }
}

const TAB = 9;
const ZERO = 48;
/** Three numbers and tabs. */
const LONGEST_PLACE = 60;
