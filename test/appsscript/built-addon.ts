import { pathToFileURL } from "node:url";
import { readProgram } from "../../workbench/host/program";
import { DIST } from "../dist";

/** What `clasp push` would send, as the build made it. */
export const builtAddon = () => readProgram(pathToFileURL(`${DIST}/addon/`));
