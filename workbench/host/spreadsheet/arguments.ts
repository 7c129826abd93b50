import { behind } from "../realm/surface";
import type { SheetRange } from "./app";

/** What lies behind a `Sheet`. */
export class Tab {
  constructor(readonly sheetId: number) {}
}

/** The range the script must hand us. */
export function rangeArgument(value: unknown): SheetRange {
  const range = behind(value) as SheetRange | undefined;
  if (range !== undefined && "box" in range) return range;
  throw new Error("The parameters don't match the method signature: a Range is expected.");
}

/** The id of the sheet the script must hand us. */
export function sheetArgument(value: unknown): number {
  const tab = behind(value);
  if (!(tab instanceof Tab)) throw new Error("The parameters don't match the method signature: a Sheet is expected.");
  return tab.sheetId;
}
