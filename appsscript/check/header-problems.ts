import { headerBelow } from "../../shared/header-below";
import { cellName, type HeaderProblem } from "../../shared/headers";
import { headerText } from "./bind-tab";
import type { TabInput } from "./sheet-input";

/**
 * What keeps a tab's columns from being found: its problems, or, where rows stand above the header, only that. Columns that are remembered
 * seem to have lost their names then.
 */
export function headerProblems({ contract, values, binding, notices }: TabInput): readonly HeaderProblem[] {
  const isWhole = binding.problems.length === 0 && !notices.some(({ code }) => code === "HEADER_RENAMED");
  if (isWhole) return [];
  const headers = (row: number) => (values[row] ?? []).map(headerText);
  const row = headerBelow(contract, headers(0), values.length - 1, (below) => headers(below + 1));
  if (row === null) return binding.problems;
  return [
    {
      code: binding.problems[0]?.code ?? "HEADER_ROW_MISSING",
      field: null,
      cell: cellName(contract.tab, 0, row),
      sentence: `Row ${row} of ${contract.tab} looks like the header.`,
      wayOut: "Delete the rows above it.",
    },
  ];
}
