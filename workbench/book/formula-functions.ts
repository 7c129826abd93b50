import { CellError } from "./cell-error";
import { type Grid, type Result, single, toNumber, toText } from "./formula-values";
import { serialOfDate } from "./serial";

type Arguments = readonly (Result | Grid)[];
type Work = (values: Arguments) => Result;

/** The functions the local Google works out. */
export const FUNCTIONS: Record<string, Work> = {
  SUM: (values) => overNumbers(values, (numbers) => numbers.reduce((a, b) => a + b, 0)),
  AVERAGE: (values) =>
    overNumbers(values, (numbers) =>
      numbers.length === 0
        ? new CellError("DIVIDE_BY_ZERO", "Evaluation of function AVERAGE caused a divide by zero error.")
        : numbers.reduce((a, b) => a + b, 0) / numbers.length,
    ),
  MIN: (values) => overNumbers(values, (numbers) => numbers.reduce((a, b) => Math.min(a, b), numbers[0] ?? 0)),
  MAX: (values) => overNumbers(values, (numbers) => numbers.reduce((a, b) => Math.max(a, b), numbers[0] ?? 0)),
  COUNT: (values) => cells(values).filter((value) => typeof value === "number").length,
  COUNTA: (values) => cells(values).filter((value) => value !== undefined).length,
  IF: ([test, then, otherwise = false]) => {
    const value = single(test);
    if (value instanceof CellError) return value;
    return single(value ? then : otherwise);
  },
  IFERROR: ([value, otherwise = ""]) => {
    const result = single(value);
    return result instanceof CellError ? single(otherwise) : result;
  },
  NA: () => new CellError("N_A", "Error"),
  TRUE: () => true,
  FALSE: () => false,
  PI: () => Math.PI,
  NOT: ([value]) => {
    const result = single(value);
    return result instanceof CellError ? result : !result;
  },
  AND: (values) => firstError(values) ?? cells(values).every(Boolean),
  OR: (values) => firstError(values) ?? cells(values).some(Boolean),
  CONCATENATE: (values) => firstError(values) ?? cells(values).map(toText).join(""),
  CONCAT: (values) => firstError(values) ?? cells(values).map(toText).join(""),
  LEN: ([value]) => onText(value, (text) => text.length),
  UPPER: ([value]) => onText(value, (text) => text.toUpperCase()),
  LOWER: ([value]) => onText(value, (text) => text.toLowerCase()),
  TRIM: ([value]) => onText(value, (text) => text.trim().replace(/ +/g, " ")),
  ABS: (values) => overNumbers(values.slice(0, 1), ([number]) => Math.abs(number ?? 0)),
  ROUND: (values) =>
    overNumbers(values, ([number = 0, places = 0]) => Math.round(number * 10 ** places) / 10 ** places),
  DATE: (values) => overNumbers(values, ([year = 0, month = 0, day = 0]) => serialOfDate(year, month, 1) + day - 1),
  HYPERLINK: ([link, label]) => (label === undefined ? single(link) : single(label)),
  IMAGE: () => undefined,
};

function cells(values: Arguments): Result[] {
  return values.flatMap((value) => (Array.isArray(value) ? (value as Grid).flat() : [value as Result]));
}

function firstError(values: Arguments): CellError | undefined {
  return cells(values).find((value) => value instanceof CellError);
}

/** Numbers in ranges and numbers given outright; texts and booleans in ranges are passed over, as Google does. */
function overNumbers(values: Arguments, work: (numbers: number[]) => Result): Result {
  const numbers: number[] = [];
  for (const value of values) {
    for (const cell of Array.isArray(value) ? (value as Grid).flat() : [toNumber(value as Result)]) {
      if (cell instanceof CellError) return cell;
      if (typeof cell === "number") numbers.push(cell);
    }
  }
  return work(numbers);
}

function onText(value: Result | Grid, work: (text: string) => Result): Result {
  const text = toText(single(value));
  return text instanceof CellError ? text : work(text);
}
