import type { ColumnCells } from "../../shared/column-cells";
import type { TabContract } from "../../shared/contract";
import type { DecidedCountries } from "../../shared/decisions";
import type { Binding } from "../../shared/headers";
import { judgeTab, type TabVerdicts } from "../../shared/judge-tab";
import type { TimeContext } from "../../shared/timestamp";
import type { RawColumn, RawTable } from "../inputs/table";
import { asTyped, textAt } from "../inputs/text-table";
import { memory } from "../kernel/kernel";
import { kernelLoops } from "../kernel/loops";
import { numbersAsText } from "./number-cells";

/** A table whose every row has its verdict. Plain data: it goes from one thread to the other. */
export interface JudgedTable extends TabVerdicts {
  contract: TabContract;
  table: RawTable;
  binding: Binding;
  /** The columns of the contract's fields, in their order. */
  columns: RawColumn[];
  /** What people decided that texts mean, by which countries were read. */
  decisions: DecidedCountries;
}

/** Reads and judges every row of a table, as `judgeTab` says. Companies come first: leads are judged against what is `known` of them. */
export function judgeTable(
  contract: TabContract,
  { table, binding }: { table: RawTable; binding: Binding },
  context: TimeContext,
  known?: JudgedTable["known"] | null,
  apart?: ReadonlySet<string>,
  decisions: DecidedCountries = new Map(),
): JudgedTable {
  const { rows, overlong } = table;
  const columns = contract.fields.map(({ name, type }) => {
    const column = table.columns[binding.columns[name]] ?? blankColumn(rows);
    return type === "timestamp" ? column : numbersAsText(column, rows);
  });
  const judged = memory().withScratch((scratch) => {
    const cells = { rows, columns: columns.map(cellsOf), overlong, loops: kernelLoops(scratch) };
    return judgeTab(contract, cells, context, known, apart, decisions);
  });
  return { contract, table, binding, columns, decisions, ...judged };
}

/** The distinct cells of a column as the rules read them. */
export function cellsOf({ codes, distinct, numbers, numbersAre }: RawColumn): ColumnCells {
  const texts = asTyped(distinct);
  const { arena, starts, lengths } = texts;
  return { codes, size: distinct.size, arena, starts, lengths, text: (i) => textAt(texts, i), numbers, numbersAre };
}

/** What an optional field has that has no column. */
function blankColumn(rows: number): RawColumn {
  const distinct = { size: 1, arena: new Uint8Array(0), starts: new Uint32Array(1), lengths: new Uint32Array(1) };
  return {
    header: "",
    codes: memory().int32(rows).fill(0),
    distinct,
    numbers: null,
    numbersAre: "number",
    nested: null,
  };
}
