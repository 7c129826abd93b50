import { randomUUID } from "node:crypto";
import { ASSETS, type Assets } from "../config/assets";

/** What a run takes from outside its request: tests bring their own. */
export interface Surroundings {
  readonly assets: Assets;
  /** The real time, UTC ms; as-of may be any instant. */
  now(): number;
  /** A new id, unlike any other. */
  newId(): string;
}

export const REAL: Surroundings = { assets: ASSETS, now: Date.now, newId: randomUUID };
