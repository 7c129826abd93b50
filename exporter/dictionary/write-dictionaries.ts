import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Manifest } from "../publish/manifest";
import type { ModelTable } from "../tables/data-model";
import { dataDictionary } from "./data-dictionary";
import { dataPackage } from "./data-package";

/** Writes `data-dictionary.json` and `datapackage.json` beside the files they describe. */
export async function writeDictionaries(
  folder: string,
  about: Omit<Manifest, "files">,
  model: readonly ModelTable[],
): Promise<void> {
  for (const [name, describe] of [
    ["data-dictionary.json", dataDictionary],
    ["datapackage.json", dataPackage],
  ] as const) {
    await writeFile(join(folder, name), `${JSON.stringify(describe(about, model), null, 2)}\n`);
  }
}
