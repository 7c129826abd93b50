import { bucketAddress } from "./address";
import { FolderStore } from "./folder";
import type { Place } from "./settings";
import type { Store } from "./store";

/** Opens what `--out` names; a cloud's library is loaded only for a bucket of it. Nothing is made or read yet. Throws `STORE_ADDRESS`. */
export async function openStore({ out, s3 = {}, gcs = {}, azure = {} }: Place): Promise<Store> {
  const address = bucketAddress(out);
  if (address === null) return new FolderStore(out);
  if (address.scheme === "s3") return (await import("./s3")).S3Store.open(out, address, s3);
  if (address.scheme === "az") return (await import("./azure")).AzureStore.open(out, address, azure);
  return (await import("./gcs")).GcsStore.open(out, address, gcs);
}
