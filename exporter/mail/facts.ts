import { hostname } from "node:os";
import { resolve } from "node:path";
import type { Zone } from "../../shared/zone";
import { type Current, readCurrent } from "../publish/current";
import { figuresOf } from "../publish/guard";
import { type Manifest, readManifest } from "../publish/manifest";
import { isAddress } from "../stores/address";
import { openStore } from "../stores/open-store";
import type { Place } from "../stores/settings";
import { loadZone, machineZone } from "../words/zone";
import type { RunFacts } from "./run-mail";

/** The options of a run that say which one it is. */
export interface WhichRun extends Place {
  spreadsheet?: string;
  zone?: string;
}

/** What a mail says about a run that failed, as far as the folder of the snapshots and the failure tell. Never throws. */
export async function factsOf(run: WhichRun, failure: unknown): Promise<RunFacts> {
  const { out, spreadsheet, zone } = run;
  const { current, manifest } = await published(run);
  const folder = isAddress(out) ? out : resolve(out);
  return {
    name: spreadsheet === undefined ? folder : (titleIn(manifest, spreadsheet) ?? `workbook ${spreadsheet}`),
    out: folder,
    spreadsheet: spreadsheet ?? null,
    host: hostname(),
    zone: firstZone([figuresOf(failure)?.zone, zone, manifest?.zone]),
    current: current === null ? null : { snapshot: current.snapshot, asOf: Date.parse(current.as_of) },
  };
}

/** What stays published; `null`: nothing, or it cannot be read. */
async function published(place: Place): Promise<{ current: Current | null; manifest: Manifest | null }> {
  try {
    const store = await openStore(place);
    const current = await readCurrent(store);
    const manifest = current === null ? null : await readManifest(store, current.snapshot).catch(() => null);
    return { current, manifest };
  } catch {
    return { current: null, manifest: null };
  }
}

/** The title the workbook had when it was last read. */
function titleIn(manifest: Manifest | null, spreadsheet: string): string | null {
  for (const source of manifest?.sources ?? []) {
    if (source.kind === "spreadsheet" && spreadsheet.includes(source.workbook_id)) return `"${source.workbook_title}"`;
  }
  return null;
}

/** The zone of the answers; this machine's own before any is known. One that is wrong may be what failed; UTC then. */
function firstZone(names: readonly (string | undefined)[]): Zone {
  for (const name of names) {
    try {
      if (name !== undefined) return loadZone(name);
    } catch {}
  }
  try {
    return machineZone();
  } catch {
    return loadZone("UTC");
  }
}
