import type { Surfaces } from "./app";
import { rangeSurface } from "./range";
import { sheetSurface } from "./sheet";
import { spreadsheetSurface } from "./spreadsheet";

export const SURFACES: Surfaces = { range: rangeSurface, sheet: sheetSurface, spreadsheet: spreadsheetSurface };
