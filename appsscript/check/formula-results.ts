/**
 * Whether a formula works out a cell, or may: its own, or one above or to the left whose result may fill more cells than one. Such cells say
 * nothing of it themselves. `formulas` from A1 on as `getFormulas` gives them, as far as the cell; row and column 0-based.
 */
export function mayBeResult(formulas: readonly (readonly string[])[], row: number, column: number): boolean {
  if (formulas[row][column] !== "") return true;
  return formulas.slice(0, row + 1).some((cells) => cells.slice(0, column + 1).some(maySpill));
}

/**
 * Functions that give one value when they are given single cells. Any other (QUERY, ARRAYFORMULA, a team's own, one in another language)
 * may fill cells beside and below its own.
 */
const ONE_VALUE = new Set(
  (
    "IF IFS IFERROR IFNA SWITCH AND OR NOT XOR ISBLANK ISTEXT ISNUMBER ISERROR ISNA VLOOKUP HLOOKUP LOOKUP MATCH COUNTIF COUNTIFS COUNT " +
    "COUNTA SUM SUMIF SUMIFS AVERAGE MIN MAX ROUND ROUNDUP ROUNDDOWN INT MOD ABS VALUE TEXT TRIM CLEAN UPPER LOWER PROPER LEFT RIGHT MID " +
    "LEN FIND SEARCH SUBSTITUTE REPLACE CONCAT CONCATENATE JOIN TEXTJOIN REGEXMATCH REGEXREPLACE EXACT REPT CHAR CODE UNICHAR HYPERLINK T N " +
    "TRUE FALSE NA TODAY NOW DATE TIME DATEVALUE TIMEVALUE YEAR MONTH DAY HOUR MINUTE SECOND WEEKDAY EDATE EOMONTH ROW COLUMN"
  ).split(" "),
);
const CALLED = /([\p{L}_][\p{L}\p{N}_.]*)\s*\(/gu;
const TEXTS = /"(?:[^"]|"")*"/g;

function maySpill(formula: string): boolean {
  if (formula === "") return false;
  const bare = formula.replace(TEXTS, '""');
  return bare.includes("{") || [...bare.matchAll(CALLED)].some(([, name]) => !ONE_VALUE.has(name.toUpperCase()));
}
