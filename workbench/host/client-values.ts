import { types } from "node:util";
import { ScriptError } from "./script-error";

/**
 * A copy of what goes between a sidebar and the script, with the losses of `google.script.run`: `undefined` in a list becomes null.
 * Throws a `ScriptError` for what it does not carry: dates, functions, and objects that are not plain. Returns JSON text, '' for undefined.
 * https://developers.google.com/apps-script/guides/html/reference/run#myFunction
 */
export function carried(value: unknown): string {
  check(value, "0");
  return value === undefined ? "" : JSON.stringify(value);
}

function check(value: unknown, path: string): void {
  if (typeof value === "function" || typeof value === "symbol" || typeof value === "bigint" || types.isDate(value)) {
    throw new ScriptError(`Failed due to illegal value in property: ${path}`);
  }
  if (typeof value !== "object" || value === null) return;
  for (const [name, inner] of Object.entries(value)) check(inner, name);
}
