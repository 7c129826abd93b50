import { CommandType, Direction } from "@univerjs/core";
import { DeviceInputEventType, IShortcutService, KeyCode, MetaKeys } from "@univerjs/preset-sheets-core";
import { canvasBox } from "./charts";
import type { Gestures } from "./gestures";
import type { SheetGrid } from "./sheet-grid";
import { ROW_HEIGHT } from "./styles";
import type { Typing } from "./typing";
import { UNIT } from "./workbook";

/** Of a keyboard event; Univer's list of them has no names for these. */
const [PAGE_UP, PAGE_DOWN, END, HOME] = [33, 34, 35, 36];

/** Before Univer's own. */
const PRIORITY = 1e6;

/** The keys of Sheets that Univer does not know, or takes for something else (Shift+Space would type a space into the cell). */
export function takeKeys(grid: SheetGrid, gestures: Gestures, typing: Typing): void {
  const { commands, injector } = grid.grid;
  const shortcuts = injector.get(IShortcutService);
  const move = (direction: Direction) => () => commands.executeCommand("sheet.command.move-selection", { direction });
  const enterAndMove = (keycode: KeyCode) => () =>
    commands.executeCommand("sheet.operation.set-cell-edit-visible", {
      visible: false,
      eventType: DeviceInputEventType.Keyboard,
      keycode,
      unitId: UNIT,
    });
  const page = () => Math.max(1, Math.floor(canvasBox().height / ROW_HEIGHT) - 3);

  const key = (name: string, binding: number, whileTyping: boolean, act: () => unknown) => {
    const id = `workbench.key.${name}`;
    const handler = () => {
      act();
      return true;
    };
    commands.registerCommand({ id, type: CommandType.COMMAND, handler });
    const preconditions = () => typing.hasFocus() && typing.going() === whileTyping;
    shortcuts.registerShortcut({ id, binding, preconditions, priority: PRIORITY });
  };
  const { SHIFT, CTRL_COMMAND: CTRL } = MetaKeys;
  key("enter-left", SHIFT | KeyCode.TAB, true, enterAndMove(KeyCode.ARROW_LEFT));
  key("enter-up", SHIFT | KeyCode.ENTER, true, enterAndMove(KeyCode.ARROW_UP));
  key("left", SHIFT | KeyCode.TAB, false, move(Direction.LEFT));
  key("up", SHIFT | KeyCode.ENTER, false, move(Direction.UP));
  key("rows", SHIFT | KeyCode.SPACE, false, () => gestures.selectWhole("ROWS"));
  key("columns", CTRL | KeyCode.SPACE, false, () => gestures.selectWhole("COLUMNS"));
  key("clear", KeyCode.BACKSPACE, false, () => gestures.clear().act());
  key("first", CTRL | HOME, false, () => gestures.go(() => ({ row: 0, column: 0 })));
  key("last", CTRL | END, false, () => gestures.go((at) => grid.last(at.sheetId)));
  key("row-start", HOME, false, () => gestures.go(({ top }) => ({ row: top, column: 0 })));
  key("row-end", END, false, () =>
    gestures.go(({ sheetId, top }) => ({ row: top, column: grid.sheet(sheetId).getColumnCount() - 1 })),
  );
  key("page-up", PAGE_UP, false, () =>
    gestures.go(({ top, left }) => ({ row: Math.max(0, top - page()), column: left })),
  );
  key("page-down", PAGE_DOWN, false, () =>
    gestures.go(({ sheetId, top, left }) => ({
      row: Math.min(grid.sheet(sheetId).getRowCount() - 1, top + page()),
      column: left,
    })),
  );
}
