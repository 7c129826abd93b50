import type { Phase } from "../../shared/phases";
import type { ExportResult, ExportRun, ExportState, ServiceError } from "../../shared/service";
import type { SheetOptions } from "../inputs/sheet-source";
import type { FailureCode } from "../words/failures/table";

/** What the service gives the process that carries out one run. */
export interface RunJob {
  readonly workbook: SheetOptions;
  /** Why a person lets a result through that the guard would stop. */
  readonly release: string | null;
  /** Only when none has gone well yet today. */
  readonly ifDue: boolean;
  readonly requestedBy: string;
  /** Where the process keeps how it ended, for a service that is started anew. */
  readonly file: string;
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

/** An export as all see it; whether one may release it depends on who looks. */
export type Told = Omit<ExportRun, "mayRelease" | "error"> & Pick<RunEnd, "error">;

/** A process, told from a later one with the same number; see `processStart`. */
export interface ProcessName {
  readonly pid: number;
  readonly start: string | null;
}

/** What that process tells the service, in this order. */
export type RunMessage =
  | { readonly kind: "phase"; readonly phase: Phase; readonly progress: number | null }
  /** `trace`: where in the program it went wrong, when that is a bug. */
  | { readonly kind: "ended"; readonly end: RunEnd; readonly trace: readonly string[] };
