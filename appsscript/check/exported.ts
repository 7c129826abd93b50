import { NUMBER } from "../../shared/column-cells";
import { hashLanes, LANES } from "../../shared/kept-apart";
import { STATUS } from "../../shared/status";
import { CLEAN } from "../../shared/verdicts";
import { CHECK_WORDS } from "../words/check";
import type { JudgedSheet } from "./judge-sheet";
import type { Exported } from "./sheet-input";

/** Looked up once: a global costs a script more than a row does. */
const { floor, imul } = Math;

const SECOND_BITS = 10;
/** What stands for each row of Leads. */
export function rowNumbers({ cells: { rows, columns } }: JudgedSheet): Float64Array {
  const first = new Int32Array(rows);
  const second = new Int32Array(rows);
  for (const { codes, size, text, numbers } of columns) {
    const [one, other] = [new Int32Array(size), new Int32Array(size)];
    for (let i = 0; i < size; i++) {
      hashLanes(text(i));
      one[i] = LANES[0];
      other[i] = LANES[1];
    }
    for (let row = 0; row < rows; row++) {
      const code = codes[row];
      const number = code === NUMBER ? numbers![row] : 0;
      const x = code === NUMBER ? number | 0 : one[code];
      const y = code === NUMBER ? floor(number / 2 ** 32) | 0 : other[code];
      const a = imul(first[row] ^ x, 0x85ebca6b) + y;
      const b = imul(second[row] ^ y, 0xc2b2ae35) + x;
      first[row] = a ^ (a >>> 13);
      second[row] = b ^ (b >>> 16);
    }
  }
  const all = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const a = imul(first[row] ^ (second[row] >>> SECOND_BITS), 0x27d4eb2f);
    all[row] = ((a ^ (a >>> 15)) >>> 0) * 2 ** SECOND_BITS + (second[row] & (2 ** SECOND_BITS - 1));
  }
  return all;
}

/** The numbers of the rows that an export takes now, each once. */
export function exportable(leads: JudgedSheet): Set<number> {
  const { verdict } = leads.verdicts;
  return new Set(rowNumbers(leads).filter((_, row) => verdict[row] === CLEAN));
}

/** Says of each row that is OK and was exported when that was. */
export function sayExported(statuses: string[], leads: JudgedSheet, { rows, day }: Exported): void {
  const numbers = rowNumbers(leads);
  const said = CHECK_WORDS.exported({ day });
  for (let row = 0; row < statuses.length; row++) {
    if (statuses[row] === STATUS.ok && rows.has(numbers[row])) statuses[row] = said;
  }
}
