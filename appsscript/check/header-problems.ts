import { cellName, type HeaderProblem } from "../../shared/headers";
import { CHECK_WORDS } from "../words/check";
import type { TabInput } from "./sheet-input";

/** What keeps a tab's columns from being found: its problems, or, where rows stand above the header, only that. */
export function headerProblems({ contract, binding, headerBelow: row }: TabInput): readonly HeaderProblem[] {
  if (row === null) return binding.problems;
  return [
    {
      code: binding.problems[0]?.code ?? "HEADER_ROW_MISSING",
      field: null,
      cell: cellName(contract.tab, 0, row),
      ...CHECK_WORDS.headerBelow({ tab: contract.tab, row }),
    },
  ];
}
