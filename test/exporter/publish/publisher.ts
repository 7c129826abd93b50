import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { contentKey } from "../../../exporter/publish/content";
import { makeCurrent, readCurrent } from "../../../exporter/publish/current";
import { describeFiles } from "../../../exporter/publish/describe-files";
import type { Manifest } from "../../../exporter/publish/manifest";
import { newSnapshotName, openStaging, publish } from "../../../exporter/publish/publish";
import { findUnchanged } from "../../../exporter/publish/unchanged";
import { withLock } from "../../../exporter/publish/with-lock";
import { openStore } from "../../../exporter/stores/open-store";
import { Failure } from "../../../exporter/words/failure";

const none = { read: 0, blank: 0, clean: 0, duplicate: 0, held: 0 };

/** What a run knows before it publishes, with `content` for its workbook. */
function manifestOf(content: string, asOf: string, over: Partial<Manifest> = {}): Omit<Manifest, "snapshot"> {
  const counts = { ...none, read: 10, clean: 10 };
  return {
    run_id: `run-${content}`,
    created_at: "2026-11-22T12:00:05.000Z",
    as_of: asOf,
    zone: "Africa/Lagos",
    sources: [],
    counts: { leads: counts, companies: counts },
    problems: [],
    contract_version: "1",
    rules_version: "1",
    content_key: keyOf(content, asOf),
    valid_until: null,
    questions: [],
    files: [],
    notices: [],
    requested_by: "test",
    released: null,
    ...over,
  };
}

function keyOf(content: string, asOf: string): string {
  return contentKey({
    sources: { leads: content, companies: content },
    apart: [],
    decisions: { countries: [], ignored: [] },
    zone: "Africa/Lagos",
    dateOrder: "month-first",
    contractVersion: "1",
    rulesVersion: "1",
    questions: [],
    day: asOf.slice(0, 10),
  });
}

/** The publishing half of a run, as the real one does it; `enter` is called with the lock held. Returns the current snapshot's name. */
export async function run(
  out: string,
  content: string,
  asOf: string,
  over: Partial<Manifest> = {},
  enter: () => Promise<void> = async () => {},
): Promise<string> {
  const store = await openStore({ out });
  return withLock(store, async (lock) => {
    await enter();
    const same = await findUnchanged(store, keyOf(content, asOf), Date.parse(asOf));
    if (same !== null) {
      if ((await readCurrent(store))?.snapshot !== same.snapshot)
        await makeCurrent(store, lock, same, "run", Date.now());
      return same.snapshot;
    }
    const staging = await openStaging(store, lock);
    writeFileSync(join(staging, "leads.parquet"), content.repeat(Number(process.env.REPEAT ?? 1000)));
    writeFileSync(join(staging, "answers", "one.parquet"), `answer of ${content}`);
    const files = await describeFiles(staging, { "leads.parquet": 1000, "answers/one.parquet": 1 });
    const about = manifestOf(content, asOf, over);
    const snapshot = await newSnapshotName(store, Date.parse(asOf), about.content_key);
    return (await publish(store, lock, { snapshot, ...about, files }, Date.now)).snapshot;
  });
}

/**
 * As a process of its own: `publisher.mjs OUT CONTENT AS_OF`. With GATE it says `ready` and begins
 * when that file exists; with HOLD it says `holding` and goes on when its input ends.
 * @public
 */
export async function main(): Promise<void> {
  const [out, content, asOf] = process.argv.slice(2) as [string, string, string];
  const hold = async () => {
    if (process.env.HOLD === undefined) return;
    process.stdout.write("holding\n");
    for await (const _ of process.stdin);
  };
  if (process.env.GATE !== undefined) {
    process.stdout.write("ready\n");
    // Without a pause, so that all who wait begin in the same moment.
    while (!existsSync(process.env.GATE));
  }
  try {
    process.stdout.write(`${await run(out, content, asOf, {}, hold)}\n`);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    process.stdout.write(`${JSON.stringify({ code: error.code, message: error.message, wayOut: error.wayOut })}\n`);
    process.exitCode = error.exit;
  }
}
