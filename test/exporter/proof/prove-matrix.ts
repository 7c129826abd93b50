import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FAULT_KINDS } from "../../../workbench/server/faults";
import { judge, Tally } from "./judge";
import { EXTENTS, type Extent, lawful } from "./matrix";
import { type How, openScenario, type Scenario, type Site } from "./scenario";
import type { Place } from "./stage";

/** Every fault, at each call of a run that `isMeant`, to this extent. `bucket`: where it publishes to, a folder unless it is given. */
export function proveMatrix(
  name: string,
  how: How,
  extent: Extent,
  isMeant: (site: Site) => boolean,
  bucket?: () => Place,
): void {
  describe(name, () => {
    let scenario: Scenario;
    const tally = new Tally();
    beforeAll(async () => {
      scenario = await openScenario(how, bucket?.());
    });
    afterAll(async () => {
      await scenario.stage.close();
      console.log(`${name}, ${extent}: ${tally.total} runs: ${tally}`);
    });

    test.each([...FAULT_KINDS])(`%s strikes ${extent}`, { timeout: 120_000 }, async (kind) => {
      const { stage, sites, reset } = scenario;
      const meant = sites.filter(isMeant);
      expect(meant.length).toBeGreaterThan(0);
      for (const site of meant) {
        reset();
        const before = sites.filter(({ number, endpoint }) => endpoint === site.endpoint && number <= site.number);
        const match = { endpoint: site.endpoint };
        stage.google.faults.queue({ kind, call: before.length, times: EXTENTS[extent], match });
        const spoken = await stage.run();
        const what = `${kind} ${extent} at call ${site.number}: ${spoken.failure?.message ?? spoken.result?.summaryFailure?.wayOut}`;
        const outcome = judge(scenario, spoken, stage.left(), what);
        tally.add(outcome);
        expect(lawful(scenario, site, kind, extent), what).toContain(outcome);
        const struck = stage.google.log.calls.filter(({ fault }) => fault !== null);
        expect(struck.length, what).toBeGreaterThan(0);
      }
    });
  });
}
