import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";

export interface Import {
  /** Path of the importing file from the top of the repository. */
  readonly from: string;
  /** Path of what it names, as written: without an ending. */
  readonly to: string;
}

const NAMED = /\b(?:from|import)\s*\(?\s*"(\.{1,2}\/[^"]+)"/g;

/** Every relative import of the TypeScript in a folder: of values and types, written out and dynamic. */
export function importsOf(folder: string): Import[] {
  return sourcesOf(folder).flatMap((from) =>
    [...readFileSync(from, "utf8").matchAll(NAMED)].map(([, named]) => ({
      from,
      to: posix.join(posix.dirname(from), named),
    })),
  );
}

/** Paths of the TypeScript in a folder, from the top of the repository. */
export function sourcesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => posix.join(folder, path.replaceAll("\\", "/")))
    .filter((path) => path.endsWith(".ts"));
}
