import { readFileSync } from "node:fs";
import type { Message } from "../book/json";

/** What `clasp push` sends. */
export interface Program {
  /** `Code.js`. */
  readonly code: string;
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
    manifest: JSON.parse(read("appsscript.json")),
    html: { Sidebar: read("Sidebar.html") },
  };
}
