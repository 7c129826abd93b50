import {
  CanceledError,
  CommandType,
  type IAccessor,
  type ICellData,
  type IMultiCommand,
  type IRange,
  IUndoRedoService,
  RedoCommand,
  UndoCommand,
} from "@univerjs/core";
import { SheetsSelectionsService } from "@univerjs/preset-sheets-core";
import type { Area, PersonEdit } from "../../person/edit";
import { areaOf, around, beyond } from "./areas";
import type { Clipboard } from "./clipboard";
import type { SheetGrid } from "./sheet-grid";
import type { Sync } from "./sync";
import type { Typing } from "./typing";

/** Layout that Univer works out by itself; nothing of it is in the workbook. */
const LAYOUT = new Set(["sheet.mutation.set-worksheet-row-auto-height"]);

/**
 * Turns what a person does in the grid into edits. Univer's own commands are replaced, so that the grid itself changes nothing: the
 * server does, and what it did comes back. Univer's undo stays empty for the same reason.
 */
export function takeEdits(grid: SheetGrid, sync: Sync, clipboard: Clipboard, typing: Typing): void {
  const { commands, injector } = grid.grid;
  const selections = injector.get(SheetsSelectionsService);
  // Made when first asked for, it registers its commands, which must be there to be replaced.
  injector.get(IUndoRedoService);
  const tab = () => grid.front() as number;
  const send = (edit: PersonEdit) => void sync.edit(edit);
  const selected = (): IRange[] => selections.getCurrentSelections().map(({ range }) => range);
  const area = (range: IRange): Area => areaOf(grid, tab(), range);

  const replace = <P extends object>(id: string, handler: (params: P, accessor: IAccessor) => boolean) => {
    if (commands.hasCommand(id)) commands.unregisterCommand(id);
    commands.registerCommand({
      id,
      type: CommandType.COMMAND,
      handler: (accessor: IAccessor, params?: object) => handler((params ?? {}) as P, accessor),
    });
  };

  replace<{ range?: IRange; value?: unknown; subUnitId?: string }>("sheet.command.set-range-values", (params) => {
    if (typing.isTaken()) return false;
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
  // Of a single row or column: from the one before it, as Sheets does.
  replace("sheet.command.copy-down", () => {
    const whole = area(selected()[0]);
    const top = whole.bottom - whole.top > 1 ? whole.top : whole.top - 1;
    if (top >= 0) send(fill({ ...whole, top }, { ...whole, top, bottom: top + 1 }));
    return true;
  });
  replace("sheet.command.copy-right", () => {
    const whole = area(selected()[0]);
    const left = whole.right - whole.left > 1 ? whole.left : whole.left - 1;
    if (left >= 0) send(fill({ ...whole, left }, { ...whole, left, right: left + 1 }));
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

  for (const [kind, own] of [
    ["undo", UndoCommand],
    ["redo", RedoCommand],
  ] as const) {
    // Within a text that is being typed, undo is the editor's.
    replace(own.id, (_, accessor) => {
      if (typing.going()) return own.handler(accessor);
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
      preconditions: () => !typing.going(),
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

function fill(whole: Area, source: Area): PersonEdit {
  return { kind: "fill", source, target: beyond(source, whole) as Area };
}

/** The text of one cell in the forms Univer gives it; undefined when it is not one cell. */
function plainText(value: unknown): string | undefined {
  if (Array.isArray(value)) return value.length === 1 ? plainText(value[0]) : undefined;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return String(value);
  const cell = value as ICellData | null | undefined;
  if (!cell || !("v" in cell || "f" in cell)) return undefined;
  return String(cell.f || (cell.v ?? ""));
}
