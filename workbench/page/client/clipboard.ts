import { SheetsSelectionsService } from "@univerjs/preset-sheets-core";
import type { Area } from "../../person/edit";
import { areaOf } from "./areas";
import type { SheetGrid } from "./sheet-grid";
import type { Sync } from "./sync";
import { isInCells } from "./typing";

/** Copy, cut and paste. Between programs as tab-separated text, as spreadsheets do; inside the workbook as a copy of the cells themselves. */
export class Clipboard {
  private last: { readonly text: string; readonly area: Area; readonly cut: boolean } | undefined;

  constructor(
    private readonly grid: SheetGrid,
    private readonly sync: Sync,
  ) {}

  copy(cut: boolean): void {
    const area = this.selected();
    if (area === undefined) return;
    const rows: string[] = [];
    for (let row = area.top; row < area.bottom; row++) {
      const cells: string[] = [];
      for (let column = area.left; column < area.right; column++) {
        const cell = this.grid.cell(area.sheetId, row, column);
        cells.push(quoted(cell === null ? "" : typeof cell === "string" ? cell : cell[0]));
      }
      rows.push(cells.join("\t"));
    }
    const text = rows.join("\n");
    this.last = { text, area, cut };
    void navigator.clipboard?.writeText(text);
  }

  /** Pastes what the browser gives; it may ask the person first. */
  async paste(): Promise<void> {
    try {
      this.pasteText(await navigator.clipboard.readText());
    } catch {
      if (this.last !== undefined) this.pasteText(this.last.text);
    }
  }

  pasteText(text: string): void {
    const target = this.selected();
    if (target === undefined || text === "") return;
    const plain = text.replace(/\r\n?/g, "\n");
    if (this.last !== undefined && plain === this.last.text) this.pasteCells(this.last.area, this.last.cut, target);
    else this.pasteRows(tiled(rowsOf(plain), target), target);
  }

  private pasteCells(source: Area, cut: boolean, target: Area): void {
    const single = source.bottom - source.top === 1 && source.right - source.left === 1;
    const many = target.bottom - target.top > 1 || target.right - target.left > 1;
    if (cut) this.last = undefined;
    if (single && many && !cut) void this.sync.edit({ kind: "fill", source, target });
    else {
      const to = { sheetId: target.sheetId, row: target.top, column: target.left };
      void this.sync.edit({ kind: "copy", source, to, cut }).then(() => {
        this.select(target, source.bottom - source.top, source.right - source.left);
      });
    }
  }

  private pasteRows(rows: string[][], target: Area): void {
    const { sheetId, top, left } = target;
    void this.sync.edit({ kind: "paste", sheetId, top, left, rows }).then(() => {
      this.select(target, rows.length, Math.max(...rows.map((row) => row.length)));
    });
  }

  /** What was pasted is selected afterwards, as in Sheets, if the person still is where it was pasted. */
  private select({ sheetId, top, left }: Area, rows: number, columns: number): void {
    const now = this.selected();
    if (isInCells() && now?.sheetId === sheetId && now.top === top && now.left === left) {
      this.grid.mark({ row: top, column: left, rows, columns });
    }
  }

  private selected(): Area | undefined {
    const selection = this.grid.grid.injector.get(SheetsSelectionsService).getCurrentLastSelection();
    const tab = this.grid.front();
    return selection && tab !== undefined ? areaOf(this.grid, tab, selection.range) : undefined;
  }
}

/** As spreadsheets write a cell that holds a tab, a line break or a quote. */
function quoted(text: string): string {
  return /[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Reads tab-separated text; a cell in quotes may hold tabs and line breaks. */
function rowsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  const cell = /(?:"((?:[^"]|"")*)"(?=\t|\n|$)|([^\t\n]*))(\t|\n|$)/gy;
  for (let match = cell.exec(text); match !== null; match = cell.exec(text)) {
    rows[rows.length - 1].push(match[1]?.replaceAll('""', '"') ?? match[2]);
    if (match[3] === "") break;
    if (match[3] === "\n") rows.push([]);
  }
  // The line break at the end of the last row does not begin another.
  const last = rows[rows.length - 1];
  if (rows.length > 1 && last.length === 1 && last[0] === "") rows.pop();
  return rows;
}

/** Repeats the rows over a selection that is a multiple of them, as Sheets does. */
function tiled(rows: string[][], target: Area): string[][] {
  const [height, width] = [target.bottom - target.top, target.right - target.left];
  const columns = Math.max(...rows.map((row) => row.length));
  const whole = (height % rows.length === 0 && width % columns === 0) || (rows.length === 1 && columns === 1);
  if (!whole || height * width <= rows.length * columns) return rows;
  return Array.from({ length: height }, (_, row) =>
    Array.from({ length: width }, (_, column) => rows[row % rows.length][column % columns] ?? ""),
  );
}
