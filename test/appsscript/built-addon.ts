import { pathToFileURL } from "node:url";
import { readProgram } from "../../workbench/host/program";

/** What `clasp push` would send, as the build made it. */
export const builtAddon = () => readProgram(pathToFileURL(`${process.cwd()}/dist/addon/`));
