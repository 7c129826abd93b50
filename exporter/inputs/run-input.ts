import type { DateOrder } from "../../shared/date-order";
import type { Decisions } from "../../shared/decisions";
import type { Zone } from "../../shared/zone";
import type { Notice } from "../words/report";
import type { TableFile } from "./table-file";

/** Where the two tables come from. */
export type Origin =
  | { readonly kind: "files"; readonly isFallback: boolean }
  | {
      readonly kind: "spreadsheet";
      /** The workbook's. */
      readonly id: string;
      readonly title: string;
      /** SHA-256 of both tables' content. */
      readonly revision: string;
      /** ISO 8601, UTC. */
      readonly readAt: string;
      readonly tabs: { readonly leads: TabOrigin; readonly companies: TabOrigin };
      /** Google could not be reached, and this is the last good copy. */
      readonly isFallback: boolean;
    };

export interface TabOrigin {
  /** The tab's title. */
  readonly title: string;
  /** Of the tab's content. */
  readonly sha256: string;
}

/** What a run works on: both tables as files, and how they are to be read. */
export interface RunInput {
  readonly leads: TableFile;
  readonly companies: TableFile;
  readonly origin: Origin;
  /** UTC ms: the one instant the run takes as now. */
  readonly asOf: number;
  readonly zone: Zone;
  readonly dateOrder: DateOrder;
  readonly notices: readonly Notice[];
  /** `pairHash` of the pairs of leads that a person found not to repeat each other. Files have none. */
  readonly apart?: readonly string[];
  /** What people decided that texts mean. Files have what the configuration names. */
  readonly decisions?: Decisions;
  /** Called after a run that published, or found nothing changed. */
  keep(): Promise<void>;
  /** Called last, whatever came of the run. */
  discard(): Promise<void>;
}
