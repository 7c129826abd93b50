import { randomUUID } from "node:crypto";
import { tableFromIPC } from "apache-arrow";
import type { Argument } from "../plan";
import { LastingCalls } from "./lasting-calls";
import type { AnalyzePlanResponse, ConnectPlan, ExecutePlanResponse, Literal, Sender } from "./messages";
import type { Service } from "./service";

/** How long (ms) a server may take to hear that this is the end. */
const LAST = 5_000;
const DAY = 86_400_000;

type Args = Readonly<Record<string, Argument>> | undefined;
/** Told how much of the statement's work is done, 0 to 1. */
type OnPart = (fraction: number) => void;

/** A session of a Connect server: its settings and its temporary views are its own. */
export class Session {
  private readonly sender: Sender;
  private readonly calls: LastingCalls;

  /** @param patience how long (ms) a server that cannot be reached is asked again */
  constructor(
    private readonly service: Service,
    user: string,
    patience: number,
  ) {
    this.sender = { session_id: randomUUID(), user_context: { user_id: user }, client_type: "lead-export" };
    this.calls = new LastingCalls(service, this.sender, patience);
  }

  /** The version of Spark. A server that cannot be reached is not asked again: this is the first that it is asked. */
  async version(): Promise<string> {
    const said = await this.calls.call<AnalyzePlanResponse>("AnalyzePlan", { spark_version: {} }, 0);
    return said.spark_version?.version ?? "";
  }

  async set(conf: Readonly<Record<string, string>>): Promise<void> {
    const pairs = Object.entries(conf).map(([key, value]) => ({ key, value }));
    await this.calls.call("Config", { operation: { set: { pairs } } });
  }

  /** Runs a statement whose rows nobody wants. */
  async run(sql: string, args: Args, onPart: OnPart): Promise<void> {
    await this.execute({ command: { sql_command: { sql, ...literals(args) } } }, onPart);
  }

  /** Runs a SELECT, and returns its rows as Spark writes them in JSON: what is null is absent. */
  async rows(sql: string, args: Args, onPart: OnPart): Promise<Record<string, unknown>[]> {
    const query = `SELECT to_json(struct(*)) AS row FROM (${sql}\n)`;
    const batches = await this.execute({ root: { common: {}, sql: { query, ...literals(args) } } }, onPart);
    return batches.flatMap((batch) => [...tableFromIPC(batch).getChildAt(0)!].map((row) => JSON.parse(row)));
  }

  /** Ends what runs, if the server can be reached. */
  async interrupt(): Promise<void> {
    await this.lastCall("Interrupt", { interrupt_type: "INTERRUPT_TYPE_ALL" });
  }

  /** Has the server forget the session, if it can be reached. */
  async close(): Promise<void> {
    await this.lastCall("ReleaseSession", {});
    this.service.close();
  }

  private async lastCall(method: string, request: object): Promise<void> {
    await this.service.call(method, { ...this.sender, ...request }, LAST).catch(() => {});
  }

  private async execute(plan: ConnectPlan, onPart: OnPart): Promise<Buffer[]> {
    const batches: Buffer[] = [];
    await this.calls.execute(plan, ({ arrow_batch, execution_progress }) => {
      if (arrow_batch !== undefined) batches.push(arrow_batch.data);
      if (execution_progress !== undefined) onPart(partOf(execution_progress));
    });
    return batches;
  }
}

function literals(args: Args): { args?: { key: string; value: Literal }[] } {
  if (args === undefined) return {};
  const literal = (value: Argument) => ("timestamp" in value ? value : { date: Date.parse(value.date) / DAY });
  return { args: Object.entries(args).map(([key, value]) => ({ key, value: literal(value) })) };
}

function partOf({ stages = [] }: NonNullable<ExecutePlanResponse["execution_progress"]>): number {
  const sum = (key: "num_tasks" | "num_completed_tasks") =>
    stages.reduce((total, stage) => total + Number(stage[key] ?? 0), 0);
  return sum("num_completed_tasks") / Math.max(1, sum("num_tasks"));
}
