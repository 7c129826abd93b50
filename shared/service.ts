import type { Answer } from "./answer";
import type { Changes } from "./changes";
import type { Compared } from "./compared";
import type { Counts } from "./counts";
import type { Phase } from "./phases";
import type { ProblemCode } from "./problem";

/** What the service and its callers say to each other over HTTP, as JSON. `exporter/service/bodies.ts` has the same as schemas. */

/** The code of the notice that nothing was exported, as an export has gone well today already. */
export const NOT_DUE = "NOT_DUE";

export type ExportState = "running" | "published" | "unchanged" | "stopped" | "failed";

/** Body of `POST /v1/exports`: which configured workbook. */
export interface ExportRequest {
  /** The id of the spreadsheet. */
  readonly workbook: string;
  /** Only when no export of it has gone well yet today: otherwise nothing is read, and a notice says when one did. */
  readonly ifDue?: true | undefined;
}

/** Body of `POST /v1/exports/{id}/release`. */
export interface ReleaseRequest {
  readonly reason: string;
}

export interface ServiceError {
  readonly code: string;
  /** One plain sentence. */
  readonly sentence: string;
  readonly wayOut: string;
}

/** One export, as `POST /v1/exports`, `GET /v1/exports/{id}` and `POST /v1/exports/{id}/release` answer it. */
export interface ExportRun {
  readonly id: string;
  readonly workbook: string;
  readonly state: ExportState;
  /** `null` before the first and after the last. */
  readonly phase: Phase | null;
  /** 0 to 1 within the phase; `null` when it is not known. */
  readonly progress: number | null;
  readonly requestedBy: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly endedAt: string | null;
  /** Whether this caller may release the run; only when it was stopped by the publish guard. */
  readonly mayRelease: boolean;
  /** What was published; of a stopped run what was counted, without answers. */
  readonly result: ExportResult | null;
  /** Why nothing was published (stopped, failed), or why the workbook could not be told (published, unchanged). */
  readonly error: ServiceError | null;
}

export interface ExportResult {
  readonly snapshot: string | null;
  readonly asOf: string;
  readonly zone: string;
  readonly counts: { readonly leads: Counts; readonly companies: Counts };
  readonly problems: readonly {
    readonly tab: "Leads" | "Companies";
    readonly code: ProblemCode;
    readonly rows: number;
  }[];
  readonly notices: readonly { readonly code: string; readonly sentence: string }[];
  /** Of a stopped run: what changed since the current snapshot; `null` of any other, and where that snapshot is none or damaged. */
  readonly changes: Changes | null;
  /** Of a published run: the snapshots before it, and what changed since; `null`: none to compare with. */
  readonly compared: Compared | null;
  readonly answers: readonly Answer[];
  /** Address of the dashboard; `null` unless it is served (`site` in the configuration). */
  readonly dashboard: string | null;
}

/** `GET /v1/health`, for everyone: nothing in it is about a workbook. */
export interface Health {
  readonly status: "ok" | "stopping";
  readonly version: string;
  readonly rulesVersion: string;
  readonly contractVersion: string;
}
