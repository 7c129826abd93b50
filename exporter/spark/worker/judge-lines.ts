import type { RulesJob, Seen } from "./job";
import { Piece } from "./piece";
import { RowJudge } from "./row-judge";
import type { Lines } from "./streams";

/** Judges the lines of the pieces of files, and writes a line for each row. */
export class LineJudge {
  private readonly judge: RowJudge;
  private piece: Piece | null = null;

  constructor(
    job: RulesJob,
    private readonly seen: Seen,
    out: Lines,
  ) {
    this.judge = new RowJudge(job, out);
  }

  /** Takes one line: number of the file, where the piece begins, bytes of the text, number of its head, text; tabs between. */
  take(line: Buffer): void {
    const [a, b, c, d] = tabs(line);
    const place = line.toString("latin1", 0, b);
    if (this.piece?.place !== place) {
      this.finish();
      const head = this.seen.heads[Number(line.toString("latin1", c + 1, d))];
      this.piece = new Piece(
        place,
        Number(place.slice(0, a)),
        Number(place.slice(a + 1)),
        head,
        this.seen.keys,
        this.judge,
      );
    }
    // A byte that is no UTF-8 arrives as another character, which is longer.
    const octets = Number(line.toString("latin1", b + 1, c));
    this.piece.line(line.toString("utf8", d + 1), line.length - d - 1 === octets);
  }

  /** After the last line. */
  finish(): void {
    this.piece?.finish();
    this.piece = null;
  }
}

/** Where the first four tabs are. */
function tabs(line: Buffer): number[] {
  const found: number[] = [];
  for (let at = -1; found.length < 4; ) {
    at = line.indexOf(9, at + 1);
    if (at < 0) throw new Error("a line of the input has too few columns");
    found.push(at);
  }
  return found;
}
