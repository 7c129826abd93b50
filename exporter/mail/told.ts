import * as v from "valibot";
import type { Told } from "../../shared/answers-due";
import { TOLD } from "../publish/layout";
import type { Store } from "../stores/store";

const tolds = v.record(
  v.string(),
  v.object({ day: v.number(), snapshot: v.string(), owed: v.boolean() }),
) satisfies v.GenericSchema<Record<string, Told>>;

/** What each reader was told last, by a name of theirs. */
export type Tolds = Readonly<Record<string, Told>>;

/** What readers were told is kept beside the snapshots. One that cannot be read is none: better told twice than never. */
export async function readTold(store: Store): Promise<Tolds> {
  const stored = await store.get(TOLD);
  try {
    return stored === null ? {} : v.parse(tolds, JSON.parse(stored.text));
  } catch {
    return {};
  }
}

/** Called by the one publisher there is: nobody else writes it. */
export async function rememberTold(store: Store, told: Tolds): Promise<void> {
  await store.putIf(TOLD, `${JSON.stringify(told)}\n`, (await store.get(TOLD))?.version ?? null);
}
