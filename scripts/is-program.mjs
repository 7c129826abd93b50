import { accessSync, constants } from "node:fs";

/** Whether a path is of a program that may be started. */
export function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
