import type { Statistics } from "hyparquet";
import type { Page } from "./pages";

/** The texts of a column, each once, as a page; the least and the greatest of them. */
export interface WrittenDictionary {
  dictionary: Page;
  statistics: Statistics;
}

/**
 * Texts as they were read, in the kernel's memory: text `i` lies in `bytes` between `offsets[i]` and `offsets[i + 1]` (addresses); the values of
 * a column are those that `codes` (u32 each) says.
 */
export interface CodedTexts {
  codes: number;
  offsets: number;
  bytes: number;
  /** How many texts there are. */
  size: number;
}
