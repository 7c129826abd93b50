import { resolve } from "node:path";
import { ASSETS } from "../../../../exporter/config/assets";
import { workbookInput } from "../../../../exporter/inputs/make-input";
import { openWorkbook } from "../../../../exporter/inputs/open-workbook";
import { type RunResult, run } from "../../../../exporter/run/run";
import type { World } from "../workbook/local";

// The empty page lies beside the built program, not beside its source.
Object.assign(ASSETS, { dashboard: resolve("dist/dashboard.html") });

export const AS_OF = "2026-11-22T12:00:00+01:00";

/** What was said to the person who started the run. */
export type Said = string[];

/** A whole run from a world's workbook. */
export async function runFrom(
  world: World,
  out: string,
  more: { zone?: string; fallback?: { leads: string; companies: string }; release?: string } = {},
): Promise<RunResult & { said: Said }> {
  const said: Said = [];
  const say = (sentence: string) => void said.push(sentence);
  const { zone, fallback = null, release = null } = more;
  const result = await run({
    out,
    open: async () => {
      const opened = await openWorkbook({
        client: world.client(),
        tabs: { leads: "Leads", companies: "Companies" },
        out,
        fallback,
        onProgress: () => {},
        onTrouble: say,
      });
      return workbookInput(opened, { asOf: AS_OF, dateOrder: "mdy", ...(zone && { zone }) }, false, say);
    },
    release,
    requestedBy: "test",
    onPhase: () => {},
  });
  return { ...result, said };
}
