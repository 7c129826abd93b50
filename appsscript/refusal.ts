import type { ServiceError } from "../shared/service";
import { cut } from "./cut";
import { googleFailure } from "./google-failures";
import type { AddOnRefusalCode } from "./refusals";
import type { Settings, Told } from "./rpc";

/** What the add-on refuses to do or could not do, in words a person can act on. Anything else that is thrown is a bug. */
export class Refusal extends Error {
  readonly code: string;

  constructor(
    code: AddOnRefusalCode,
    readonly sentence: string,
    readonly wayOut: string,
    /** That it is about, if about one. */
    readonly setting?: keyof Settings,
  ) {
    super(`${sentence} ${wayOut}`);
    this.name = "Refusal";
    this.code = code;
  }
}

/** Of what others say: it may stand in a property, a note or a mail. */
const MOST_PASSED_ON = 1000;
const MOST_OF_A_CODE = 60;

/** What the exporter refused, which has codes of its own. */
export function passedOn({ code, sentence, wayOut }: ServiceError): Refusal {
  const [short, way] = [sentence, wayOut].map((text) => cut(text, MOST_PASSED_ON));
  return new Refusal(cut(code, MOST_OF_A_CODE) as AddOnRefusalCode, short, way);
}

/** Any error in words: Google's by what they mean, those that nobody foresaw in one plain sentence. */
export function inWords(error: unknown): Told {
  if (error instanceof Refusal) {
    const { code, sentence, wayOut, setting } = error;
    return { code, sentence, wayOut, ...(setting !== undefined && { setting }) };
  }
  const message = error instanceof Error ? error.message : String(error);
  const known = googleFailure(message);
  if (known !== null) return { code: known.code, sentence: known.sentence, wayOut: known.wayOut };
  if (error instanceof Error && error.name === OF_GOOGLE) {
    return {
      code: "GOOGLE_FAILED",
      sentence: `Google refused something: ${cut(message, MOST_LETTERS)}`,
      wayOut: "Reload the sheet and try again; if it happens again, tell whoever looks after this sheet.",
    };
  }
  return {
    code: "UNEXPECTED",
    sentence: `Something went wrong that should not have: ${cut(message, MOST_LETTERS)}`,
    wayOut: "Reload the sheet and try again; if it happens again, tell whoever looks after this sheet.",
  };
}

/** So Google names the errors of its services. */
const OF_GOOGLE = "Exception";
const MOST_LETTERS = 500;
