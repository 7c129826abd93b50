import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { ExportState } from "../../shared/service";
import { OUTCOMES } from "../publish/last-run";
import type { Place } from "../stores/settings";
import { addFreshness } from "./freshness";

export type Metrics = ReturnType<typeof makeMetrics>;

/** The numbers of `/metrics`: what this service did, and how fresh the snapshots are. No label names a workbook or a person. */
export function makeMetrics(counts: () => { running: number; waiting: number }, workbooks: readonly Place[]) {
  const registry = new Registry();
  const registers = [registry];
  const readFreshness = addFreshness(registry, workbooks);
  const started = new Counter({ name: "lead_export_runs_started_total", help: "Exports started.", registers });
  const ended = new Counter({
    name: "lead_export_runs_total",
    help: "Exports that ended, by what came of them.",
    labelNames: ["outcome"],
    registers,
  });
  for (const outcome of OUTCOMES) ended.inc({ outcome }, 0);
  const copied = new Counter({
    name: "lead_export_runs_from_copy_total",
    help: "Exports published from a copy because Google Sheets could not be reached. They count as published too.",
    registers,
  });
  const duration = new Histogram({
    name: "lead_export_run_duration_seconds",
    help: "How long exports took.",
    labelNames: ["outcome"],
    buckets: [1, 2, 5, 10, 30, 60, 120, 300, 600, 1800],
    registers,
  });
  for (const state of ["running", "waiting"] as const) {
    new Gauge({
      name: `lead_export_runs_${state}`,
      help: `Exports ${state} now.`,
      registers,
      collect() {
        this.set(counts()[state]);
      },
    });
  }
  const requests = new Counter({
    name: "lead_export_http_requests_total",
    help: "Requests answered, by route and status.",
    labelNames: ["route", "status"],
    registers,
  });
  const answering = new Histogram({
    name: "lead_export_http_request_duration_seconds",
    help: "How long answers took.",
    labelNames: ["route"],
    buckets: [0.005, 0.01, 0.05, 0.1, 0.5, 1, 5],
    registers,
  });
  const refused = new Counter({
    name: "lead_export_refused_total",
    help: "Requests refused, by the code of the answer.",
    labelNames: ["reason"],
    registers,
  });
  return {
    runStarted: () => started.inc(),
    runEnded: (outcome: ExportState, ms: number, isFromCopy: boolean) => {
      ended.inc({ outcome });
      if (isFromCopy) copied.inc();
      duration.observe({ outcome }, ms / 1000);
    },
    answered: (route: string, status: number, ms: number) => {
      requests.inc({ route, status });
      answering.observe({ route }, ms / 1000);
    },
    refused: (reason: string) => refused.inc({ reason }),
    contentType: registry.contentType,
    text: async () => {
      await readFreshness();
      return registry.metrics();
    },
  };
}
