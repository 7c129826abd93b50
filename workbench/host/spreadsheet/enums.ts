import { enumOf } from "../realm/enum";

export const SheetType = enumOf("GRID", "OBJECT", "DATASOURCE");
export const ProtectionType = enumOf("RANGE", "SHEET");
export const DeveloperMetadataVisibility = enumOf("DOCUMENT", "PROJECT");
export const DeveloperMetadataLocationType = enumOf("SPREADSHEET", "SHEET", "ROW", "COLUMN");
export const Dimension = enumOf("COLUMNS", "ROWS");
export const WrapStrategy = enumOf("WRAP", "OVERFLOW", "CLIP");

/** Apps Script's name of a condition and the API's, for the conditions the builders here make. */
export const BOOLEAN_CONDITIONS = {
  CUSTOM_FORMULA: "CUSTOM_FORMULA",
  CELL_EMPTY: "BLANK",
  CELL_NOT_EMPTY: "NOT_BLANK",
  TEXT_STARTS_WITH: "TEXT_STARTS_WITH",
  TEXT_ENDS_WITH: "TEXT_ENDS_WITH",
  TEXT_CONTAINS: "TEXT_CONTAINS",
  TEXT_DOES_NOT_CONTAIN: "TEXT_NOT_CONTAINS",
  TEXT_EQUAL_TO: "TEXT_EQ",
} as const;
export const BooleanCriteria = enumOf(...(Object.keys(BOOLEAN_CONDITIONS) as (keyof typeof BOOLEAN_CONDITIONS)[]));

export const VALIDATION_CONDITIONS = {
  VALUE_IN_LIST: "ONE_OF_LIST",
  VALUE_IN_RANGE: "ONE_OF_RANGE",
  CHECKBOX: "BOOLEAN",
  DATE_IS_VALID_DATE: "DATE_IS_VALID",
  CUSTOM_FORMULA: "CUSTOM_FORMULA",
} as const;
export const DataValidationCriteria = enumOf(
  ...(Object.keys(VALIDATION_CONDITIONS) as (keyof typeof VALIDATION_CONDITIONS)[]),
);
