import type { Header } from "../inputs/files/columns";
import type { FileHash } from "../inputs/files/file-hash";
import type { SharedFile } from "../inputs/files/ranges";
import type { RangeRows } from "../inputs/files/read-range";
import type { SharedKernel } from "../kernel/kernel";
import type { WrittenLayout } from "../parquet/file";
import type { WrittenGroup } from "../parquet/row-group";
import type { JudgedTable } from "../rules/judge-table";
import type { Part } from "../tables/columns";
import { Failure } from "../words/failure";
import type { CompaniesFile, LaidOut } from "./tasks";

/** WebAssembly that is compiled already: another thread is given the kernel, with the memory of all, before any work, parquet-wasm before it writes. */
export type Given = { readonly kernel: SharedKernel } | { readonly parquet: WebAssembly.Module };

/** What the main thread asks of another. The large buffers of a table are shared, not copied. */
export type Job =
  | { kind: "hash"; path: string }
  | { kind: "read"; shared: SharedFile; header: Header }
  | { kind: "companies"; companies: CompaniesFile; next: Int32Array }
  | { kind: "write"; parts: Part[]; next: Int32Array }
  | { kind: "verify"; files: { layout: WrittenLayout; parts: Part[] }[]; next: Int32Array };

/** A thread may have several jobs to do; each has a number. */
export interface Asked {
  id: number;
  job: Job;
}

export interface Answered {
  id: number;
  reply: Reply;
}

/** What the other says of a job on the way. */
export type News =
  | { kind: "progress"; bytes: number; of: number }
  | { kind: "checked"; checked: JudgedTable }
  | { kind: "laid out"; laidOut: LaidOut }
  | { kind: "written"; index: number; group: WrittenGroup };

/** What comes of each job; `null` where all was said on the way. */
export interface Results {
  hash: FileHash;
  read: RangeRows[];
  companies: null;
  write: null;
  verify: string | null;
}

export type Reply = News | { kind: "done"; result: Results[Job["kind"]] } | { kind: "failed"; error: PlainError };

/** An error as plain data: classes do not survive the way between threads. */
export interface PlainError {
  message: string;
  stack: string | undefined;
  failure: Pick<Failure, "code" | "details"> | null;
}

export function toPlain(error: unknown): PlainError {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const failure = error instanceof Failure ? { code: error.code, details: error.details } : null;
  return { message, stack, failure };
}

export function fromPlain({ message, stack, failure }: PlainError): Error {
  const error = failure === null ? new Error(message) : new Failure(failure.code, message, failure.details);
  if (stack !== undefined) error.stack = stack;
  return error;
}
