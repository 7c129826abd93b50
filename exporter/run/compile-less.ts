import { setFlagsFromString } from "node:v8";

/**
 * Keeps Node 20 from optimising most functions: for what one run executes of them that costs more than it gains, for 400 rows a
 * tenth of the whole. Newer versions optimise later by themselves, and do not know the flag.
 */
export function compileLess(): void {
  if (process.versions.v8.startsWith("11.")) setFlagsFromString("--interrupt-budget=1000000");
}
