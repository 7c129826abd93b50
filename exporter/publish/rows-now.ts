import type { ColumnCells } from "../../shared/column-cells";
import type { TabContract } from "../../shared/contract";
import type { DecidedCountries } from "../../shared/decisions";
import { cellsOf, type JudgedTable } from "../rules/judge-table";

/** The rows of a tab with their verdicts, as they are compared with published ones; of whatever engine. */
export interface RowsNow {
  readonly contract: TabContract;
  readonly decisions: DecidedCountries;
  /** Row, counted from 0 below the header -> verdict. */
  readonly verdict: Uint8Array;
  /** For each field of the unique key: its cell in each row. */
  readonly keyCells: readonly ColumnCells[];
  /** The key of a clean row, as it would be published. */
  textsAt(row: number): string[];
}

/** The rows of a table that this program judged. */
export function rowsNow({ contract, decisions, verdicts, readings, columns }: JudgedTable): RowsNow {
  return {
    contract,
    decisions,
    verdict: verdicts.verdict,
    keyCells: readings.uniqueKey.map((i) => cellsOf(columns[i])),
    textsAt: (row) =>
      readings.uniqueKey.map((i) => {
        const read = readings.fields[i];
        if (read.codes === null) throw new Error("A timestamp is no key.");
        const code = read.codes[row];
        return "names" in read ? read.names[code] : (read.tidied.get(code) ?? cellsOf(columns[i]).text(code));
      }),
  };
}
