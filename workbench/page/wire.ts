/** What the page's server and the page say to each other, as JSON. Rows and columns count from 0. */

/** How a cell looks. What is absent is as usual. */
export interface Style {
  readonly bold?: true;
  readonly italic?: true;
  readonly strike?: true;
  readonly underline?: true;
  /** `#rrggbb`. */
  readonly color?: string;
  readonly background?: string;
  /** In points. */
  readonly size?: number;
  readonly family?: string;
  readonly align?: "left" | "center" | "right";
  readonly wrap?: "clip" | "wrap";
}

/**
 * A cell: nothing, its text in the usual style, or text and style's number, and what the editor shows when that is not the text (a
 * formula, the digits behind a rounded number).
 */
export type PageCell = null | string | readonly [text: string, style: number, entered?: string];

/** A row without the empty cells at its end. */
export type Line = readonly PageCell[];

/** A list to choose from in the cells of rows `top` to `bottom`, columns `left` to `right`; ends excluded. */
export interface DropDown {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
  readonly values: readonly string[];
}

export interface Chart {
  readonly id: number;
  readonly kind: "column" | "bar" | "line";
  readonly title: string;
  readonly labels: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
  /** The cell its upper left corner stands on, and the offset there; sizes in pixels. */
  readonly row: number;
  readonly column: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What a tab has besides cells. */
export interface TabShape {
  readonly columns: number;
  readonly frozenRows: number;
  readonly frozenColumns: number;
  /** Pixels of the columns that are not of the usual width. */
  readonly widths: readonly (readonly [column: number, pixels: number])[];
  readonly dropDowns: readonly DropDown[];
  readonly charts: readonly Chart[];
}

export interface TabState extends TabShape {
  readonly id: number;
  readonly title: string;
  readonly rows: number;
  readonly lines: readonly Line[];
  readonly checksum: number;
}

export interface TabPatch {
  readonly id: number;
  /** Rows taken out and empty rows put in at one place, before the lines. */
  readonly splice: { readonly at: number; readonly removed: number; readonly inserted: number } | null;
  /** Rows the tab has now. */
  readonly rows: number;
  readonly lines: readonly (readonly [row: number, line: Line])[];
  /** Columns came in or went out; the lines of all rows are here. */
  readonly columns: boolean;
  /** `null`: as before. */
  readonly shape: TabShape | null;
  readonly checksum: number;
}

/** An add-on's menu; a `null` item is a line between items. */
export interface PageMenu {
  readonly title: string;
  readonly items: readonly ({ readonly title: string; readonly run: string } | PageMenu | null)[];
}

export interface OutboxMail {
  readonly at: string;
  readonly to: string;
  readonly subject: string;
  readonly body: string;
}

/** Everything around the grid. */
export interface Surroundings {
  /** As the workbook's people read it: `Thu 12 Nov 2026, 07:00`. */
  readonly clock: string;
  readonly zone: string;
  readonly nextTrigger: string | null;
  /** When the daily export runs next. */
  readonly daily: string | null;
  /** `null`: the workbench runs without an exporter. */
  readonly exporter: "up" | "down" | "starting" | null;
  readonly dashboard: string | null;
  readonly menus: readonly PageMenu[];
  readonly outbox: readonly OutboxMail[];
  readonly sidebar: { readonly id: number; readonly title: string } | null;
  readonly dialog: PageDialog | null;
  /** Functions of the script that failed, newest last, at most 20. */
  readonly failures: readonly { readonly at: string; readonly function: string; readonly message: string }[];
}

export interface PageDialog {
  readonly id: number;
  readonly kind: "alert" | "prompt";
  readonly title: string;
  readonly text: string;
  /** What the buttons answer, in order: `OK`, `CANCEL`, `YES`, `NO`. */
  readonly buttons: readonly string[];
}

export interface PageState {
  /** The event this state is as of. */
  readonly event: string;
  readonly title: string;
  readonly styles: readonly Style[];
  readonly tabs: readonly TabState[];
  readonly around: Surroundings;
}

export type PageEvent =
  /** `styles` are the ones that came since, numbered from `firstStyle`. */
  | {
      readonly kind: "patch";
      readonly firstStyle: number;
      readonly styles: readonly Style[];
      readonly tabs: TabPatch[];
    }
  /** The tabs themselves changed, or too much happened since: fetch the state again. */
  | { readonly kind: "reload" }
  | { readonly kind: "toast"; readonly title: string; readonly text: string; readonly seconds: number }
  | { readonly kind: "around"; readonly around: Surroundings }
  /** The script selected a range. */
  | {
      readonly kind: "select";
      readonly tab: number;
      readonly row: number;
      readonly column: number;
      readonly rows: number;
      readonly columns: number;
    };

/** What `POST /page/...` returns: the newest event, or what went wrong. */
export type PageAnswer =
  | { readonly ok: true; readonly event: string; readonly value?: unknown }
  | { readonly ok: false; readonly sentence: string };
