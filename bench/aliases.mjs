import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { importSource, ROOT } from "../scripts/import-source.mjs";

/** Our own country rules, bundled for Node: the peers join what they say instead of copying them. */
function countryRules() {
  return importSource(join(ROOT, "shared"), 'export * from "./country";');
}

const quoted = (cell) => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/**
 * Writes a CSV of cell, name, code and key for each country text of a data set: what the peers join.
 * @param cells the texts as they are in the files; written tidied, each once
 */
export async function writeCountries(path, cells) {
  const { readCountry } = await countryRules();
  const tidied = new Set(cells.map((cell) => cell.replace(/ +/g, " ").trim()).filter((cell) => cell !== ""));
  const rows = [...tidied].map((cell) => {
    const { name, code, key } = readCountry(cell);
    return [cell, name, code ?? "", key].map(quoted).join(",");
  });
  writeFileSync(path, `cell,name,code,key\n${rows.join("\n")}\n`);
}
