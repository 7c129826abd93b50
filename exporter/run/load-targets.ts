import type { TargetSettings } from "../config/target-settings";
import { requireCurrent } from "../publish/current";
import { localFile } from "../publish/local-file";
import { type Manifest, readManifest } from "../publish/manifest";
import { withLock } from "../publish/with-lock";
import { openStore } from "../stores/open-store";
import type { Place, StoreSettings } from "../stores/settings";
import type { Store } from "../stores/store";
import { openTarget } from "../targets/open-target";
import { asFailure } from "../words/failure";
import type { OnPhase } from "../words/progress";
import { notLoaded, type RunRequest, type RunResult, type TargetResult, withNotice } from "./result";

/**
 * Brings every target to the snapshot that is current now, also when the run changed nothing: so a target that failed is caught up. One that fails
 * keeps what it had and holds up no other; the snapshot stays published, and the result says so in `targets`, in a notice and by
 * `troubleOf`.
 */
export async function loadTargets(
  { targets = [], onPhase, ...request }: RunRequest,
  store: Store,
  result: RunResult,
): Promise<RunResult> {
  if (targets.length === 0) return result;
  const { manifest } = result;
  const loaded = await loadEach(targets, request, store, manifest, onPhase);
  const failure = notLoaded(manifest.snapshot, loaded);
  const brought = { ...result, targets: loaded };
  return failure === undefined ? brought : withNotice(brought, { code: failure.code, sentence: failure.message });
}

/** Brings targets to the current snapshot of a store, without a run; no run may publish meanwhile. Throws `NOTHING_PUBLISHED`, `LOCKED`. */
export async function loadCurrent(
  place: Place,
  targets: readonly TargetSettings[],
  onPhase: OnPhase,
): Promise<{ snapshot: string; loaded: readonly TargetResult[] }> {
  const store = await openStore(place);
  await requireCurrent(store);
  return withLock(store, async () => {
    const { snapshot } = await requireCurrent(store);
    return { snapshot, loaded: await loadEach(targets, place, store, await readManifest(store, snapshot), onPhase) };
  });
}

async function loadEach(
  targets: readonly TargetSettings[],
  stores: StoreSettings,
  store: Store,
  manifest: Manifest,
  onPhase: OnPhase,
): Promise<TargetResult[]> {
  const snapshot = { manifest, fileAt: (path: string) => localFile(store, manifest, path) };
  const loaded: TargetResult[] = [];
  for (const [i, settings] of targets.entries()) {
    let name = `${settings.kind} target ${i + 1}`;
    const onProgress = (fraction: number) => onPhase("publishing", (i + fraction) / targets.length);
    try {
      const target = await openTarget(settings, stores);
      name = target.name;
      loaded.push({ name, state: (await target.load(snapshot, onProgress)) ? "loaded" : "unchanged", failure: null });
    } catch (error) {
      loaded.push({ name, state: "failed", failure: asFailure(error) });
    }
  }
  return loaded;
}
