import { growTo } from "../../api/values-write";
import { withEntry } from "../../book/cell";
import { COLUMN_WIDTH } from "../../book/defaults";
import type { Message } from "../../book/json";
import { Shown } from "../../book/shown";
import type { Like } from "../realm/google";
import { inParts } from "../realm/in-parts";
import { surface } from "../realm/surface";
import { type App, carryOut, sheetOf, write } from "./app";
import { Tab } from "./arguments";
import { boxAt, boxOfA1, lastColumn, lastRow } from "./boxes";
import { colorOf, hexOf } from "./color";
import { conditionalFormats } from "./conditional";
import { SheetType } from "./enums";
import { sheetRangeOf } from "./grid-range";
import { metadataOf } from "./metadata";
import { protectionsIn, protectionsOf } from "./protection";
import { rangeListSurface } from "./range-list";
import { sheetStructure } from "./sheet-structure";
import { valueWriter } from "./values";

/** `Sheet` of Apps Script. */
export function sheetSurface(app: App, sheetId: number): object {
  const self: object = surface(
    app.execution.realm,
    "Sheet",
    sheetMethods(app, sheetId, () => self),
    new Tab(sheetId),
  );
  return self;
}

const sheetMethods = inParts(
  ownMethods,
  sheetStructure,
  conditionalFormats,
  (app, sheetId) => metadataOf(app, { sheetId }),
  (app, sheetId) => protectionsOf(app, { sheetId }),
);

function ownMethods(app: App, sheetId: number, self: () => object) {
  const { execution, book } = app;
  const sheet = () => sheetOf(app, sheetId);
  /** A sheet that is nothing but a chart has no cells. */
  const grid = () => {
    const found = sheet();
    if (found.properties.sheetType !== "GRID") throw new Error("Object sheets have no cells.");
    return found;
  };
  function update(name: string, properties: Message, fields: string): object {
    const request = { properties: { sheetId, ...properties }, fields };
    carryOut(app, `Sheet.${name}`, "updateSheetProperties", request);
    return self();
  }

  return {
    getProtections: (type: unknown) => execution.call("Sheet.getProtections", () => protectionsIn(app, sheetId, type)),
    getType: () => SheetType[sheet().properties.sheetType as keyof typeof SheetType],
    getName: () => sheet().title,
    getSheetName: () => sheet().title,
    getSheetId: () => sheetId,
    getIndex: () => book.sheets.indexOf(sheet()) + 1,
    getParent: () => app.surfaces.spreadsheet(app),
    setName: (title: string) => update("setName", { title }, "title"),
    getLastRow: () => execution.call("Sheet.getLastRow", () => lastRow(new Shown(book), sheet())),
    getLastColumn: () => execution.call("Sheet.getLastColumn", () => lastColumn(new Shown(book), sheet())),
    getMaxRows: () => execution.call("Sheet.getMaxRows", () => sheet().rowCount),
    getMaxColumns: () => execution.call("Sheet.getMaxColumns", () => sheet().columnCount),
    getRange: (first: number | string, column = 1, rows = 1, columns = 1) => {
      const tab = grid();
      const box =
        typeof first === "string" ? boxOfA1(tab, bareA1(tab.title, first)) : boxAt(tab, first, column, rows, columns);
      return app.surfaces.range(app, { sheetId, box });
    },
    getRangeList: (texts: readonly string[]) => {
      const tab = sheet();
      const ranges = texts.map((text) => ({ sheetId, box: boxOfA1(tab, bareA1(tab.title, text)) }));
      return rangeListSurface(app, ranges);
    },
    /** Not counted: Google finds the extent on the same trip as the read that follows. */
    getDataRange: () => {
      const tab = grid();
      const shown = new Shown(book);
      const [bottom, right] = [Math.max(1, lastRow(shown, tab)), Math.max(1, lastColumn(shown, tab))];
      const box = { top: 0, bottom, left: 0, right };
      return app.surfaces.range(app, { sheetId, box });
    },
    appendRow: (values: readonly unknown[]) =>
      write(app, "Sheet.appendRow", () => {
        const tab = sheet();
        const row = lastRow(new Shown(book), tab);
        growTo(book, tab, row + 1, values.length);
        const enter = valueWriter(book, execution.realm);
        const old = tab.rows[row] ?? [];
        const width = Math.max(old.length, values.length);
        tab.putRow(
          row,
          Array.from({ length: width }, (_, column) =>
            column < values.length ? enter(old[column], values[column]) : old[column],
          ),
        );
        return self();
      }),
    clearContents: () =>
      write(app, "Sheet.clearContents", () => {
        const tab = sheet();
        tab.edit({ ...tab.box, bottom: tab.rows.length }, (slot) => withEntry(slot, undefined));
        return self();
      }),
    activate: () => {
      execution.call("Sheet.activate", () => {
        Object.assign(app.selection, { sheetId, box: { top: 0, bottom: 1, left: 0, right: 1 } });
      });
      return self();
    },
    hideSheet: () => update("hideSheet", { hidden: true }, "hidden"),
    showSheet: () => update("showSheet", { hidden: false }, "hidden"),
    isSheetHidden: () => execution.call("Sheet.isSheetHidden", () => sheet().properties.hidden === true),
    setFrozenRows: (count: number) =>
      void update("setFrozenRows", { gridProperties: { frozenRowCount: count } }, "gridProperties.frozenRowCount"),
    getFrozenRows: () =>
      execution.call("Sheet.getFrozenRows", (): number => sheet().properties.gridProperties.frozenRowCount ?? 0),
    setTabColor: (color: string | null) =>
      update("setTabColor", color === null ? {} : { tabColor: colorOf(color) }, "tabColor"),
    getTabColor: () =>
      execution.call("Sheet.getTabColor", () => {
        const color: Message | undefined = sheet().properties.tabColor;
        return color === undefined ? null : hexOf(color);
      }),
    getColumnWidth: (column: number) =>
      execution.call(
        "Sheet.getColumnWidth",
        (): number => sheet().columnProperties.get(column - 1)?.pixelSize ?? COLUMN_WIDTH,
      ),
    getFilter: () =>
      execution.call("Sheet.getFilter", () => {
        const filter = sheet().basicFilter;
        if (filter === undefined) return null;
        return surface(execution.realm, "Filter", {
          getRange: () => app.surfaces.range(app, sheetRangeOf(app, filter.range)),
          remove: () => void carryOut(app, "Filter.remove", "clearBasicFilter", { sheetId }),
        } satisfies Like<GoogleAppsScript.Spreadsheet.Filter>);
      }),
  } satisfies Like<GoogleAppsScript.Spreadsheet.Sheet>;
}

/** `Leads!A1` may name the sheet it is asked of. */
function bareA1(title: string, text: string): string {
  const at = text.lastIndexOf("!");
  if (at < 0) return text;
  const named = text
    .slice(0, at)
    .replace(/^'(.*)'$/, "$1")
    .replaceAll("''", "'");
  if (named !== title) throw new Error("Range not found");
  return text.slice(at + 1);
}
