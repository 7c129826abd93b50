import type { TargetSettings } from "../config/target-settings";
import type { IsOfPerson } from "../inputs/person";
import { readCurrent } from "../publish/current";
import { findPerson, forget, type PersonRows, replacedSnapshots } from "../publish/forget";
import { openStore } from "../stores/open-store";
import { openTarget } from "../targets/open-target";
import type { Forgetting } from "../targets/target";
import { asFailure, Failure } from "../words/failure";
import type { OnPhase } from "../words/progress";
import { loadCurrent } from "./load-targets";
import { forgetInSite, type PagesRequest, showCurrent } from "./pages";

/** A place with its pages, and what else has copies of its snapshots. */
export interface ForgetRequest extends PagesRequest {
  readonly targets?: readonly TargetSettings[] | undefined;
}

/** The rows of a person in a target. */
export interface TargetRows {
  readonly name: string;
  /** By what holds them. */
  readonly rows: Readonly<Record<string, number>>;
  /** Why they may still be there. */
  readonly failure: Failure | null;
}

export interface Forgotten extends PersonRows {
  /** Rows in the pages of the site. */
  readonly site: number;
  readonly targets: readonly TargetRows[];
}

/**
 * Counts, or removes, the rows of a person in a place, its site and its targets, and proves it by reading all of them again. A target that cannot be
 * reached holds up no other. `dashboard`: the page without data. Throws what `forget` throws; what became of targets stands in the result.
 */
export async function forgetEverywhere(
  { targets = [], ...place }: ForgetRequest,
  isTheirs: IsOfPerson,
  { isDry, by }: { isDry: boolean; by: string },
  dashboard: string,
  onPhase: OnPhase,
): Promise<Forgotten> {
  const store = await openStore(place);
  const found = await (isDry ? findPerson(store, isTheirs, onPhase) : forget(store, isTheirs, by, Date.now, onPhase));
  const replaced = await replacedSnapshots(store);
  const site = await forgetInSite(place, replaced, isTheirs, isDry);
  // Snapshots have other names now: links to them are made anew.
  if (!isDry && found.snapshots.length > 0) await showCurrent(place, store, dashboard);
  const inTargets: TargetRows[] = [];
  for (const [i, settings] of targets.entries()) {
    inTargets.push(await forgetInTarget(settings, place, i, isTheirs, { isDry, by, replaced }));
  }
  if (isDry || targets.length === 0 || (await readCurrent(store)) === null)
    return { ...found, site, targets: inTargets };
  const { loaded } = await loadCurrent(place, targets, onPhase);
  const brought = inTargets.map((one, i) => ({ ...one, failure: one.failure ?? loaded[i].failure }));
  return { ...found, site, targets: brought };
}

async function forgetInTarget(
  settings: TargetSettings,
  place: PagesRequest,
  number: number,
  isTheirs: IsOfPerson,
  forgetting: Forgetting,
): Promise<TargetRows> {
  let name = `${settings.kind} target ${number + 1}`;
  try {
    const target = await openTarget(settings, place);
    name = target.name;
    return { name, rows: await target.forget(isTheirs, forgetting), failure: null };
  } catch (error) {
    return { name, rows: {}, failure: asFailure(error) };
  }
}

/** The targets that may still have the person, as one failure; `undefined` when none has. */
export function notForgotten(targets: readonly TargetRows[]): Failure | undefined {
  const failed = targets.flatMap(({ name, failure }) => (failure === null ? [] : [{ name, failure }]));
  if (failed.length === 0) return undefined;
  const whys = failed.map(({ name, failure }) => `${name}: ${failure.message}`).join(" ");
  return new Failure("NOT_FORGOTTEN", `Rows of the person may still be in ${whys}`, {
    way: "target",
    wayOut: failed[0].failure,
    cause: failed[0].failure,
  });
}
