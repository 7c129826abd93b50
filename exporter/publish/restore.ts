import { type Current, makeCurrent } from "./current";
import { withLock } from "./lock";
import { verify } from "./verify";

/** Makes an earlier snapshot current again, by the swap only, once all of its files are proven as published. */
export async function restore(out: string, name: string): Promise<Current> {
  // A name that does not exist is refused before `<out>` is touched.
  await verify(out, name);
  return withLock(out, async (lock) => makeCurrent(out, lock, await verify(out, name), "restore", Date.now()));
}
