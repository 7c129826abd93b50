import type { Phase } from "../../shared/phases";
import type { ExportResult, ExportState, ServiceError } from "../../shared/service";
import type { SheetOptions } from "../inputs/sheet-source";
import type { FailureCode } from "../words/failures/table";

/** What the service gives the process that carries out one run. */
export interface RunJob {
  readonly workbook: SheetOptions;
  /** Why a person lets a result through that the guard would stop. */
  readonly release: string | null;
  readonly requestedBy: string;
}

/** Why a run published nothing, or why the workbook could not be told. */
export interface RunError extends ServiceError {
  readonly code: FailureCode;
}

/** What came of a run. */
export interface RunEnd {
  readonly state: Exclude<ExportState, "running">;
  readonly result: ExportResult | null;
  readonly error: RunError | null;
}

/** What that process tells the service, in this order. */
export type RunMessage =
  | { readonly kind: "phase"; readonly phase: Phase; readonly progress: number | null }
  /** `trace`: where in the program it went wrong, when that is a bug. */
  | { readonly kind: "ended"; readonly end: RunEnd; readonly trace: readonly string[] };
