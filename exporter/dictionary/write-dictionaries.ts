import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Manifest } from "../publish/manifest";
import type { ModelTable } from "../tables/data-model";
import { dataDictionary } from "./data-dictionary";
import { dataPackage } from "./data-package";

/** Writes `data-dictionary.json` and `datapackage.json` beside the files they describe; `written` are the files of the tables. */
export async function writeDictionaries(
  folder: string,
  about: Omit<Manifest, "files">,
  model: readonly ModelTable[],
  written: readonly string[],
): Promise<void> {
  for (const [name, describe] of [
    ["data-dictionary.json", dataDictionary],
    ["datapackage.json", dataPackage],
  ] as const) {
    await writeFile(join(folder, name), `${JSON.stringify(describe(about, model, written), null, 2)}\n`);
  }
}
