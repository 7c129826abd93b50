import { setTimeout as sleep } from "node:timers/promises";
import { Gauge, type Registry } from "prom-client";
import { FALLBACK } from "../inputs/copy/notice";
import { readCurrent } from "../publish/current";
import { type LastRun, OUTCOMES, readLastRun } from "../publish/last-run";
import { type Manifest, readManifest } from "../publish/manifest";
import { openStore } from "../stores/open-store";
import type { Place } from "../stores/settings";

/** Buckets are not asked more often than this, however often `/metrics` is. */
const KEPT_MS = 15_000;
/** Prometheus itself waits for ten seconds. */
const PATIENCE_MS = 5000;

interface Seen {
  readonly lastRun: LastRun | null;
  readonly manifest: Manifest | null;
}

/**
 * The numbers of what is published, by whomever: read from the stores, and so also of runs that cron or a person started. `workbook` is
 * its place in the configuration, from 1; times are Unix seconds, as Prometheus wants them; what is not known has no line. Returns
 * what reads them anew.
 */
export function addFreshness(registry: Registry, workbooks: readonly Place[]): () => Promise<void> {
  const gauge = (name: string, help: string, labels: readonly string[] = []) =>
    new Gauge({ name: `lead_export_${name}`, help, labelNames: ["workbook", ...labels], registers: [registry] });
  const readable = gauge("store_readable", "1 when its snapshots could be read, otherwise 0.");
  const lastRun = gauge("last_run_timestamp_seconds", "When its last run ended, whoever started it.");
  const outcome = gauge("last_run_outcome", "1 for how its last run ended.", ["outcome"]);
  const wentWell = gauge("last_success_timestamp_seconds", "When the last run that went well ended.");
  const asOf = gauge("snapshot_as_of_timestamp_seconds", "As of when its current snapshot is.");
  const fromCopy = gauge("snapshot_from_copy", "1 when a copy stood in for Google Sheets, otherwise 0.");
  const rows = gauge("snapshot_rows", "Rows of its current snapshot, by tab and verdict.", ["tab", "verdict"]);
  const gauges = [readable, lastRun, outcome, wentWell, asOf, fromCopy, rows];

  const showRun = (workbook: string, last: LastRun) => {
    lastRun.set({ workbook }, seconds(last.at));
    for (const one of OUTCOMES) outcome.set({ workbook, outcome: one }, Number(one === last.outcome));
    if (last.went_well_at !== null) wentWell.set({ workbook }, seconds(last.went_well_at));
  };
  const showSnapshot = (workbook: string, { as_of, notices, counts }: Manifest) => {
    asOf.set({ workbook }, seconds(as_of));
    fromCopy.set({ workbook }, Number(notices.some(({ code }) => code === FALLBACK)));
    for (const [tab, { read: _, ...verdicts }] of Object.entries(counts)) {
      for (const [verdict, count] of Object.entries(verdicts)) rows.set({ workbook, tab, verdict }, count);
    }
  };
  const read = async () => {
    const found = await Promise.all(workbooks.map(see));
    for (const one of gauges) one.reset();
    for (const [place, seen] of found.entries()) {
      const workbook = String(place + 1);
      readable.set({ workbook }, Number(seen !== null));
      if (seen?.lastRun) showRun(workbook, seen.lastRun);
      if (seen?.manifest) showSnapshot(workbook, seen.manifest);
    }
  };

  let [readAt, reading] = [Number.NEGATIVE_INFINITY, Promise.resolve()];
  return () => {
    if (performance.now() - readAt >= KEPT_MS) [readAt, reading] = [performance.now(), read()];
    return reading;
  };
}

/** `null`: it could not be read, or not soon. */
async function see(place: Place): Promise<Seen | null> {
  const enough = new AbortController();
  try {
    return await Promise.race([look(place), sleep(PATIENCE_MS, null, { signal: enough.signal })]);
  } catch {
    return null;
  } finally {
    enough.abort();
  }
}

async function look(place: Place): Promise<Seen> {
  const store = await openStore(place);
  const [lastRun, current] = await Promise.all([readLastRun(store), readCurrent(store)]);
  return { lastRun, manifest: current === null ? null : await readManifest(store, current.snapshot) };
}

function seconds(instant: string): number {
  return Date.parse(instant) / 1000;
}
