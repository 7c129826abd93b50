import { inWords } from "./refusal";
import { MARK_WORDS } from "./words/check";

/**
 * Colours, drop-downs, formats, notes and warnings are decoration: Google may refuse any of them (in the typed columns of a Table, in
 * protected ranges), and all else goes on. Returns the sentence that says so, none when it was put on.
 */
export function decorate(what: string, work: () => void): string[] {
  try {
    work();
    return [];
  } catch (error) {
    console.error(error);
    return [MARK_WORDS.leftAsItWas({ what, why: inWords(error).sentence })];
  }
}
