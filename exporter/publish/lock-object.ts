import type { Store } from "../stores/store";
import type { LockPlace } from "./lease";

const LOCK = "lock.json";

/** The lock of a bucket: one object, which only a conditional write replaces. */
export function lockObject(store: Store): LockPlace {
  return {
    name: store.name,
    get: () => store.get(LOCK),
    putIf: (text, seen) => store.putIf(LOCK, text, seen),
  };
}
