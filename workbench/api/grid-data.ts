import type { Book } from "../book/book";
import type { Box } from "../book/box";
import { cellOf, type Slot } from "../book/cell";
import { COLUMN_WIDTH, ROW_HEIGHT } from "../book/defaults";
import type { Message } from "../book/json";
import type { Sheet } from "../book/sheet";
import { extendedValue, type Shown } from "../book/shown";
import type { Mask } from "./field-mask";

/** `GridData` of a rectangle: cells up to the last that holds something, and the sizes of rows and columns. */
export function gridData(book: Book, sheet: Sheet, box: Box, shown: Shown, mask: Mask | undefined): Message {
  const wants = (name: string) => mask === undefined || mask.size === 0 || mask.has("*") || mask.has(name);
  return {
    startRow: box.top,
    startColumn: box.left,
    ...(wants("rowData") ? { rowData: rowData(book, sheet, box, shown, mask?.get("rowData")?.get("values")) } : {}),
    ...(wants("rowMetadata") ? { rowMetadata: sizes(book, sheet, "ROWS", box.top, box.bottom) } : {}),
    ...(wants("columnMetadata") ? { columnMetadata: sizes(book, sheet, "COLUMNS", box.left, box.right) } : {}),
  };
}

function rowData(book: Book, sheet: Sheet, box: Box, shown: Shown, mask: Mask | undefined): Message[] {
  const data: Message[] = [];
  let filled = 0;
  for (let row = box.top; row < Math.min(box.bottom, sheet.rows.length); row++) {
    const slots = sheet.rows[row] ?? [];
    const values: Message[] = [];
    let right = Math.min(box.right, slots.length);
    while (right > box.left && slots[right - 1] === undefined) right--;
    for (let column = box.left; column < right; column++)
      values.push(cellData(book, sheet, slots[column], shown, mask));
    data.push(values.length > 0 ? { values } : {});
    if (values.length > 0) filled = data.length;
  }
  data.length = filled;
  return data;
}

/** `CellData`. Only what the mask wants is worked out. */
function cellData(book: Book, sheet: Sheet, slot: Slot, shown: Shown, mask: Mask | undefined): Message {
  if (slot === undefined) return {};
  const wants = (name: string) => mask === undefined || mask.size === 0 || mask.has("*") || mask.has(name);
  const cell = cellOf(slot);
  const data: Message = {};
  if (cell.formula !== undefined) data.userEnteredValue = { formulaValue: cell.formula };
  else if (cell.value !== undefined) data.userEnteredValue = extendedValue(cell.value);
  if (wants("effectiveValue")) {
    const result = shown.result(sheet, slot);
    if (result !== undefined) data.effectiveValue = extendedValue(result);
  }
  if (wants("formattedValue")) data.formattedValue = shown.text(sheet, slot);
  data.userEnteredFormat = cell.format;
  if (wants("effectiveFormat")) data.effectiveFormat = merged(book.properties.defaultFormat, cell.format ?? {});
  data.note = cell.note;
  data.dataValidation = cell.validation;
  data.textFormatRuns = cell.runs;
  if (wants("hyperlink")) data.hyperlink = hyperlink(cell.formula, cell.format);
  return data;
}

function hyperlink(formula: string | undefined, format: Message | undefined): string | undefined {
  return /^=\s*HYPERLINK\("([^"]*)"/i.exec(formula ?? "")?.[1] ?? format?.textFormat?.link?.uri;
}

function merged(base: Message, over: Message): Message {
  const result: Message = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const both = typeof value === "object" && !/color/i.test(key) && typeof base[key] === "object";
    result[key] = both ? merged(base[key], value) : value;
  }
  return result;
}

/** `DimensionProperties` of each row or column, with the developer metadata that stand on it. */
function sizes(book: Book, sheet: Sheet, dimension: "ROWS" | "COLUMNS", start: number, end: number): Message[] {
  const known = dimension === "ROWS" ? sheet.rowProperties : sheet.columnProperties;
  const usual = { pixelSize: dimension === "ROWS" ? ROW_HEIGHT : COLUMN_WIDTH };
  const metadata = new Map<number, Message[]>();
  for (const one of book.developerMetadata) {
    const at: Message | undefined = one.location.dimensionRange;
    if (at?.sheetId !== sheet.id || at.dimension !== dimension) continue;
    metadata.set(at.startIndex, [...(metadata.get(at.startIndex) ?? []), one]);
  }
  return Array.from({ length: end - start }, (_, offset) => {
    const index = start + offset;
    const here = metadata.get(index);
    return { ...usual, ...known.get(index), ...(here === undefined ? {} : { developerMetadata: here }) };
  });
}
