import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { inParallel } from "../stores/in-parallel";
import { sha256Of } from "../stores/sha256";
import { MANIFEST, type ManifestFile } from "./manifest";

const FILES_AT_ONCE = 4;

/** Lists what a folder holds for its manifest, by path. `rows` gives the rows of the files that are tables, `hashes` those that are known. */
export async function describeFiles(
  folder: string,
  rows: Record<string, number>,
  hashes: Record<string, string> = {},
): Promise<ManifestFile[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = found
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    )
    .filter((path) => path !== MANIFEST)
    .sort();
  const files: ManifestFile[] = [];
  await inParallel(FILES_AT_ONCE, paths.entries(), async ([i, path]) => {
    const full = join(folder, path);
    const sha256 = hashes[path] ?? (await sha256Of(full));
    files[i] = { path, sha256, bytes: (await stat(full)).size, rows: rows[path] ?? null };
  });
  return files;
}
