import {
  type ICellData,
  type IDataValidationRule,
  type IRange,
  IUniverInstanceService,
  LifecycleService,
  LifecycleStages,
  UniverInstanceType,
  type Workbook,
} from "@univerjs/core";
import { SheetsSelectionsService } from "@univerjs/preset-sheets-core";
import { lineSum, tabSum } from "../checksum";
import type { Line, PageCell, PageEvent, PageState, TabPatch, TabShape } from "../wire";
import { Styles } from "./styles";
import { startUniver, type UniverGrid } from "./univer";
import { COLUMN_WIDTH, freezeOf, overCell, pageCell, rulesOf, trimmed, UNIT, workbookData } from "./workbook";

/** Marks a change as the server's: everything else may not change a sheet. */
const FROM_SERVER = { fromServer: true } as const;

/** Cells of the tab in front. */
interface GridSelection {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** The grid as a view of the server's workbook. */
export class SheetGrid {
  readonly grid: UniverGrid;
  private styles = new Styles();
  private shapes = new Map<number, TabShape>();
  private rules = new Map<number, IDataValidationRule[]>();
  private sums = new Map<number, number>();

  constructor(container: HTMLElement) {
    this.grid = startUniver(container);
  }

  load(state: PageState): void {
    const { univer, api } = this.grid;
    const before = this.front();
    if (this.instances.getUnit(UNIT)) api.disposeUnit(UNIT);
    this.styles = new Styles();
    this.styles.add(state.styles, 0);
    this.shapes = new Map(state.tabs.map((tab) => [tab.id, tab]));
    this.rules = new Map(state.tabs.map((tab) => [tab.id, rulesOf(tab.dropDowns)]));
    this.sums = new Map(state.tabs.map((tab) => [tab.id, tab.checksum]));
    univer.createUnit(UniverInstanceType.UNIVER_SHEET, workbookData(state, this.styles));
    if (before !== undefined && this.shapes.has(before)) void this.show(before);
  }

  /** Univer makes its parts and their commands step by step once it has a workbook; resolves when all are there. */
  ready(): Promise<void> {
    return this.grid.injector.get(LifecycleService).onStage(LifecycleStages.Rendered);
  }

  apply(event: Extract<PageEvent, { kind: "patch" }>): void {
    this.styles.add(event.styles, event.firstStyle);
    for (const patch of event.tabs) this.applyTab(patch);
  }

  private applyTab(patch: TabPatch): void {
    const { id, splice, shape } = patch;
    if (splice !== null) {
      const { at, removed, inserted } = splice;
      if (removed > 0) this.run("sheet.mutation.remove-rows", id, { range: this.rowRange(id, at, removed) });
      if (inserted > 0)
        this.run("sheet.mutation.insert-row", id, { range: this.rowRange(id, at, inserted), rowInfo: {} });
    }
    const before = this.shapes.get(id) as TabShape;
    if (shape !== null && patch.columns) this.setColumns(id, before.columns, shape.columns);
    if (patch.lines.length > 0) {
      const width = this.sheet(id).getColumnCount();
      const cellValue: Record<number, Record<number, ICellData | null>> = {};
      for (const [row, line] of patch.lines) {
        const cells: Record<number, ICellData | null> = {};
        for (let column = 0; column < width; column++) cells[column] = overCell(line[column] ?? null, this.styles);
        cellValue[row] = cells;
      }
      this.run("sheet.mutation.set-range-values", id, { cellValue });
      this.setHeights(id, patch.lines);
    }
    if (shape !== null) this.setShape(id, before, shape);
    this.sums.set(id, patch.checksum);
  }

  private setHeights(id: number, lines: TabPatch["lines"]): void {
    const sheet = this.sheet(id);
    const changed = lines.filter(([row, line]) => sheet.getRowHeight(row) !== this.styles.height(line));
    if (changed.length === 0) return;
    const ranges = changed.map(([row]) => this.rowRange(id, row, 1));
    const rowHeight = Object.fromEntries(changed.map(([row, line]) => [row, this.styles.height(line)]));
    this.run("sheet.mutation.set-worksheet-row-height", id, { ranges, rowHeight });
  }

  private setShape(id: number, before: TabShape, shape: TabShape): void {
    this.shapes.set(id, shape);
    const widths: Record<number, number> = {};
    for (const [column] of before.widths) widths[column] = COLUMN_WIDTH;
    for (const [column, pixels] of shape.widths) widths[column] = pixels;
    for (const [column, width] of Object.entries(widths)) {
      const at = Number(column);
      if (at >= shape.columns) continue;
      const range = { startColumn: at, endColumn: at, startRow: 0, endRow: this.sheet(id).getRowCount() - 1 };
      this.run("sheet.mutation.set-worksheet-col-width", id, { ranges: [range], colWidth: width });
    }
    if (shape.frozenRows !== before.frozenRows || shape.frozenColumns !== before.frozenColumns) {
      this.run("sheet.mutation.set-frozen", id, freezeOf(shape));
    }
    this.setRules(id, rulesOf(shape.dropDowns));
  }

  private setRules(id: number, rules: IDataValidationRule[]): void {
    const before = this.rules.get(id) ?? [];
    if (JSON.stringify(before) === JSON.stringify(rules)) return;
    this.rules.set(id, rules);
    if (before.length > 0) {
      this.run("data-validation.mutation.removeRule", id, { ruleId: before.map(({ uid }) => uid), source: "patched" });
    }
    if (rules.length > 0) this.run("data-validation.mutation.addRule", id, { rule: rules, source: "patched" });
  }

  private setColumns(id: number, before: number, after: number): void {
    const range = {
      startColumn: Math.min(before, after),
      endColumn: Math.max(before, after) - 1,
      startRow: 0,
      endRow: this.sheet(id).getRowCount() - 1,
    };
    if (after > before) this.run("sheet.mutation.insert-col", id, { range, colInfo: {} });
    else this.run("sheet.mutation.remove-col", id, { range });
  }

  private rowRange(id: number, at: number, count: number) {
    return { startRow: at, endRow: at + count - 1, startColumn: 0, endColumn: this.sheet(id).getColumnCount() - 1 };
  }

  private run(command: string, id: number, params: object): void {
    this.grid.commands.syncExecuteCommand(command, { unitId: UNIT, subUnitId: String(id), ...params }, FROM_SERVER);
  }

  private get instances(): IUniverInstanceService {
    return this.grid.injector.get(IUniverInstanceService);
  }

  get workbook(): Workbook {
    return this.instances.getUnit<Workbook>(UNIT, UniverInstanceType.UNIVER_SHEET) as Workbook;
  }

  sheet(id: number) {
    const sheet = this.workbook.getSheetBySheetId(String(id));
    if (!sheet) throw new Error(`There is no tab ${id} here.`);
    return sheet;
  }

  /** The tab in front. */
  front(): number | undefined {
    const sheet = this.instances.getUnit<Workbook>(UNIT)?.getActiveSheet();
    return sheet ? Number(sheet.getSheetId()) : undefined;
  }

  async show(id: number): Promise<void> {
    await this.grid.commands.executeCommand("sheet.command.set-worksheet-activate", {
      unitId: UNIT,
      subUnitId: String(id),
    });
  }

  /** Moves the selection of the tab in front; the cursor to its first cell. */
  mark({ row, column, rows, columns }: GridSelection): void {
    this.grid.api.getActiveWorkbook()?.getActiveSheet().getRange(row, column, rows, columns).activate();
  }

  /** Makes the selection larger; the cursor stays where it is in it. */
  extend(range: IRange): void {
    const { commands, injector } = this.grid;
    const last = injector.get(SheetsSelectionsService).getCurrentLastSelection();
    const selections = [{ range, primary: last?.primary ? { ...last.primary } : null, style: null }];
    void commands.executeCommand("sheet.operation.set-selections", {
      unitId: UNIT,
      subUnitId: String(this.front()),
      selections,
    });
  }

  /** Moves the selection, and brings it into sight. */
  select(selection: GridSelection): void {
    this.mark(selection);
    const sheet = this.grid.api.getActiveWorkbook()?.getActiveSheet();
    sheet?.scrollToCell(Math.max(0, selection.row - 3), Math.max(0, selection.column - 3));
  }

  /** The last row and column with something in them. */
  last(id: number): { row: number; column: number } {
    let [row, column] = [0, 0];
    this.sheet(id)
      .getCellMatrix()
      .forValue((atRow, atColumn, cell) => {
        if (cell?.v === undefined || cell.v === null || cell.v === "") return;
        row = Math.max(row, atRow);
        column = Math.max(column, atColumn);
      });
    return { row, column };
  }

  shape(id: number): TabShape | undefined {
    return this.shapes.get(id);
  }

  cell(id: number, row: number, column: number): PageCell {
    return pageCell(this.sheet(id).getCellMatrix().getValue(row, column), this.styleNumber);
  }

  /** What the grid holds, read from the grid itself. */
  lines(id: number): Line[] {
    const sheet = this.sheet(id);
    const matrix = sheet.getCellMatrix();
    const columns = sheet.getColumnCount();
    const lines: Line[] = [];
    for (let row = 0; row < sheet.getRowCount(); row++) {
      const line: PageCell[] = [];
      for (let column = 0; column < columns; column++)
        line.push(pageCell(matrix.getValue(row, column), this.styleNumber));
      lines.push(trimmed(line));
    }
    return lines;
  }

  /** Tabs whose cells are not what the server's checksum says. */
  drifted(): number[] {
    return [...this.sums].filter(([id, sum]) => tabSum(this.lines(id).map(lineSum)) !== sum).map(([id]) => id);
  }

  private readonly styleNumber = (id: string): number => this.styles.numberOf(this.workbook.getStyles().get(id), id);
}
