import type { TargetSettings } from "../config/target-settings";
import type { StoreSettings } from "../stores/settings";
import type { Target } from "./target";

/** The target that the configuration describes. Its library is loaded only now. Throws a `Failure` when the settings lead nowhere. */
export async function openTarget(settings: TargetSettings, stores: StoreSettings = {}): Promise<Target> {
  if (settings.kind === "store") {
    const { storeTarget } = await import("./store");
    return storeTarget({ ...stores, out: settings.out }, settings.keep);
  }
  const { postgresTarget } = await import("./postgres/target");
  return postgresTarget(settings);
}
