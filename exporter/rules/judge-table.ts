import type { ColumnCells } from "../../shared/column-cells";
import type { TabContract } from "../../shared/contract";
import type { DecidedCountries } from "../../shared/decisions";
import type { Binding } from "../../shared/headers";
import { judgeTab, readBeforehand, type TabVerdicts } from "../../shared/judge-tab";
import type { TabCells } from "../../shared/tab-cells";
import type { TimeContext } from "../../shared/timestamp";
import { Column } from "../inputs/files/column";
import type { RawColumn, RawTable } from "../inputs/table";
import { asTyped, textAt } from "../inputs/text-table";
import { memory } from "../kernel/kernel";
import { kernelLoops } from "../kernel/loops";
import type { Scratch } from "../kernel/memory";
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

/** A table, and what of it has been read already: as `readBeforehand` returns it. */
interface BegunTable extends Pick<JudgedTable, "columns"> {
  before: ReturnType<typeof readBeforehand>;
}

/** Reads what of a table can be read before the tab with the contract `first` is judged. */
export function beginTable(
  contract: TabContract,
  { table, binding }: Pick<JudgedTable, "table" | "binding">,
  context: TimeContext,
  first: TabContract,
): BegunTable {
  const columns = columnsOf(contract, table, binding);
  const before = memory().withScratch((scratch) =>
    readBeforehand(contract, tabCells(table, columns, scratch), context, first),
  );
  return { columns, before };
}

/** Reads and judges every row of a table, as `judgeTab` says. Companies come first: leads are judged against what is `known` of them. */
export function judgeTable(
  contract: TabContract,
  { table, binding }: { table: RawTable; binding: Binding },
  context: TimeContext,
  known?: JudgedTable["known"] | null,
  apart?: ReadonlySet<string>,
  decisions: DecidedCountries = new Map(),
  { columns, before }: BegunTable = { columns: columnsOf(contract, table, binding), before: [] },
): JudgedTable {
  const judged = memory().withScratch((scratch) =>
    judgeTab(contract, tabCells(table, columns, scratch), context, known, apart, decisions, before),
  );
  return { contract, table, binding, columns, decisions, ...judged };
}

/** The columns of the contract's fields, in their order. */
function columnsOf({ fields }: TabContract, { rows, columns }: RawTable, binding: Binding): RawColumn[] {
  return fields.map(({ name, type }) => {
    // An optional field may have no column: its cells are blank.
    const column = columns[binding.columns[name]] ?? new Column("", rows).finish();
    return type === "timestamp" ? column : numbersAsText(column, rows);
  });
}

function tabCells({ rows, overlong }: RawTable, columns: readonly RawColumn[], scratch: Scratch): TabCells {
  return { rows, columns: columns.map(cellsOf), overlong, loops: kernelLoops(scratch) };
}

/** The distinct cells of a column as the rules read them. */
export function cellsOf({ codes, distinct, numbers, numbersAre }: RawColumn): ColumnCells {
  const texts = asTyped(distinct);
  const { arena, starts, lengths } = texts;
  return { codes, size: distinct.size, arena, starts, lengths, text: (i) => textAt(texts, i), numbers, numbersAre };
}
