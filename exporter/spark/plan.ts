/**
 * What Spark is told to do, as data: it can be sent by `spark-submit` or by any other route that runs SQL. Statements are run in order, and
 * the first that fails ends the plan.
 */
export interface Plan {
  /** Settings of the session. */
  readonly conf: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

export interface Step {
  readonly name: string;
  /**
   * `run`: it answers nothing. `rows`: its few rows are kept. `check`: its one row must have `ok` true. `value`: its one text takes the place
   * of `${name}` in the statements that follow.
   */
  readonly kind: "run" | "rows" | "check" | "value";
  readonly sql: string;
  /** By the names in the statement. */
  readonly args?: Readonly<Record<string, Argument>>;
}

/** A value as plain data: an instant in microseconds UTC, or a date (`YYYY-MM-DD`). */
export type Argument = { readonly timestamp: string } | { readonly date: string };

/** What came of a plan. */
export interface Said {
  /** Of the steps that were run. */
  readonly steps: readonly SaidStep[];
  /** Why it ended early: the step, and what Spark says. */
  readonly failure: { readonly step: string; readonly error: string } | null;
}

export interface SaidStep {
  readonly name: string;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly seconds: number;
}

/** Sends a plan, and waits for what comes of it. `onStep` is told of each step that is done, of how many. */
export type Send = (plan: Plan, onStep: (done: number, of: number, name: string) => void) => Promise<Said>;

/** A text in a statement of Spark's. */
export function quoted(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}

export function run(name: string, sql: string, args?: Step["args"]): Step {
  return { name, kind: "run", sql, ...(args && { args }) };
}

export function rows(name: string, sql: string, args?: Step["args"]): Step {
  return { name, kind: "rows", sql, ...(args && { args }) };
}

/** A name for what lies in a folder of Parquet files. Its columns, where they are known, spare Spark a look into the files. */
export function open(view: string, folder: string, columns?: readonly (readonly [string, string])[]): Step {
  const listed = columns === undefined ? "" : ` (${columns.map(([name, type]) => `${name} ${type}`).join(", ")})`;
  const sql = `CREATE OR REPLACE TEMPORARY VIEW ${view}${listed} USING parquet OPTIONS (path ${quoted(folder)})`;
  return run(`open ${view}`, sql);
}

/** Writes what a SELECT gives to a folder. */
export function write(name: string, folder: string, select: string, args?: Step["args"]): Step {
  return run(name, `INSERT OVERWRITE DIRECTORY ${quoted(folder)} USING parquet ${select}`, args);
}

/** The settings without which answers would be others. */
export const CONF: Plan["conf"] = {
  "spark.sql.session.timeZone": "UTC",
  "spark.sql.ansi.enabled": "true",
  "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
  "spark.sql.parquet.compression.codec": "zstd",
  "spark.sql.sources.partitionOverwriteMode": "static",
};
