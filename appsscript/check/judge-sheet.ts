import type { ColumnCells } from "../../shared/column-cells";
import { judgeTab, type TabVerdicts } from "../../shared/judge-tab";
import type { JudgedTab } from "../../shared/row-problems";
import type { TabCells } from "../../shared/tab-cells";
import { typescriptLoops } from "../../shared/typescript-loops";
import type { Zone } from "../../shared/zone";
import { overlongRows } from "./overlong";
import type { SheetInput, TabInput } from "./sheet-input";
import { timeColumn, timeText } from "./time-column";
import { wordColumn } from "./word-column";

/** A tab of the sheet whose every row has its verdict. */
export interface JudgedSheet extends Omit<JudgedTab, "readings">, TabVerdicts {
  readonly tab: TabInput;
  readonly cells: TabCells;
}

/** Reads and judges both tabs, whose headers are bound without a problem. Companies come first: leads are judged against them. */
export function judgeSheets(input: SheetInput): { leads: JudgedSheet; companies: JudgedSheet } {
  const companies = judgeSheet(input.companies, input, null, new Set());
  return { leads: judgeSheet(input.leads, input, companies.known, input.apart), companies };
}

function judgeSheet(
  tab: TabInput,
  { zone, asOf, dateOrder, decisions }: SheetInput,
  known: TabVerdicts["known"] | null,
  apart: ReadonlySet<string>,
): JudgedSheet {
  const { contract, binding } = tab;
  const cells = cellsOf(tab, zone, dateOrder);
  const cellText = (field: number, row: number) => {
    const { name, type } = contract.fields[field];
    return type === "timestamp" ? timeText(tab, binding.columns[name], row, zone) : wordAt(cells.columns[field], row);
  };
  const judged = judgeTab(contract, cells, { zone, asOf, dateOrder }, known, apart, decisions);
  return { contract, tab, cells, cellText, ...judged };
}

function cellsOf(tab: TabInput, zone: Zone, dateOrder: SheetInput["dateOrder"]): TabCells {
  const { contract, values, binding } = tab;
  const columns = contract.fields.map(({ name, type }) => {
    const column = binding.columns[name];
    return type === "timestamp" ? timeColumn(tab, column, zone, dateOrder) : wordColumn(tab, column, zone);
  });
  const rows = Math.max(0, values.length - 1);
  return { rows, columns, overlong: overlongRows(values), loops: typescriptLoops };
}

/** What a cell of words says, as it was typed. */
function wordAt({ codes, text }: ColumnCells, row: number): string {
  return text(codes[row]);
}
