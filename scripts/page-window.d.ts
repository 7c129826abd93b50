import type { Line, PageCell } from "../workbench/page/wire";

declare global {
  interface Window {
    /** What the page offers to tests, the tour and the bench: see workbench/page/client/main.ts. */
    workbench: {
      grid: {
        lines(tab: number): Line[];
        cell(tab: number, row: number, column: number): PageCell;
        drifted(): number[];
        select(area: { row: number; column: number; rows: number; columns: number }): void;
        // biome-ignore lint/suspicious/noExplicitAny: Univer's own facade.
        grid: { api: any };
        apply(event: unknown): void;
      };
      cellCentre(row: number, column: number): { x: number; y: number };
      sync: { settled(): Promise<unknown>; edit(edit: object): Promise<void>; drifts: number; applied: string };
    };
    /** What the bench measured in the page. */
    times: Record<"pressed" | "asked" | "answered" | "applying" | "applied" | "painted", number>;
  }
}
