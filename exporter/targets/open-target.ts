import type { TargetSettings } from "../config/target-settings";
import type { Target } from "./target";

/** The target that the configuration describes. Its library is loaded only now. Throws a `Failure` when the settings lead nowhere. */
export async function openTarget(settings: TargetSettings): Promise<Target> {
  const { postgresTarget } = await import("./postgres/target");
  return postgresTarget(settings);
}
