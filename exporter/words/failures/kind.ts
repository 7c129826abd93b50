import type { Exit } from "../exit";

/**
 * What to do about a failure, as a sentence; where that depends on what was found, one sentence for each `way`. Words in braces are
 * filled in by whoever throws.
 */
export type Ways = string | Readonly<Record<string, string>>;

/** All that is known of a failure by its code. */
export interface FailureKind {
  readonly exit: Exit;
  /** One sentence for the docs, and for mails that may not quote what was found. */
  readonly when: string;
  /** For whoever typed a command; `null`: none ends so, only an export of the service. */
  readonly commandLine: Ways | null;
  /** For whoever pressed Export now, or looks at the Summary tab; absent where only whoever runs the exporter can help. */
  readonly sheet?: Ways;
  /** For whoever runs the service, in its log: nothing of a workbook may be in it. */
  readonly service?: string;
  /** It may pass by itself: a run that nobody watches is tried once more. */
  readonly passes?: true;
  /**
   * What a mail may quote, because its words are ours, with paths, counts and ids. The rest could carry a cell's text: a header, a value
   * in a library's error, Google's own words.
   */
  readonly quote?: "all" | "way out";
}
