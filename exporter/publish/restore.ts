import type { Store } from "../stores/store";
import { type Current, makeCurrent } from "./current";
import { readManifest } from "./manifest";
import { verify } from "./verify";
import { withLock } from "./with-lock";

/**
 * Makes an earlier snapshot current again, by the swap only, once all of its files are proven as published. `then` runs before anybody else
 * may publish.
 */
export async function restore(
  store: Store,
  name: string,
  then: () => Promise<void> = async () => {},
): Promise<Current> {
  // A name that does not exist is refused before anything is touched. Its files are read once, with the lock held.
  await readManifest(store, name);
  return withLock(store, async (lock) => {
    const current = await makeCurrent(store, lock, await verify(store, name), "restore", Date.now());
    await then();
    return current;
  });
}
