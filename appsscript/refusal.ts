import type { ServiceError } from "../shared/service";
import type { AddOnRefusalCode } from "./refusals";

/** What the add-on refuses to do or could not do, in words a person can act on. Anything else that is thrown is a bug. */
export class Refusal extends Error {
  readonly code: string;

  constructor(
    code: AddOnRefusalCode,
    readonly sentence: string,
    readonly wayOut: string,
  ) {
    super(`${sentence} ${wayOut}`);
    this.name = "Refusal";
    this.code = code;
  }
}

/** What the exporter refused, which has codes of its own. */
export function passedOn({ code, sentence, wayOut }: ServiceError): Refusal {
  return new Refusal(code as AddOnRefusalCode, sentence, wayOut);
}

/** In Google's words, which follow the language of the account. */
const PROTECTED = /protected (?:cell|range|sheet)/i;

/** Any error in words: those that nobody foresaw in one plain sentence. */
export function inWords(error: unknown): ServiceError {
  if (error instanceof Refusal) return { code: error.code, sentence: error.sentence, wayOut: error.wayOut };
  const message = error instanceof Error ? error.message : String(error);
  if (PROTECTED.test(message)) {
    return {
      code: "PROTECTED",
      sentence: "A protected range of this workbook keeps you from writing what this has to write.",
      wayOut: "Ask the workbook's owner to let you edit it (Data, Protect sheets and ranges), or to do this for you.",
    };
  }
  return {
    code: "UNEXPECTED",
    sentence: `Something went wrong that should not have: ${message}`,
    wayOut: "Reload the sheet and try again; if it happens again, tell whoever looks after this sheet.",
  };
}
