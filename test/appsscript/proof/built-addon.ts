import { readFileSync } from "node:fs";
import type { Program } from "../../../workbench/host/program";

/** What `clasp push` would send, as the build made it. */
export function builtAddon(): Program {
  const read = (name: string) => readFileSync(`dist/addon/${name}`, "utf8");
  return {
    code: read("Code.js"),
    manifest: JSON.parse(read("appsscript.json")),
    html: { Sidebar: read("Sidebar.html") },
  };
}
