import { mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Engine } from "../../../exporter/publish/engine";
import { ownEngine } from "../../../exporter/run/own-engine";
import { run } from "../../../exporter/run/run";
import { Failure } from "../../../exporter/words/failure";
import { inputOf } from "../files-input";
import { surroundings } from "../surroundings";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lead-export-proof-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Our engine, with a table that is cut once it is written, and a proof that comes late. */
function damaging(proof: () => Promise<void>): Engine {
  return async (input, task) => {
    const judged = await ownEngine(input, task);
    return {
      ...judged,
      async write(runId) {
        const written = await judged.write(runId);
        await written.prove(Promise.resolve());
        truncateSync(join(await task.staging(), "held.parquet"), 10);
        return { ...written, prove: () => after(100).then(proof) };
      },
    };
  };
}

async function publishedBy(engine: Engine): Promise<{ code: string | null; snapshots: string[] }> {
  const [leads, companies, out] = ["leads.csv", "companies.csv", "out"].map((name) => join(folder, name));
  writeFileSync(
    leads,
    "Company,First Name,Last Name,Title,Country,Timestamp\nAcme,Ada,Obi,CEO,Nigeria,2026-11-01T09:00:00Z\n",
  );
  writeFileSync(companies, "Company,HQ Location\nAcme,Nigeria\n");
  const input = inputOf(leads, companies, "2026-11-22T12:00:00Z");
  const request = { out, open: async () => input, release: null, requestedBy: "ada", onPhase() {}, engine };
  const code = await run(request, { ...surroundings(), now: () => input.asOf }).then(
    () => null,
    (error) => (error instanceof Failure ? error.code : "another"),
  );
  const snapshots = readdirSync(join(out, "snapshots")).filter((name) => !name.startsWith("."));
  return { code, snapshots };
}

test("what is read of tables that turn out to be damaged is not what a run ends with: the proof says why", async () => {
  const differs = async () => {
    throw new Failure("READ_BACK_DIFFERS", "What was written reads back differently: held.parquet.");
  };
  expect(await publishedBy(damaging(differs))).toEqual({ code: "READ_BACK_DIFFERS", snapshots: [] });
});

test("a table that cannot be read is no result either where the proof found nothing", async () => {
  expect(await publishedBy(damaging(async () => {}))).toEqual({ code: "another", snapshots: [] });
});
