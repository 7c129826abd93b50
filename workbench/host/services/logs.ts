import { format } from "node:util";
import type { Execution } from "../realm/execution";
import type { Like } from "../realm/google";
import { surface } from "../realm/surface";

export interface LogLine {
  /** UTC ms. */
  readonly at: number;
  readonly level: "debug" | "info" | "warn" | "error";
  readonly text: string;
}

/** What scripts wrote with `console` and `Logger`. */
export class Logs {
  private readonly lines = new WeakMap<Execution, LogLine[]>();

  /** Of one execution, oldest first. */
  of(execution: Execution): LogLine[] {
    const known = this.lines.get(execution);
    if (known !== undefined) return known;
    const lines: LogLine[] = [];
    this.lines.set(execution, lines);
    return lines;
  }
}

export function consoleFor(execution: Execution, logs: Logs): object {
  const write =
    (level: LogLine["level"]) =>
    (...values: unknown[]) =>
      void logs.of(execution).push({ at: execution.now(), level, text: format(...values) });
  const timers = new Map<string, number>();
  return surface(execution.realm, "console", {
    log: write("debug"),
    info: write("info"),
    warn: write("warn"),
    error: write("error"),
    time: (label = "default") => void timers.set(label, execution.now()),
    timeEnd: (label = "default") => {
      const start = timers.get(label);
      if (start !== undefined) write("debug")(`${label}: ${execution.now() - start}ms`);
      timers.delete(label);
    },
  });
}

export function loggerFor(execution: Execution, logs: Logs): object {
  const own: string[] = [];
  const self: object = surface(execution.realm, "Logger", {
    log: (...values: unknown[]) => {
      const text = format(...values);
      own.push(text);
      logs.of(execution).push({ at: execution.now(), level: "info", text });
      return self;
    },
    getLog: () => own.map((line) => `${line}\n`).join(""),
    clear: () => {
      own.length = 0;
    },
  } satisfies Like<GoogleAppsScript.Base.Logger>);
  return self;
}
