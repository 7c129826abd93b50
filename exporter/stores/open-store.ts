import { FolderStore } from "./folder";
import type { Store } from "./store";

/** Opens what `--out` names. Nothing is made or read yet. */
export async function openStore(out: string): Promise<Store> {
  return new FolderStore(out);
}
