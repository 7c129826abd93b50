import type { ExportResult, ExportState, Phase, ServiceError } from "../../shared/service";
import type { SheetOptions } from "../inputs/sheet-source";

/** What the service gives the process that carries out one run. */
export interface RunJob {
  readonly workbook: SheetOptions;
  /** Why a person lets a result through that the guard would stop. */
  readonly release: string | null;
  readonly requestedBy: string;
}

/** What came of a run. */
export interface RunEnd {
  readonly state: Exclude<ExportState, "running">;
  readonly result: ExportResult | null;
  readonly error: ServiceError | null;
}

/** What that process tells the service, in this order. */
export type RunMessage =
  | { readonly kind: "phase"; readonly phase: Phase; readonly progress: number | null }
  /** `trace`: where in the program it went wrong, when that is a bug. */
  | { readonly kind: "ended"; readonly end: RunEnd; readonly trace: readonly string[] };
