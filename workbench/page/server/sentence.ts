import * as v from "valibot";
import { ApiError } from "../../api/errors";
import { ScriptError } from "../../host/script-error";
import { Refused } from "../../person/refused";

const Json = v.union([
  v.pipe(
    v.literal(""),
    v.transform(() => undefined),
  ),
  v.pipe(v.string(), v.parseJson()),
]);

/** The body of a request: JSON, or nothing. Throws a ValiError. */
export function readJson(text: string): unknown {
  return v.parse(Json, text);
}

/** What a person is told when something fails: what was refused, or what the script threw. A bug goes to the terminal, not to the person. */
export function sentenceOf(error: unknown): string {
  if (error instanceof Refused || error instanceof ScriptError || error instanceof ApiError) return error.message;
  if (v.isValiError(error)) return "The page sent something this server cannot read.";
  console.error(error);
  return "Something went wrong in the workbench that should not. What it was stands in its terminal.";
}
