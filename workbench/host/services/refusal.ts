import type { Execution } from "../realm/execution";

/** Throws an error of the script's own realm, worded as Google words it unless the caller says otherwise. */
export function refuse(execution: Execution, sentence: string): never {
  throw execution.realm.error(sentence);
}

/** Google's refusal of arguments that fit none of a method's forms. */
export function wrongArguments(execution: Execution, method: string, given: readonly unknown[]): never {
  const types = given.map((value) => (value === null ? "null" : typeof value === "string" ? "String" : kindOf(value)));
  return refuse(execution, `The parameters (${types.join(",")}) don't match the method signature for ${method}.`);
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return typeof value[0] === "number" ? "number[]" : "Array";
  return typeof value === "object" ? "Object" : typeof value;
}

/** Refuses what only a run with full authorisation may do, whatever the scopes. */
export function needFull(execution: Execution, method: string, scope: string): void {
  if (execution.authMode === "FULL") return;
  refuse(execution, `Specified permissions are not sufficient to call ${method}. Required permissions: ${scope}`);
}

/** For what Google does and the local Google does not. */
export function notImplemented(execution: Execution, what: string): never {
  return refuse(execution, `${what} is not implemented by the local Google`);
}
