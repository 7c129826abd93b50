import { rmSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { openStore } from "../../../../exporter/stores/open-store";
import { type BucketKind, isHere, named, reachBuckets } from "../../stores/servers";
import { openWorld } from "../workbook/local";
import { runFrom } from "./run-from";

/** What becomes of the copy that is kept in a bucket of this kind. */
export function keepsCopyIn(kind: BucketKind): void {
  describe.skipIf(!isHere(kind))(named(kind), () => {
    beforeAll(() => reachBuckets(kind));

    test("the copy for days without Google is in the bucket, the last one alone, and serves another machine", async () => {
      const world = await openWorld();
      try {
        const out = `${kind}://leads/workbook`;
        const store = await openStore({ out });
        await runFrom(world, out);
        await world.pace.sleep(60_000);
        world.put("Leads!A5", [["Beta", "Dan", "Eze", "CTO", "Ghana", "11/22/2026"]]);
        const live = await runFrom(world, out);
        expect(live.report.counts.leads.clean).toBe(4);
        const copies = (await store.list("raw")).map(({ key }) => key.split("/").slice(3).join("/"));
        expect(copies.sort()).toEqual(["companies.jsonl.gz", "copy.json", "leads.jsonl.gz"]);

        // Nothing of it is on this machine any more.
        rmSync(join(process.env.XDG_CACHE_HOME!, "lead-export"), { recursive: true });
        world.google.faults.always("503");
        const copied = await runFrom(world, out);
        expect(copied.report.answers).toEqual(live.report.answers);
        expect(copied.report.notices.map(({ code }) => code)).toContain("FALLBACK_USED");

        // One that is damaged is none.
        const [{ key }] = (await store.list("raw")).filter(({ key }) => key.endsWith("copy.json"));
        await store.delete([key]);
        await expect(runFrom(world, out)).rejects.toMatchObject({ code: "SHEETS_UNREACHABLE" });
      } finally {
        await world.google.close();
      }
    });
  });
}
