import type { ServiceError } from "../shared/service";
import { cut } from "./cut";
import { googleFailure } from "./google-failures";
import type { Settings, Told } from "./rpc";
import { GOOGLE_WORDS } from "./words/google";
import type { AddOnRefusalCode } from "./words/refusals";
import type { Said } from "./words/said";

/** What the add-on refuses to do or could not do, in words a person can act on. Anything else that is thrown is a bug. */
export class Refusal extends Error {
  readonly code: string;
  readonly sentence: string;
  readonly wayOut: string;

  constructor(
    code: AddOnRefusalCode,
    { sentence, wayOut }: Said,
    /** That it is about, if about one. */
    readonly setting?: keyof Settings,
  ) {
    super(`${sentence} ${wayOut}`);
    this.name = "Refusal";
    this.code = code;
    this.sentence = sentence;
    this.wayOut = wayOut;
  }
}

/** Of what others say: it may stand in a property, a note or a mail. */
const MOST_PASSED_ON = 1000;
const MOST_OF_A_CODE = 60;

/** What the exporter refused, which has codes of its own. */
export function passedOn({ code, sentence, wayOut }: ServiceError): Refusal {
  const said = { sentence: cut(sentence, MOST_PASSED_ON), wayOut: cut(wayOut, MOST_PASSED_ON) };
  return new Refusal(cut(code, MOST_OF_A_CODE) as AddOnRefusalCode, said);
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
  const short = { message: cut(message, MOST_LETTERS) };
  // So Google names the errors of its services.
  if (error instanceof Error && error.name === "Exception") {
    return { code: "GOOGLE_FAILED", ...GOOGLE_WORDS.refused(short) };
  }
  return { code: "UNEXPECTED", ...GOOGLE_WORDS.unexpected(short) };
}

const MOST_LETTERS = 500;
