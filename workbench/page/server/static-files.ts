import { readFile } from "node:fs/promises";
import { extname } from "node:path";

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".parquet": "application/vnd.apache.parquet",
};

/** A file below a folder, with its type; undefined when there is none or the path leads elsewhere. */
export async function staticFile(folder: URL, path: string): Promise<{ type: string; bytes: Buffer } | undefined> {
  const file = new URL(`.${path}`, folder);
  if (!file.href.startsWith(folder.href)) return undefined;
  try {
    return { type: TYPES[extname(path)] ?? "application/octet-stream", bytes: await readFile(file) };
  } catch {
    return undefined;
  }
}
