import type { Answer } from "../../shared/answer";
import type { Changes } from "../../shared/changes";
import type { RunInput } from "../inputs/run-input";
import type { Bounds } from "../questions/bounds";
import type { Database } from "../questions/duckdb";
import type { Question } from "../questions/question";
import type { Store } from "../stores/store";
import type { OnPhase } from "../words/progress";
import type { Manifest } from "./manifest";

/** What turns an input into judged figures, and into tables and answers on disk. */
export type Engine = (input: RunInput, task: EngineTask) => Promise<Judged>;

export interface EngineTask {
  readonly store: Store;
  /** Fulfilled once their SQL is proven. */
  readonly questions: Promise<readonly Question[]>;
  readonly bounds: Bounds;
  /** For all that DuckDB is asked in the run; closed once all is written. */
  readonly database: Promise<Database>;
  readonly onPhase: OnPhase;
  /** The folder of the files to be published; always the same one. What earlier runs left unfinished is removed first. */
  staging(): Promise<string>;
}

/** Both tables, judged: all that is told of them. */
export interface Judged {
  readonly seen: Pick<Manifest, "counts" | "problems" | "notices">;
  /** The instant of the newest clean lead, UTC ms; `null` without any. */
  readonly newest: number | null;
  readonly validUntil: string | null;
  readonly sources: Manifest["sources"];
  /** What tells the content of each table from any other. */
  readonly contents: { readonly leads: string; readonly companies: string };
  /** What changed since a snapshot; `null` when that cannot be said. */
  changesSince(snapshot: string): Promise<Changes | null>;
  /** Has the four tables lie in the staging folder, and the answers of all questions soon. */
  write(runId: string): Promise<WrittenResult>;
  close(): Promise<void>;
}

export interface WrittenResult {
  /** Rows by the path of each file in the staging folder. */
  readonly rows: Record<string, number>;
  /** SHA-256 of those that were hashed as they were written, likewise. */
  readonly hashes?: Record<string, string>;
  /** Fulfilled once their files are there too. */
  readonly answers: Promise<Answer[]>;
  /** Reads all back; publishing waits for it. `free`: when this thread has nothing else to do. */
  prove(free: Promise<unknown>): Promise<unknown>;
}
