import { randomUUID } from "node:crypto";
import type { ExportRequest, ExportRun } from "../../shared/service";
import type { SheetOptions } from "../inputs/sheet-source";
import { PASSWORD_VARIABLE } from "../mail/password";
import { Failure } from "../words/failure";
import { adoptRun, isAlive } from "./adopt-run";
import type { Caller } from "./caller";
import { endOfFailure } from "./export-result";
import { Refusal } from "./refusal";
import { type RunFiles, type SavedRun, toldEnd } from "./run-files";
import type { ProcessName, RunEnd, RunMessage, Told } from "./run-messages";
import type { RunExit, RunProcess, startRun } from "./run-process";

/** More would only slow each other down: a run keeps two threads busy. */
const AT_ONCE = 2;
const MOST_REMEMBERED = 100;

/** One export, as far as it is known. Changes while it runs. */
export interface Run {
  told: Told;
  readonly release: string | null;
  /** Only when none has gone well yet today. */
  readonly ifDue: boolean;
  process: RunProcess | null;
  /** Why its process is being stopped. */
  stopping: Failure | null;
  end: RunEnd | null;
  /** ms, of its process. */
  begun: number | null;
}

export interface RunEvents {
  started(run: Run): void;
  /** `trace`: where the program went wrong, when that is a bug. `exit`: how a process ended that said nothing. */
  ended(run: Run, details: { ms: number; trace: readonly string[]; exit: RunExit | null }): void;
}

export interface RunsParts {
  readonly workbooks: ReadonlyMap<string, SheetOptions>;
  readonly runMinutes: number;
  /** Variables of the environment that no run must see. */
  readonly secrets: readonly string[];
  readonly start: typeof startRun;
  readonly files: RunFiles;
  readonly events: RunEvents;
}

const NOT_HALF = "Nothing is half published.";
const crashed = () => new Failure("RUN_CRASHED", `The export ended before it was done. ${NOT_HALF}`);
const serviceStopped = () =>
  new Failure("SERVICE_STOPPED", `The service was stopped while this export ran. ${NOT_HALF}`);
const tooLong = (minutes: number) =>
  new Failure("RUN_TOO_LONG", `The export took longer than ${minutes} minutes and was stopped. ${NOT_HALF}`);

/** The exports of this service: one at a time for each workbook, two at once, the others in the order in which they came. A service that is started anew knows them by their files. */
export class Runs {
  private readonly remembered = new Map<string, Run>();
  private readonly latest = new Map<string, Run>();
  private readonly waiting: Run[] = [];
  private readonly running = new Set<Run>();
  private isStopping = false;
  private whenIdle: (() => void) | null = null;

  constructor(private readonly parts: RunsParts) {
    for (const saved of parts.files.read()) this.takeUp(saved);
    this.next();
  }

  get counts(): { running: number; waiting: number } {
    return { running: this.running.size, waiting: this.waiting.length };
  }

  /** Starts an export, or joins the one that is on. Throws NO_SUCH_WORKBOOK and STOPPING. */
  start({ workbook, ifDue }: ExportRequest, by: Caller): Run {
    if (!this.parts.workbooks.has(workbook)) throw new Refusal("NO_SUCH_WORKBOOK");
    const latest = this.latest.get(workbook);
    if (latest?.told.state === "running") return latest;
    return this.add(workbook, by, { release: null, ifDue: ifDue === true });
  }

  /** Throws NO_SUCH_RUN. */
  get(id: string): Run {
    const run = this.remembered.get(id);
    if (run === undefined) throw new Refusal("NO_SUCH_RUN");
    return run;
  }

  /** Exports again past the publish guard, or joins the export that does. Throws MAY_NOT_RELEASE, NOT_STOPPED, EXPORT_RUNNING, SUPERSEDED. */
  release(id: string, reason: string, by: Caller): Run {
    const stopped = this.get(id);
    if (!by.mayRelease) throw new Refusal("MAY_NOT_RELEASE");
    if (stopped.told.state !== "stopped") throw new Refusal("NOT_STOPPED");
    const { workbook } = stopped.told;
    const latest = this.latest.get(workbook);
    if (latest?.told.state === "running") {
      if (latest.release === null) throw new Refusal("EXPORT_RUNNING");
      return latest;
    }
    if (latest !== stopped) throw new Refusal("SUPERSEDED");
    return this.add(workbook, by, { release: reason, ifDue: false });
  }

  /** The export as `by` sees it. */
  view({ told }: Run, by: Caller): ExportRun {
    const isLatest = this.latest.get(told.workbook)?.told.id === told.id;
    return { ...told, mayRelease: told.state === "stopped" && isLatest && by.mayRelease };
  }

  /** Starts no more; waits `graceMs` for those that run, then stops them. */
  async stop(graceMs: number): Promise<void> {
    this.isStopping = true;
    for (const run of this.waiting.splice(0)) this.finish(run, endOfFailure(serviceStopped()));
    if (this.running.size === 0) return;
    const idle = new Promise<void>((resolve) => {
      this.whenIdle = resolve;
    });
    const impatience = setTimeout(() => this.stopNow(), graceMs);
    await idle;
    clearTimeout(impatience);
  }

  /** Ends what still runs. */
  stopNow(): void {
    for (const run of this.running) {
      run.stopping ??= serviceStopped();
      run.process?.stop();
    }
  }

  private add(workbook: string, by: Caller, how: Pick<Run, "release" | "ifDue">): Run {
    if (this.isStopping) throw new Refusal("STOPPING", { "Retry-After": "60" });
    const told: Told = {
      id: randomUUID(),
      workbook,
      state: "running",
      phase: null,
      progress: null,
      requestedBy: by.name,
      startedAt: new Date().toISOString(),
      endedAt: null,
      result: null,
      error: null,
    };
    const run = this.remember(told, how);
    this.waiting.push(run);
    this.keep(run, null);
    this.next();
    return run;
  }

  private keep({ told, release, ifDue }: Run, child: ProcessName | null): void {
    this.parts.files.save({ told, release, ifDue, child });
  }

  private remember(told: Told, { release, ifDue }: Pick<Run, "release" | "ifDue">): Run {
    const run: Run = { told, release, ifDue, process: null, stopping: null, end: null, begun: null };
    this.remembered.set(told.id, run);
    this.latest.set(told.workbook, run);
    this.forget();
    return run;
  }

  /** An export of the service that was here before: ended, waiting, or still carried out by its process. */
  private takeUp({ told, release, ifDue = false, child }: SavedRun): void {
    const run = this.remember(told, { release, ifDue });
    if (told.state !== "running") return;
    if (child === null) this.waiting.push(run);
    else if (isAlive(child)) this.follow(run, child);
    else this.finish(run, endOfFailure(crashed()));
  }

  private follow(run: Run, child: ProcessName): void {
    this.carry(run, (onMessage, onExit) => adoptRun(child, this.parts.files.pathOf(run), onMessage, onExit));
  }

  private next(): void {
    while (this.running.size < AT_ONCE) {
      const run = this.waiting.shift();
      if (run === undefined) break;
      this.begin(run);
    }
    if (this.running.size === 0) this.whenIdle?.();
  }

  private begin(run: Run): void {
    const { workbooks, secrets, start, events, files } = this.parts;
    const { workbook, requestedBy } = run.told;
    events.started(run);
    const { release, ifDue } = run;
    const options = workbooks.get(workbook)!;
    const job = { workbook: options, release, ifDue, requestedBy, file: files.pathOf(run) };
    // A run that mails the answers signs in to the mail server.
    const hidden = options.mail?.answers === undefined ? [...secrets, PASSWORD_VARIABLE] : secrets;
    const { child } = this.carry(run, (onMessage, onExit) => start(job, hidden, onMessage, onExit));
    if (child !== null) this.keep(run, child);
  }

  /** Follows a process until the export has ended. */
  private carry(
    run: Run,
    start: (onMessage: (message: RunMessage) => void, onExit: (exit: RunExit) => void) => RunProcess,
  ) {
    const { runMinutes } = this.parts;
    this.running.add(run);
    run.begun = performance.now();
    let trace: readonly string[] = [];
    const onMessage = (message: RunMessage) => {
      if (message.kind === "phase") {
        const { phase, progress } = message;
        run.told = { ...run.told, phase, progress };
      } else {
        run.end = message.end;
        trace = message.trace;
      }
    };
    const timeout = setTimeout(() => {
      run.stopping ??= tooLong(runMinutes);
      run.process?.stop();
    }, runMinutes * 60_000);
    run.process = start(onMessage, (exit) => {
      clearTimeout(timeout);
      this.running.delete(run);
      const end = run.end ?? endOfFailure(run.stopping ?? crashed());
      this.finish(run, end, { trace, exit: run.end === null ? exit : null });
      this.next();
    });
    return run.process;
  }

  private finish(
    run: Run,
    end: RunEnd,
    details: { trace: readonly string[]; exit: RunExit | null } = { trace: [], exit: null },
  ): void {
    const ms = run.begun === null ? 0 : Math.round(performance.now() - run.begun);
    run.process = null;
    run.told = toldEnd(run.told, end);
    this.keep(run, null);
    this.parts.events.ended(run, { ms, ...details });
  }

  /** The oldest that have ended; what a workbook saw last stays, to be released. */
  private forget(): void {
    for (const [id, run] of this.remembered) {
      if (this.remembered.size <= MOST_REMEMBERED) return;
      if (run.told.state === "running" || this.latest.get(run.told.workbook) === run) continue;
      this.remembered.delete(id);
      this.parts.files.delete(run);
    }
  }
}
