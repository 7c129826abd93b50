import { localDay } from "../../shared/calendar";
import { instantInWords } from "../../shared/instant-words";
import { NOT_DUE } from "../../shared/service";
import { toWall } from "../../shared/zone";
import { readCurrent } from "../publish/current";
import { readLastRun } from "../publish/last-run";
import { readManifest } from "../publish/manifest";
import type { Store } from "../stores/store";
import { Failure } from "../words/failure";
import { loadZone } from "../words/zone";
import { publishedAnswers } from "./report";
import type { RunResult } from "./result";

/**
 * What a run comes to that is to be made only when it is due, and is not: a run has gone well already on the local day of `now` (UTC ms),
 * whoever started it. `null`: it is due.
 */
export async function doneToday(store: Store, now: number): Promise<RunResult | null> {
  const last = await readLastRun(store);
  if (last === null || last.went_well_at === null) return null;
  try {
    const current = await readCurrent(store);
    if (current === null) return null;
    const manifest = await readManifest(store, current.snapshot);
    const zone = loadZone(manifest.zone);
    const wentWell = Date.parse(last.went_well_at);
    if (localDay(toWall(zone, wentWell)) !== localDay(toWall(zone, now))) return null;
    const reason = `Today's export is done: one went well at ${instantInWords(wentWell, zone)}. Nothing was read.`;
    const report = { ...(await publishedAnswers(store, manifest)), notices: [{ code: NOT_DUE, sentence: reason }] };
    return { published: false, reason, report, manifest, current };
  } catch (error) {
    // What is published is damaged: a run makes it anew.
    if (error instanceof Failure) return null;
    throw error;
  }
}
