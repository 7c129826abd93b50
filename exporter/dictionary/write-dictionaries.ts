import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Manifest } from "../publish/manifest";
import { tablePaths } from "../publish/table-files";
import type { ModelTable, SnapshotTable } from "../tables/data-model";
import { dataDictionary } from "./data-dictionary";
import { dataPackage } from "./data-package";

/** Writes `data-dictionary.json` and `datapackage.json` beside the files they describe; `written` are the files of the tables. */
export async function writeDictionaries(
  folder: string,
  about: Omit<Manifest, "files">,
  model: readonly ModelTable<SnapshotTable>[],
  written: readonly string[],
): Promise<void> {
  const tables = model.filter(({ name }) => tablePaths(written, name).length > 0);
  for (const [name, describe] of [
    ["data-dictionary.json", dataDictionary],
    ["datapackage.json", dataPackage],
  ] as const) {
    await writeFile(join(folder, name), `${JSON.stringify(describe(about, tables, written), null, 2)}\n`);
  }
}
