import type { ColumnCells } from "../../shared/column-cells";
import type { TabContract } from "../../shared/contract";
import type { DecidedCountries } from "../../shared/decisions";
import { BLANK, CLEAN, DUPLICATE, HELD } from "../../shared/verdicts";
import type { RowsNow } from "../publish/rows-now";
import { openDatabase } from "../questions/duckdb";
import { parquetAt, quoted, type TableFiles } from "../questions/tables";

/** The rows of a tab, read from the tables that were written of them. `rows`: how many there are, blank ones too. */
export async function writtenRows(
  files: TableFiles,
  contract: TabContract,
  rows: number,
  decisions: DecidedCountries,
): Promise<RowsNow> {
  const verdict = new Uint8Array(rows).fill(BLANK);
  const columns = contract.uniqueKey.map(() => new TextColumn(rows));
  const { connection, close } = await openDatabase();
  try {
    const ofTab = `WHERE tab = ${quoted(contract.tab)}`;
    for (const [paths, where, kind] of [
      [contract.tab === "Leads" ? files.leads : files.companies, "", CLEAN],
      [files.held, ofTab, HELD],
      [files.duplicates, ofTab, DUPLICATE],
    ] as const) {
      if (paths.length === 0) continue;
      const select = `SELECT source_row, ${contract.uniqueKey.join(", ")} FROM ${parquetAt(...paths)} ${where}`;
      const result = await connection.stream(select);
      for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
        const [places, ...texts] = chunk.getColumns();
        places.forEach((place, i) => {
          const row = Number(place) - 2;
          verdict[row] = kind;
          columns.forEach((column, k) => {
            column.set(row, String(texts[k][i] ?? ""));
          });
        });
      }
    }
  } finally {
    close();
  }
  const keyCells = columns.map((column) => column.cells());
  const textsAt = (row: number) => keyCells.map(({ codes, text }) => text(codes[row]));
  return { contract, decisions, verdict, keyCells, textsAt };
}

/** Texts by row, each distinct one once; a row without any is blank. */
class TextColumn {
  private readonly codes: Int32Array;
  private readonly known = new Map([["", 0]]);

  constructor(rows: number) {
    this.codes = new Int32Array(rows);
  }

  set(row: number, text: string): void {
    let code = this.known.get(text);
    if (code === undefined) {
      code = this.known.size;
      this.known.set(text, code);
    }
    this.codes[row] = code;
  }

  cells(): ColumnCells {
    const texts = [...this.known.keys()];
    const lengths = Uint32Array.from(texts, (text) => Buffer.byteLength(text));
    const starts = new Uint32Array(texts.length);
    for (let i = 1; i < texts.length; i++) starts[i] = starts[i - 1] + lengths[i - 1];
    const arena = Buffer.allocUnsafe((starts.at(-1) ?? 0) + (lengths.at(-1) ?? 0));
    for (const [i, text] of texts.entries()) arena.write(text, starts[i]);
    const text = (i: number) => texts[i];
    return { codes: this.codes, size: texts.length, arena, starts, lengths, text, numbers: null, numbersAre: "number" };
  }
}
