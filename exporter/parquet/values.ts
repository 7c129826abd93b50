import { type TextTable, textTable } from "../inputs/text-table";
import { kernel, memory } from "../kernel/kernel";
import type { Scratch } from "../kernel/memory";
import type { OutColumn } from "../tables/columns";
import { timeCellText } from "./time-cell";

/** What a column has in the rows of a part, in the kernel's memory: numbers are addresses, or how many there are. */
export interface ColumnValues {
  /** Of each row whether it has a value (u32: 1 or 0); 0 where every row has. */
  levels: number;
  /** Rows with a value. */
  present: number;
  /** Their values, one after the other: whole numbers (i64), booleans (u32: 1 or 0), or codes (u32). */
  values: number;
  /** Bytes of each. */
  bytes: 4 | 8;
  /** What the codes stand for; `null` for other values. */
  texts: PlacedTexts | null;
}

/** What a column comes to: how many values it has, and whole numbers or booleans added up (modulo 2^64), or the bytes of its texts. */
export interface ColumnSum {
  present: number;
  sum: bigint;
}

export function sumOf({ values, present, bytes, texts }: ColumnValues): ColumnSum {
  if (texts !== null) return { present, sum: BigInt(kernel().textBytes(texts.address, values, present)) };
  // Of booleans as many bytes are 1.
  if (present === 0 || bytes === 4) return { present, sum: BigInt(kernel().countOf(values, 4 * present, 1)) };
  return { present, sum: kernel().sum(values, present) };
}

/** A text table in the kernel's memory. */
export interface PlacedTexts {
  /** Of what the kernel knows as `Texts`. */
  address: number;
  /** How many texts it has. */
  size: number;
}

/** What flags stand for, as if they were the codes of texts: the last of them has no letter, and is no value. */
const FLAGS = { same: Int32Array.of(2, 0, 1), lengths: Uint32Array.of(1, 1, 0) };

/** Returns the values of a column in the given rows: what is written, and what the file must hold when it is read back. */
export function valuesOf(column: OutColumn, rows: Int32Array, scratch: Scratch): ColumnValues {
  const { take, addressOf } = scratch;
  const count = rows.length;
  const at = addressOf(rows);
  const levels = column.nullable ? take(4 * count) : 0;
  const values = take(8 * count);
  const numbers = (present: number, bytes: 4 | 8 = 8): ColumnValues => {
    return { levels, present, values, bytes, texts: null };
  };
  const chosen = (at: number, codes: Int32Array | Uint8Array, table: Pick<TextTable, "same" | "lengths">): number => {
    const [same, lengths] = [addressOf(table.same), addressOf(table.lengths)];
    return kernel().chosenCodes(at, count, addressOf(codes), codes.BYTES_PER_ELEMENT, same, lengths, levels, values);
  };
  const texts = (at: number, codes: Int32Array | Uint8Array, table: TextTable): ColumnValues => {
    return { ...numbers(chosen(at, codes, table), 4), texts: placed(table, scratch) };
  };
  switch (column.kind) {
    case "sheet-row":
      return numbers(kernel().sheetRows(at, count, addressOf(column.of), values));
    case "id":
      return numbers(kernel().ids(at, count, addressOf(column.codes), addressOf(column.values), levels, values));
    case "instant":
      return numbers(kernel().wholes(at, count, addressOf(column.instants), 1000, levels, values));
    case "local-date": {
      const { starts, offsets } = column.zone;
      const [from, later] = [starts, offsets].map((times) => addressOf(Float64Array.from(times)));
      const instants = addressOf(column.instants);
      return numbers(kernel().localDays(at, count, instants, from, later, starts.length, levels, values));
    }
    case "flag":
      return numbers(chosen(at, column.flags, FLAGS), 4);
    case "text":
      return texts(at, column.codes, column.texts);
    case "time-cell": {
      const { codes, table } = timeTexts(column, rows);
      return texts(0, codes, table);
    }
    case "constant": {
      const table = textTable([column.text ?? ""]);
      const isNull = levels !== 0 && table.lengths[0] === 0;
      const { words } = memory();
      if (levels !== 0) words.fill(isNull ? 0 : 1, levels >>> 2, (levels >>> 2) + count);
      words.fill(0, values >>> 2, (values >>> 2) + count);
      return { levels, present: isNull ? 0 : count, values, bytes: 4, texts: placed(table, scratch) };
    }
  }
}

function placed({ arena, extra, starts, lengths }: TextTable, { take, addressOf }: Scratch): PlacedTexts {
  const address = take(20);
  const words = [addressOf(arena), arena.length, addressOf(extra), addressOf(starts), addressOf(lengths)];
  memory().words.set(words, address >>> 2);
  return { address, size: lengths.length };
}

/** Timestamp cells as texts, each once; '' where there is none. */
function timeTexts(column: Extract<OutColumn, { kind: "time-cell" }>, rows: Int32Array) {
  const known = new Map<string, number>();
  const codes = Int32Array.from(rows, (row) => {
    const text = timeCellText(column, row) ?? "";
    if (!known.has(text)) known.set(text, known.size);
    return known.get(text)!;
  });
  return { codes, table: textTable([...known.keys()]) };
}
