import { fieldName, rowProblems } from "../../shared/row-problems";
import { HELD } from "../../shared/verdicts";
import type { CheckedTab } from "../rules/checked";

/**
 * Why each held row is held, as `CODE field` texts separated by `; `, in contract order. Few combinations occur, so rows
 * hold an index (`codes`) into the distinct `texts`; 0 is ''.
 */
export function heldReasons(tab: CheckedTab): { codes: Int32Array; texts: string[] } {
  const { rows, overlong } = tab.readings;
  const { verdict } = tab.verdicts;
  const codes = new Int32Array(rows);
  const texts = [""];
  const known = new Map<string, number>();
  const long = new Set(overlong);
  for (let row = 0; row < rows; row++) {
    if (verdict[row] !== HELD) continue;
    const reason = reasonsOf(tab, row, long.has(row)).join("; ");
    let code = known.get(reason);
    if (code === undefined) {
      code = texts.push(reason) - 1;
      known.set(reason, code);
    }
    codes[row] = code;
  }
  return { codes, texts };
}

/** The problems of one held row, as `CODE field` or, for the whole row, `CODE`. */
function reasonsOf(tab: CheckedTab, row: number, overlong: boolean): string[] {
  return rowProblems(tab, row, overlong).map(({ code, field }) => {
    const name = fieldName(tab.contract, field);
    return name === null ? code : `${code} ${name}`;
  });
}
