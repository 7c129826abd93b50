import type { Store } from "../stores/store";
import type { SnapshotTable } from "../tables/data-model";
import { localFile } from "./local-file";
import type { Manifest } from "./manifest";

/** Those of the files of a snapshot that are a table: `leads.parquet`, or the parts of the folder `leads`, in order. */
export function tablePaths(paths: readonly string[], name: SnapshotTable): string[] {
  return paths.filter((path) => path === `${name}.parquet` || path.startsWith(`${name}/`));
}

/** Where the files of a table can be read on this machine. */
export function tableFiles(store: Store, manifest: Manifest, name: SnapshotTable): Promise<string[]> {
  const paths = manifest.files.map(({ path }) => path);
  return Promise.all(tablePaths(paths, name).map((path) => localFile(store, manifest, path)));
}
