import { workbookInput } from "../../../../exporter/inputs/make-input";
import { openWorkbook } from "../../../../exporter/inputs/open-workbook";
import type { RunResult } from "../../../../exporter/run/result";
import { run } from "../../../../exporter/run/run";
import { openStore } from "../../../../exporter/stores/open-store";
import type { CountryDecision } from "../../../../shared/decisions";
import { surroundings } from "../../surroundings";
import type { World } from "../workbook/local";

export const AS_OF = "2026-11-22T12:00:00+01:00";

/** What was said to the person who started the run. */
export type Said = string[];

/** A whole run from a world's workbook. */
export async function runFrom(
  world: World,
  out: string,
  more: {
    zone?: string;
    fallback?: { leads: string; companies: string };
    release?: string;
    decisions?: CountryDecision[];
  } = {},
): Promise<RunResult & { said: Said }> {
  const said: Said = [];
  const say = (sentence: string) => void said.push(sentence);
  const { zone, fallback = null, release = null, decisions = [] } = more;
  const result = await run(
    {
      out,
      open: async () => {
        const opened = await openWorkbook({
          client: world.client(),
          tabs: { leads: "Leads", companies: "Companies" },
          store: await openStore({ out }),
          stores: {},
          fallback,
          onProgress: () => {},
          onTrouble: say,
        });
        return workbookInput(opened, { asOf: AS_OF, dateOrder: "mdy", ...(zone && { zone }), decisions }, false, say);
      },
      release,
      requestedBy: "test",
      onPhase: () => {},
    },
    surroundings(),
  );
  return { ...result, said };
}
