import { existsSync, readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { dirname, resolve } from "node:path";

/** Where the source map of a `Code.js` lies, seen from there: outside what clasp pushes. */
export const SOURCE_MAP = "../Code.js.map";

/** Makes the stack of what a script threw name the lines of its sources, when the script's `file` has a map: Node does so for modules only. */
export function mapStack(thrown: unknown, file: string): void {
  const path = resolve(dirname(file), SOURCE_MAP);
  if (!hasStack(thrown) || !thrown.stack.includes(file) || !existsSync(path)) return;
  const map = new SourceMap(JSON.parse(readFileSync(path, "utf8")));
  const frame = /\(([^()]+):(\d+):(\d+)\)/g;
  thrown.stack = thrown.stack.replaceAll(frame, (whole, of: string, line: string, column: string) => {
    if (of !== file) return whole;
    const entry = map.findEntry(Number(line) - 1, Number(column) - 1);
    if (!("originalSource" in entry)) return whole;
    return `(${resolve(dirname(path), entry.originalSource)}:${entry.originalLine + 1}:${entry.originalColumn + 1})`;
  });
}

function hasStack(thrown: unknown): thrown is { stack: string } {
  return typeof thrown === "object" && thrown !== null && "stack" in thrown && typeof thrown.stack === "string";
}
