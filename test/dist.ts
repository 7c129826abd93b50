import { join, resolve } from "node:path";

/**
 * What the build made. This is the only way in which tests reach it: a test file that imports this one, itself or through others, is of the
 * projects that build first (vitest.config.ts).
 */
export const DIST = resolve("dist");

/** The program `lead-export`. */
export const PROGRAM = join(DIST, "lead-export.js");
