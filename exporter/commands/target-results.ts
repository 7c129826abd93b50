import type { TargetResult } from "../run/result";
import { failureJson } from "../words/failure";

/** What came of a target, as `--json` shows it. */
export function targetJson({ name, state, failure }: TargetResult): object {
  return { name, state, ...(failure && { error: failureJson(failure) }) };
}

/** What came of targets, a line each. Those that failed are told with what went wrong. */
export function targetLines(targets: readonly TargetResult[] = []): string[] {
  return targets.flatMap(({ name, state }) => {
    if (state === "failed") return [];
    return [state === "loaded" ? `Loaded into ${name}.` : `It is in ${name} already.`];
  });
}
