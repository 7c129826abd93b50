import type { Message } from "../book/json";
import type { Sheet } from "../book/sheet";
import type { BatchContext, Handler } from "./batch-context";
import { newSheet, sheetWithId } from "./requests-sheets";
import { propertiesOf } from "./spreadsheet";
import { growTo } from "./values-write";

export const DUPLICATE_REQUESTS: Record<string, Handler> = {
  duplicateSheet: (context, { sourceSheetId, insertSheetIndex, newSheetId, newSheetName }) => {
    const { book } = context;
    const source = sheetWithId(context, sourceSheetId);
    const title = newSheetName ?? copyTitle(source.title, new Set(book.sheets.map((sheet) => sheet.title)));
    const made = newSheet(context, { sheetId: newSheetId, title, index: insertSheetIndex ?? 0 });
    const renumbered = renumber(source.copy(), source.id, made.id, context);
    renumbered.properties = { ...structuredClone(source.properties), sheetId: made.id, title, hidden: undefined };
    book.sheets[book.sheets.indexOf(made)] = renumbered;
    growTo(book, renumbered, 0, 0);
    return { properties: propertiesOf(book, renumbered) };
  },
};

function copyTitle(title: string, titles: ReadonlySet<string>): string {
  let copy = `Copy of ${title}`;
  for (let number = 2; titles.has(copy); number++) copy = `Copy of ${title} ${number}`;
  return copy;
}

/** Every place on the old sheet becomes one on the new; protections and charts get numbers of their own. */
function renumber(sheet: Sheet, from: number, to: number, { nextId }: BatchContext): Sheet {
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, key === "sheetId" && inner === from ? to : visit(inner)]),
    );
  };
  for (const name of ["merges", "conditionalFormats", "rowGroups", "columnGroups"] as const) {
    sheet[name] = visit(sheet[name]) as Message[];
  }
  sheet.basicFilter = visit(sheet.basicFilter) as Message | undefined;
  sheet.protectedRanges = (visit(sheet.protectedRanges) as Message[]).map((range) => ({
    ...range,
    protectedRangeId: Number(nextId("protectedRange")),
  }));
  sheet.charts = (visit(sheet.charts) as Message[]).map((chart) => ({ ...chart, chartId: Number(nextId("chart")) }));
  return sheet;
}
