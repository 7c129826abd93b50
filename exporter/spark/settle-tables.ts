import { readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { openFile } from "../parquet/open-file";
import { errorCode } from "../stores/disk";
import { protectPath } from "../stores/protect-files";
import { Failure } from "../words/failure";

/**
 * Makes of the folders that Spark wrote what a snapshot has: a table of one part is a file, any other a folder of `part-00000.parquet` and so
 * on. Returns the rows of each file. Throws `READ_BACK_DIFFERS` when a table has not the rows that were counted.
 */
export async function settleTables(
  folder: string,
  counted: Readonly<Record<string, number>>,
): Promise<Record<string, number>> {
  const rows: Record<string, number> = {};
  for (const [name, wanted] of Object.entries(counted)) {
    let found = 0;
    for (const [path, count] of await settle(folder, name)) {
      rows[path] = count;
      found += count;
    }
    if (found === wanted) continue;
    const sentence = `What was written reads back differently: ${found} rows of ${name} instead of ${wanted}. Nothing was published.`;
    throw new Failure("READ_BACK_DIFFERS", sentence);
  }
  return rows;
}

async function settle(folder: string, name: string): Promise<[path: string, rows: number][]> {
  const parts = await partsOf(join(folder, name));
  if (parts.length === 1) {
    const path = `${name}.parquet`;
    await rename(parts[0], join(folder, path));
    await rm(join(folder, name), { recursive: true });
    await protectPath(join(folder, path), "file");
    return [[path, rowsIn(join(folder, path))]];
  }
  const settled: [string, number][] = [];
  for (const [i, part] of parts.entries()) {
    const path = `${name}/part-${String(i).padStart(5, "0")}.parquet`;
    await rename(part, join(folder, path));
    await protectPath(join(folder, path), "file");
    settled.push([path, rowsIn(join(folder, path))]);
  }
  if (parts.length > 0) await protectPath(join(folder, name), "folder");
  const named = new Set(settled.map(([path]) => path.slice(name.length + 1)));
  for (const other of await readdir(join(folder, name))) {
    if (!named.has(other)) await rm(join(folder, name, other));
  }
  return settled;
}

/** The files with rows that Spark wrote to a folder, in order. */
export async function partsOf(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder))
      .filter((name) => /^part-.*\.parquet$/.test(name))
      .sort()
      .map((name) => join(folder, name));
  } catch (error) {
    if (errorCode(error) === "ENOENT") return [];
    throw error;
  }
}

function rowsIn(path: string): number {
  return Number(openFile(path).schema.num_rows);
}
