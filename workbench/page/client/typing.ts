import { EDITOR_ACTIVATED, IContextService } from "@univerjs/core";
import { BEFORE_CELL_EDIT, SheetInterceptorService } from "@univerjs/preset-sheets-core";
import type { SheetGrid } from "./sheet-grid";
import type { Sync } from "./sync";
import { PAGE_WORDS } from "./words";

/** Univer's input of the cells; it has the focus also while nothing is typed. */
const CELLS = "__editor___INTERNAL_EDITOR__DOCS_NORMAL";

/** From here on keys go to the cells. */
export function focusCells(): void {
  document.getElementById(CELLS)?.focus();
}

/** Whether keys go to the cells. */
export function isInCells(): boolean {
  return document.activeElement?.id === CELLS;
}

export interface Typing {
  /** Whether keys go to the cells. */
  hasFocus(): boolean;
  /** Whether a text is being typed. */
  going(): boolean;
  /** Whether Univer is handing over a typed text that was already taken from its editor. */
  isTaken(): boolean;
}

/** Takes what is typed into a cell from Univer's editor: the text as it was typed, as one edit. */
export function takeTyping(grid: SheetGrid, sync: Sync, refused: (sentence: string) => void): Typing {
  const { api, injector } = grid.grid;
  const context = injector.get(IContextService);
  let taken = false;
  let before = "";

  api.addEvent(api.Event.SheetEditStarted, ({ worksheet, row, column }) => {
    sync.editStarts({ tab: Number(worksheet.getSheetId()), row, column });
    before = editorText(grid, Number(worksheet.getSheetId()), row, column);
  });
  let typed: string | undefined;
  api.addEvent(api.Event.BeforeSheetEditEnd, ({ isConfirm, value }) => {
    if (!sync.isEditing()) return;
    taken = true;
    const text = value.toPlainText().replace(/\r\n?/g, "\n").replace(/\n$/, "");
    typed = isConfirm && text !== before ? text : undefined;
  });
  // Univer has closed its editor: what was held may now change the cell. Not later: the next key may open the editor of the next cell.
  api.addEvent(api.Event.SheetEditEnded, () => {
    if (!sync.isEditing()) return;
    taken = false;
    const cell = sync.editEnds();
    if (typed === undefined) return;
    if (cell === undefined) refused(PAGE_WORDS.rowGone({ typed }));
    else void sync.edit({ kind: "type", sheetId: cell.tab, row: cell.row, column: cell.column, text: typed });
  });
  injector.get(SheetInterceptorService).writeCellInterceptor.intercept(BEFORE_CELL_EDIT, {
    priority: 1000,
    handler: (cell, _, next) => {
      const entered: string | undefined = cell?.custom?.entered;
      return next(entered === undefined ? cell : { ...cell, v: entered, t: 1 });
    },
  });

  return {
    hasFocus: isInCells,
    going: () => context.getContextValue(EDITOR_ACTIVATED) === true,
    isTaken: () => taken,
  };
}

function editorText(grid: SheetGrid, tab: number, row: number, column: number): string {
  const cell = grid.cell(tab, row, column);
  if (cell === null || typeof cell === "string") return cell ?? "";
  return cell[2] ?? cell[0];
}
