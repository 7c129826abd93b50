import {
  CanceledError,
  CommandType,
  EDITOR_ACTIVATED,
  type IAccessor,
  type ICellData,
  IContextService,
  type IMultiCommand,
  type IRange,
  RedoCommand,
  UndoCommand,
} from "@univerjs/core";
import { BEFORE_CELL_EDIT, SheetInterceptorService, SheetsSelectionsService } from "@univerjs/preset-sheets-core";
import type { Area, PersonEdit } from "../../person/edit";
import type { Clipboard } from "./clipboard";
import type { SheetGrid } from "./sheet-grid";
import type { Sync } from "./sync";

/** Layout that Univer works out by itself; nothing of it is in the workbook. */
const LAYOUT = new Set(["sheet.mutation.set-worksheet-row-auto-height"]);

/**
 * Turns what a person does in the grid into edits. Univer's own commands are replaced, so that the grid itself changes nothing: the
 * server does, and what it did comes back. Univer's undo stays empty for the same reason.
 */
export function takeEdits(
  grid: SheetGrid,
  sync: Sync,
  clipboard: Clipboard,
  refused: (sentence: string) => void,
): void {
  const { commands, injector, api } = grid.grid;
  const selections = injector.get(SheetsSelectionsService);
  const context = injector.get(IContextService);
  const tab = () => grid.place() as number;
  const send = (edit: PersonEdit) => void sync.edit(edit);
  const selected = (): IRange[] => selections.getCurrentSelections().map(({ range }) => range);
  const area = (range: IRange): Area => areaOf(grid, tab(), range);

  /** Set while Univer hands over a typed text that was already taken from its editor. */
  let taken = false;

  const replace = <P extends object>(id: string, handler: (params: P, accessor: IAccessor) => boolean) => {
    if (commands.hasCommand(id)) commands.unregisterCommand(id);
    commands.registerCommand({
      id,
      type: CommandType.COMMAND,
      handler: (accessor: IAccessor, params?: object) => handler((params ?? {}) as P, accessor),
    });
  };

  api.addEvent(api.Event.SheetEditStarted, ({ worksheet, row, column }) => {
    sync.editStarts({ tab: Number(worksheet.getSheetId()), row, column });
    before = editorText(grid, Number(worksheet.getSheetId()), row, column);
  });
  let before = "";
  api.addEvent(api.Event.BeforeSheetEditEnd, ({ isConfirm, value }) => {
    taken = true;
    setTimeout(() => {
      taken = false;
    });
    const text = value.toPlainText().replace(/\r\n?/g, "\n").replace(/\n$/, "");
    const changed = isConfirm && text !== before;
    // After Univer has closed its editor: what was held may now change the cell.
    setTimeout(() => {
      const place = sync.editEnds();
      if (!changed) return;
      if (place === undefined) refused(`The row was deleted meanwhile; “${text}” was not entered.`);
      else send({ kind: "type", sheetId: place.tab, row: place.row, column: place.column, text });
    });
  });
  injector.get(SheetInterceptorService).writeCellInterceptor.intercept(BEFORE_CELL_EDIT, {
    priority: 1000,
    handler: (cell, _, next) => {
      const entered: string | undefined = cell?.custom?.entered;
      return next(entered === undefined ? cell : { ...cell, v: entered, t: 1 });
    },
  });

  replace<{ range?: IRange; value?: unknown; subUnitId?: string }>("sheet.command.set-range-values", (params) => {
    if (taken) return false;
    const range = params.range ?? selected()[0];
    const text = plainText(params.value);
    if (text === undefined) return false;
    send({
      kind: "type",
      sheetId: Number(params.subUnitId ?? tab()),
      row: range.startRow,
      column: range.startColumn,
      text,
    });
    return true;
  });
  for (const id of ["sheet.command.clear-selection-content", "sheet.command.clear-selection-all"]) {
    replace<{ ranges?: IRange[] }>(id, ({ ranges = selected() }) => {
      for (const range of ranges) send({ kind: "clear", area: area(range) });
      return true;
    });
  }
  replace<{ sourceRange: IRange; targetRange: IRange }>("sheet.command.auto-fill", ({ sourceRange, targetRange }) => {
    const source = area(sourceRange);
    const target = beyond(source, area(targetRange));
    if (target !== undefined) send({ kind: "fill", source, target });
    return true;
  });
  replace("sheet.command.copy-down", () => {
    const whole = area(selected()[0]);
    if (whole.bottom - whole.top > 1) send(fill(whole, { ...whole, bottom: whole.top + 1 }));
    return true;
  });
  replace("sheet.command.copy-right", () => {
    const whole = area(selected()[0]);
    if (whole.right - whole.left > 1) send(fill(whole, { ...whole, right: whole.left + 1 }));
    return true;
  });
  replace<{ fromRange: IRange; toRange: IRange }>("sheet.command.move-range", ({ fromRange, toRange }) => {
    const to = { sheetId: tab(), row: toRange.startRow, column: toRange.startColumn };
    send({ kind: "copy", source: area(fromRange), to, cut: true });
    return true;
  });
  replace<{ fromRange: IRange; toRange: IRange }>("sheet.command.move-rows", ({ fromRange, toRange }) => {
    const { startRow, endRow } = around(selected(), fromRange, "startRow", "endRow");
    send({
      kind: "move",
      sheetId: tab(),
      dimension: "ROWS",
      from: startRow,
      count: endRow - startRow + 1,
      before: toRange.startRow,
    });
    return true;
  });
  replace<{ fromRange: IRange; toRange: IRange }>("sheet.command.move-cols", ({ fromRange, toRange }) => {
    const { startColumn, endColumn } = around(selected(), fromRange, "startColumn", "endColumn");
    const count = endColumn - startColumn + 1;
    send({ kind: "move", sheetId: tab(), dimension: "COLUMNS", from: startColumn, count, before: toRange.startColumn });
    return true;
  });
  replace<{ anchorCol: number; deltaX: number }>("sheet.command.delta-column-width", ({ anchorCol, deltaX }) => {
    const pixels = Math.max(20, Math.round(grid.sheet(tab()).getColumnWidth(anchorCol) + deltaX));
    void sync.do("width", { sheetId: tab(), column: anchorCol, pixels });
    return true;
  });
  replace("sheet.command.set-col-auto-width", () => true);

  const editing = () => context.getContextValue(EDITOR_ACTIVATED) === true;
  for (const [kind, own] of [
    ["undo", UndoCommand],
    ["redo", RedoCommand],
  ] as const) {
    // Within a text that is being typed, undo is the editor's.
    replace(own.id, (_, accessor) => {
      if (editing()) return own.handler(accessor);
      send({ kind });
      return true;
    });
  }
  const clip = (id: string, handler: () => unknown) => {
    commands.registerMultipleCommand({
      id,
      name: `workbench.${id}`,
      multi: true,
      type: CommandType.COMMAND,
      priority: 1e6,
      preconditions: () => !editing(),
      handler: () => {
        handler();
        return true;
      },
    } as IMultiCommand);
  };
  clip("univer.command.copy", () => clipboard.copy(false));
  clip("univer.command.cut", () => clipboard.copy(true));
  clip("univer.command.paste", () => clipboard.paste());
  replace<{ textContent?: string }>("sheet.command.paste-by-short-key", ({ textContent }) => {
    clipboard.pasteText(textContent ?? "");
    return true;
  });

  // What is left of Univer's commands may not change a sheet either.
  commands.beforeCommandExecuted((info, options) => {
    if (info.type !== CommandType.MUTATION || options?.fromServer || LAYOUT.has(info.id)) return;
    if (info.id.startsWith("sheet.mutation.") || info.id.startsWith("data-validation.mutation."))
      throw new CanceledError();
  });
}

/** A range of Univer's as an area; whole rows and columns reach the edges of the tab. */
export function areaOf(grid: SheetGrid, tab: number, range: IRange): Area {
  const sheet = grid.sheet(tab);
  const [rows, columns] = [sheet.getRowCount(), sheet.getColumnCount()];
  return {
    sheetId: tab,
    top: range.startRow || 0,
    bottom: Math.min(rows, (Number.isNaN(range.endRow) ? rows - 1 : range.endRow) + 1),
    left: range.startColumn || 0,
    right: Math.min(columns, (Number.isNaN(range.endColumn) ? columns - 1 : range.endColumn) + 1),
  };
}

function editorText(grid: SheetGrid, tab: number, row: number, column: number): string {
  const cell = grid.cell(tab, row, column);
  if (cell === null || typeof cell === "string") return cell ?? "";
  return cell[2] ?? cell[0];
}

function fill(whole: Area, source: Area): PersonEdit {
  return { kind: "fill", source, target: beyond(source, whole) as Area };
}

/** The part of the target that is not the source; fills go one way. */
function beyond(source: Area, target: Area): Area | undefined {
  if (target.bottom > source.bottom) return { ...target, top: source.bottom };
  if (target.top < source.top) return { ...target, bottom: source.top };
  if (target.right > source.right) return { ...target, left: source.right };
  if (target.left < source.left) return { ...target, right: source.left };
  return undefined;
}

/** The selected rows or columns that are being dragged. */
function around<A extends keyof IRange, B extends keyof IRange>(
  ranges: IRange[],
  at: IRange,
  start: A,
  end: B,
): IRange {
  return (
    ranges.find((range) => Number(range[start]) <= Number(at[start]) && Number(at[start]) <= Number(range[end])) ?? at
  );
}

/** The text of one cell in the forms Univer gives it; undefined when it is not one cell. */
function plainText(value: unknown): string | undefined {
  if (Array.isArray(value)) return value.length === 1 ? plainText(value[0]) : undefined;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return String(value);
  const cell = value as ICellData | null | undefined;
  if (!cell || !("v" in cell || "f" in cell)) return undefined;
  return String(cell.f || (cell.v ?? ""));
}
