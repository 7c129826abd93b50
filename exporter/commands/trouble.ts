import * as v from "valibot";
import type { Attempt } from "../mail/run-mail";
import { TROUBLE } from "../publish/layout";
import { openStore } from "../stores/open-store";
import type { Place } from "../stores/settings";

const trouble = v.object({ code: v.string(), at: v.pipe(v.string(), v.isoTimestamp()) });

/** How the last run nobody watched ended, when it ended badly. */
export type Trouble = v.InferOutput<typeof trouble>;

/** Keeps it beside the snapshots. Where nothing can be written, the recovery is not told, and that is all. */
export async function rememberTrouble(place: Place, { failure, at }: Attempt): Promise<void> {
  const value: Trouble = { code: failure.code, at: new Date(at).toISOString() };
  try {
    const store = await openStore(place);
    await store.putIf(TROUBLE, `${JSON.stringify(value)}\n`, (await store.get(TROUBLE))?.version ?? null);
  } catch {}
}

/** `null`: the last such run went well, or nothing is known. */
export async function rememberedTrouble(place: Place): Promise<Trouble | null> {
  try {
    const stored = await (await openStore(place)).get(TROUBLE);
    return stored === null ? null : v.parse(trouble, JSON.parse(stored.text));
  } catch {
    return null;
  }
}

export async function forgetTrouble(place: Place): Promise<void> {
  await (await openStore(place)).delete([TROUBLE]);
}
