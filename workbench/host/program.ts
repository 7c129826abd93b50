import type { Message } from "../book/json";

/** What `clasp push` sends. */
export interface Program {
  /** `Code.js`. */
  readonly code: string;
  /** `appsscript.json`. */
  readonly manifest: Message;
  /** HTML files: name without `.html` -> text. */
  readonly html: Readonly<Record<string, string>>;
}
