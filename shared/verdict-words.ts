import type { Counts } from "./counts";

/** What people read of a row's verdict, in the sheet and in Summary. In files stand the contract's own words. */
export const VERDICT_WORDS: Readonly<Record<Exclude<keyof Counts, "read">, string>> = {
  clean: "clean",
  duplicate: "repeat",
  held: "waiting",
  blank: "blank",
};
