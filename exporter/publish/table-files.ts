import type { Store } from "../stores/store";
import type { TableName } from "../tables/data-model";
import { localFile } from "./local-file";
import type { Manifest } from "./manifest";

/** The paths of a table in its snapshot: `leads.parquet`, or the parts of the folder `leads`, in order. */
export function tablePaths({ files }: Manifest, name: TableName): string[] {
  return files.map(({ path }) => path).filter((path) => path === `${name}.parquet` || path.startsWith(`${name}/`));
}

/** Where the files of a table can be read on this machine. */
export function tableFiles(store: Store, manifest: Manifest, name: TableName): Promise<string[]> {
  return Promise.all(tablePaths(manifest, name).map((path) => localFile(store, manifest, path)));
}
