import type { Outcome, Rpc, Settings } from "../../../appsscript/rpc";

/** What Google itself does in place of an answer: fails with its words, says nothing, or answers something else. */
export class Google {
  private constructor(
    readonly failure: string | null,
    readonly answer: string | null,
  ) {}
  static fails = (message: string) => new Google(message, null);
  static answers = (text: string) => new Google(null, text);
  static saysNothing = new Google(null, null);
}

/** What the script says no to, as rpc answers it. */
export class No {
  constructor(
    readonly code: string,
    readonly sentence: string,
    readonly wayOut = "Do it otherwise.",
    readonly setting?: keyof Settings,
  ) {}
}

/** The script's part: what each message answers. What is not named fails the test that asks for it. */
export type Script = { [Name in keyof Rpc]?: (...args: Parameters<Rpc[Name]>) => ReturnType<Rpc[Name]> | No | Google };

export interface Asked {
  readonly name: keyof Rpc;
  readonly args: readonly unknown[];
}

/** What the double of google.script.run is told: exactly one is set, or none of them for silence. */
export interface Told {
  readonly value?: string;
  readonly failure?: string;
}

/** Answers one message as Google would carry it. */
export function answerOf(script: Script, name: keyof Rpc, args: readonly unknown[]): Told {
  const part = script[name] as ((...args: readonly unknown[]) => unknown) | undefined;
  if (part === undefined) return { failure: `The test did not expect ${name}.` };
  const said = part(...args);
  if (said instanceof Google) {
    if (said.failure !== null) return { failure: said.failure };
    return said.answer !== null ? { value: said.answer } : {};
  }
  const outcome: Outcome<unknown> =
    said instanceof No ? { ok: false, error: errorOf(said) } : { ok: true, value: said };
  return { value: JSON.stringify(outcome) };
}

function errorOf({ code, sentence, wayOut, setting }: No) {
  return { code, sentence, wayOut, ...(setting !== undefined && { setting }) };
}
