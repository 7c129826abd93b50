import { Failure } from "../words/failure";

/** Another run wrote where nobody else may, or replaced what was being read. */
export function changedMeanwhile(where: string, cause?: unknown): Failure {
  const sentence = `${where} was written by somebody else meanwhile.`;
  return new Failure("STORE_CHANGED", sentence, cause === undefined ? {} : { cause });
}
