import { knownNames } from "./known-names";

/** How a CSV text begins, and what parts its cells. */
export interface CsvStart {
  /** The byte between cells. */
  delimiter: number;
  /** The bytes before the first row: of Excel's line `sep=;`, which is an instruction and no row. */
  skip: number;
  /** How many cells the row has that looks like the header. */
  width: number;
}

const DELIMITERS = [",", ";", "\t", "|"];
/** Excel's first line, also quoted, also with the empty cells that a program adds when it writes the file again. */
const INSTRUCTION = /^"?sep=([\t!#-/:-@[-`{-~])"?[\t ,;|]*(?:\r{0,8}\n\r?|\r|$)/i;
/** The header is looked for in so many rows: a title or blank lines may stand above it. */
const ROWS = 11;

/**
 * Looks at the beginning of a CSV text. The delimiter is the one with which a row has most of the names that headers have; when none has
 * any, the commonest of the first row that is not blank.
 */
export function csvStart(head: Uint8Array): CsvStart {
  const text = Buffer.from(head).toString("utf8");
  const [line = "", told] = INSTRUCTION.exec(text) ?? [];
  const table = text.slice(line.length);
  const looks = [...new Set([told ?? ",", ...DELIMITERS])].map((delimiter) => headerWith(delimiter, table));
  // Of equals the first: what the instruction says, or a comma.
  const best = looks.reduce((most, look) => {
    const isMore =
      look.names > most.names || (look.names === most.names && told === undefined && look.width > most.width);
    return isMore ? look : most;
  });
  return { delimiter: best.delimiter.charCodeAt(0), skip: line.length, width: best.width };
}

interface Look {
  delimiter: string;
  names: number;
  width: number;
}

/** The row that looks most like a header when `delimiter` parts the cells; the first that is not blank when none does. */
function headerWith(delimiter: string, text: string): Look {
  let best: Look = { delimiter, names: -1, width: 0 };
  for (const cells of firstRows(delimiter, text)) {
    const filled = cells.filter((cell) => cell.trim() !== "");
    const names = knownNames(filled);
    if (filled.length > 0 && names > best.names) best = { delimiter, names, width: cells.length };
  }
  return best;
}

function firstRows(delimiter: string, text: string): string[][] {
  const mark = `\\x${delimiter.charCodeAt(0).toString(16).padStart(2, "0")}`;
  const cell = new RegExp(`[^\\S${mark}\\r\\n]*"((?:[^"]|"")*)"[^${mark}\\r\\n]*|[^${mark}\\r\\n]*`, "y");
  const lineEnd = /\r{0,8}\n\r?|\r/y;
  const rows: string[][] = [[]];
  for (let at = 0; at < text.length && rows.length <= ROWS; ) {
    cell.lastIndex = at;
    const [whole, quoted = whole] = cell.exec(text)!;
    rows.at(-1)!.push(quoted);
    at += whole.length;
    if (text[at] === delimiter) {
      at++;
      continue;
    }
    lineEnd.lastIndex = at;
    at += lineEnd.exec(text)?.[0].length ?? 1;
    rows.push([]);
  }
  return rows.slice(0, ROWS);
}
