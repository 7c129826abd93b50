import { SheetsSelectionsService } from "@univerjs/preset-sheets-core";
import type { Area } from "../../person/edit";
import { areaOf } from "./areas";
import type { Clipboard } from "./clipboard";
import type { Choice, Choices } from "./popup";
import type { SheetGrid } from "./sheet-grid";
import type { Sync } from "./sync";
import { MENU_WORDS } from "./words";

const MAC = /mac/i.test(navigator.platform);
const key = (letter: string) => (MAC ? `⌘${letter}` : `Ctrl+${letter}`);

/** What menus and the context menu do with the selection. */
export class Gestures {
  constructor(
    private readonly grid: SheetGrid,
    private readonly sync: Sync,
    private readonly clipboard: Clipboard,
  ) {}

  /** The last selected range; undefined before anything is. */
  selected(): Area | undefined {
    const tab = this.grid.front();
    const selection = this.grid.grid.injector.get(SheetsSelectionsService).getCurrentLastSelection();
    return tab !== undefined && selection ? areaOf(this.grid, tab, selection.range) : undefined;
  }

  /** Makes the selection reach over whole rows or columns. */
  selectWhole(dimension: "ROWS" | "COLUMNS"): void {
    this.with(({ sheetId, top, bottom, left, right }) => {
      const sheet = this.grid.sheet(sheetId);
      const [endRow, endColumn] = [sheet.getRowCount() - 1, sheet.getColumnCount() - 1];
      if (dimension === "ROWS") {
        this.grid.extend({ startRow: top, endRow: bottom - 1, startColumn: 0, endColumn });
      } else {
        this.grid.extend({ startRow: 0, endRow, startColumn: left, endColumn: right - 1 });
      }
    });
  }

  /** Moves the cursor, seen from where the selection is, and brings it into sight. */
  go(to: (from: Area) => { row: number; column: number }): void {
    this.with((area) => this.grid.select({ ...to(area), rows: 1, columns: 1 }));
  }

  undo: Choice = { title: MENU_WORDS.undo, shortcut: key("Z"), act: () => void this.sync.edit({ kind: "undo" }) };
  redo: Choice = { title: MENU_WORDS.redo, shortcut: key("Y"), act: () => void this.sync.edit({ kind: "redo" }) };

  clipboardChoices(): Choices {
    return [
      { title: MENU_WORDS.cut, shortcut: key("X"), act: () => this.clipboard.copy(true) },
      { title: MENU_WORDS.copy, shortcut: key("C"), act: () => this.clipboard.copy(false) },
      { title: MENU_WORDS.paste, shortcut: key("V"), act: () => void this.clipboard.paste() },
    ];
  }

  clear(): Choice {
    return {
      title: MENU_WORDS.clear,
      shortcut: MENU_WORDS.clearKey,
      act: () => this.with((area) => void this.sync.edit({ kind: "clear", area })),
    };
  }

  insertChoices(): Choices {
    const area = this.selected();
    if (area === undefined) return [];
    const rows = area.bottom - area.top;
    const columns = area.right - area.left;
    return [
      { title: MENU_WORDS.rowsAbove({ rows }), act: () => this.insert(area, "ROWS", area.top, rows) },
      { title: MENU_WORDS.rowsBelow({ rows }), act: () => this.insert(area, "ROWS", area.bottom, rows) },
      null,
      {
        title: MENU_WORDS.columnsLeft({ columns }),
        act: () => this.insert(area, "COLUMNS", area.left, columns),
      },
      {
        title: MENU_WORDS.columnsRight({ columns }),
        act: () => this.insert(area, "COLUMNS", area.right, columns),
      },
    ];
  }

  deleteChoices(): Choices {
    const area = this.selected();
    if (area === undefined) return [];
    return [
      {
        title: MENU_WORDS.deleteRows({ first: String(area.top + 1), last: String(area.bottom) }),
        act: () => this.delete(area, "ROWS", area.top, area.bottom),
      },
      {
        title: MENU_WORDS.deleteColumns({ first: letters(area.left + 1), last: letters(area.right) }),
        act: () => this.delete(area, "COLUMNS", area.left, area.right),
      },
    ];
  }

  /** Sorts everything below the frozen rows, by the column of the cursor. */
  sortChoices(): Choices {
    const column = this.selected()?.left ?? 0;
    const sort = (descending: boolean) => () =>
      this.with(({ sheetId }) => {
        const sheet = this.grid.sheet(sheetId);
        const top = this.grid.shape(sheetId)?.frozenRows ?? 0;
        const area = { sheetId, top, bottom: sheet.getRowCount(), left: 0, right: sheet.getColumnCount() };
        void this.sync.edit({ kind: "sort", area, by: [{ column, descending }] });
      });
    return [
      { title: MENU_WORDS.sortUp({ column: letters(column + 1) }), act: sort(false) },
      { title: MENU_WORDS.sortDown({ column: letters(column + 1) }), act: sort(true) },
    ];
  }

  private insert(area: Area, dimension: "ROWS" | "COLUMNS", at: number, count: number): void {
    void this.sync.edit({ kind: "insert", sheetId: area.sheetId, dimension, at, count });
  }

  private delete(area: Area, dimension: "ROWS" | "COLUMNS", at: number, end: number): void {
    void this.sync.edit({ kind: "delete", sheetId: area.sheetId, dimension, at, count: end - at });
  }

  private with(work: (area: Area) => void): void {
    const area = this.selected();
    if (area !== undefined) work(area);
  }
}

/** 1 is A. */
function letters(number: number): string {
  let name = "";
  for (let rest = number; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}
