import type { FaultKind } from "../../../workbench/server/faults";
import type { Outcome } from "./judge";
import type { Scenario, Site } from "./scenario";

/** A wait helps against these. */
export const PASSING = new Set<FaultKind>([
  "403-rate",
  "408",
  "429",
  "500",
  "502-html",
  "503",
  "html-200",
  "empty-200",
  "wrong-schema",
  "cut-json",
  "fewer-ranges",
  "corrupt-gzip",
  "slow",
  "reset-before",
  "reset-inside",
  "hang",
]);
/** They take as long as an attempt may. */
export const WAITING = new Set<FaultKind>(["hang", "slow"]);

export const EXTENTS = { "first only": 1, "first three": 3, "for ever": "always" } as const;
export type Extent = keyof typeof EXTENTS;

/** What may come of one fault at one call. Written down from what is promised, not from how it is done. */
export function lawful({ fallback }: Scenario, site: Site, kind: FaultKind, extent: Extent): Outcome[] {
  const isSheets = site.endpoint === "sheets";
  // Three waits of three minutes are longer than anything is tried.
  const isTooLong = extent === "first three" && WAITING.has(kind) && site.isBig;
  if (PASSING.has(kind) && extent !== "for ever" && !isTooLong) return ["identical"];
  // Where no ranges are asked for, none are missing.
  if (kind === "fewer-ranges" && !isSheets) return ["identical"];
  // An expired token is renewed, once.
  if (kind === "401" && extent === "first only" && isSheets) return ["identical"];
  if (!site.isAfter) return PASSING.has(kind) && fallback !== null ? ["fallback"] : ["refused"];
  if (extent === "for ever") return kind === "fewer-ranges" ? ["identical", "untold"] : ["untold"];
  // The run can do without marks; what else is struck then are the calls after.
  if (site.isMarking) return extent === "first only" || kind === "401" ? ["identical"] : ["untold"];
  // A refused write is looked at and tried once more: the grid may have changed in between.
  if (kind === "400" && site.isWrite && extent === "first only") return ["identical"];
  return ["untold"];
}
