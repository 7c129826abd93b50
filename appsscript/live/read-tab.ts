import { COMPANIES, type TabContract } from "../../shared/contract";
import type { SheetCell } from "../check/sheet-input";
import { readTexts, readValues } from "../sheet/cells";
import type { Sheet } from "../sheet/workbook";

/** The cells of a tab as they are judged. All fields of Companies are words, and words are taken as they are shown. */
export function readTab({ tab }: TabContract, sheet: Sheet): SheetCell[][] {
  return tab === COMPANIES.tab ? readTexts(sheet) : readValues(sheet);
}
