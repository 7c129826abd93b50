import { join } from "node:path";

/** Where an object is, as people see it: a path. */
export function addressOf(store: string, key: string): string {
  return join(store, key);
}
