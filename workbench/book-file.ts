import { readFileSync, renameSync, writeFileSync } from "node:fs";
import type { Book } from "./book/book";
import { bookFromJson, bookToJson } from "./book/book-json";
import { Failure } from "./failure";

const QUIET_MS = 200;
/** However busy the workbook is, no change waits longer than this. */
const LONGEST_WAIT_MS = 2000;

/** The workbook kept in a file; undefined when there is no such file yet. */
export function loadBook(path: string): Book | undefined {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return undefined;
    throw new Failure(3, `The workbook file ${path} cannot be read (${code}).`, "Give the path of a file.");
  }
  try {
    return bookFromJson(JSON.parse(text));
  } catch {
    throw new Failure(
      3,
      `The file ${path} is not a workbook this program saved.`,
      "Move it away to start a new workbook, or give another path to --book.",
    );
  }
}

/** Saves a workbook whole or not at all, for its user alone: a reader never sees half a file. */
export function saveBook(path: string, book: Book): void {
  const draft = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, `${JSON.stringify(bookToJson(book))}\n`, { flush: true, mode: 0o600 });
    renameSync(draft, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Failure(1, `The workbook cannot be saved to ${path} (${code}).`, "Free some space or give another path.");
  }
}

/** Saves soon after a change, once for many that come together. `flush` saves what still waits, at once. */
export function saver(save: () => void): { changed(): void; flush(): void } {
  let timer: NodeJS.Timeout | undefined;
  let since = 0;
  const flush = () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    save();
  };
  return {
    changed: () => {
      const now = Date.now();
      if (timer === undefined) since = now;
      clearTimeout(timer);
      timer = setTimeout(flush, Math.min(QUIET_MS, Math.max(0, since + LONGEST_WAIT_MS - now)));
    },
    flush,
  };
}
