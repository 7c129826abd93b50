import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Message } from "../book/json";

/** What `clasp push` sends. */
export interface Program {
  /** `Code.js`. */
  readonly code: string;
  /** Where `Code.js` lies, for stack traces, debuggers and coverage; a source map may lie above it, which clasp does not push. */
  readonly file?: string;
  /** `appsscript.json`. */
  readonly manifest: Message;
  /** HTML files: name without `.html` -> text. */
  readonly html: Readonly<Record<string, string>>;
}

/** The add-on as the build made it. `folder` ends in a slash. */
export function readProgram(folder: URL): Program {
  const read = (name: string) => readFileSync(new URL(name, folder), "utf8");
  return {
    code: read("Code.js"),
    file: fileURLToPath(new URL("Code.js", folder)),
    manifest: JSON.parse(read("appsscript.json")),
    html: { Sidebar: read("Sidebar.html") },
  };
}
