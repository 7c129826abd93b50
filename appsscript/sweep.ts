import { catchUp } from "./daily/daily";
import { decorate } from "./decoration";
import { lastExport } from "./exports/exports";
import { checkAll } from "./live/check-all";
import { inWords } from "./refusal";
import { renewMarks } from "./setup/marks";
import { endRest } from "./setup/rest";
import { isKeeper } from "./setup/triggers";
import { readStored, remember, type Stored } from "./stored";
import { CHECK_WORDS, MARK_WORDS } from "./words/check";

/**
 * Every hour: finishes what edits left over, takes note of a new day or zone, shows by its time that the triggers are alive, and sees to
 * the daily export where no trigger of its own does.
 */
export function sweep(): void {
  const stored = readStored();
  if (stored.version === 0) return;
  if (isKeeper(stored)) checkHourly(stored);
  catchUp();
  if (stored.exported?.run != null) {
    // Whoever asked for that export closed the sidebar before it ended.
    decorate(MARK_WORDS.ofLastExport, lastExport);
  }
}

function checkHourly(stored: Stored): void {
  const at = Date.now();
  try {
    const { checked } = checkAll({ wake: false });
    decorate(MARK_WORDS.ofNewRows, renewMarks);
    remember("lastSweep", { at, ok: true, sentence: CHECK_WORDS.counts(checked.counts) });
  } catch (error) {
    console.error(error);
    remember("lastSweep", { at, ok: false, sentence: inWords(error).sentence });
  }
  endRest(stored);
}
