import { beforeAll, describe, expect, test } from "vitest";
import { requireCurrent } from "../../../exporter/publish/current";
import { verify } from "../../../exporter/publish/verify";
import { BUCKET_FAILPOINTS } from "../../../exporter/stores/failpoint";
import { openStore } from "../../../exporter/stores/open-store";
import { leftovers } from "../publish/bucket";
import { isHere, named, reachBuckets } from "../stores/servers";
import { oneObject, program, runWords, TEN_LEADS, TWO_COMPANIES, workplace } from "./world";

// The whole program, killed at each step of publishing to a bucket; `test/exporter/publish` has the publishing half in all three clouds.
describe.skipIf(!isHere("s3"))(named("s3"), () => {
  beforeAll(() => reachBuckets("s3"));
  const place = workplace();
  const companies = place.companies("companies.csv", TWO_COMPANIES);
  const ten = place.leads("ten.csv", TEN_LEADS);
  const twelve = place.leads("twelve.csv", [
    ...TEN_LEADS,
    ...TEN_LEADS.slice(0, 2).map((row) => ["Beta", ...row.slice(1)]),
  ]);
  const SWAPPED = BUCKET_FAILPOINTS.indexOf("pointer-swapped");

  test.each(BUCKET_FAILPOINTS)(
    "killed with -9 at %s: the old snapshot is whole, and the next run succeeds",
    async (point) => {
      const out = `s3://leads/${point}`;
      const words = runWords({ leads: twelve, companies, out });
      const before = oneObject(await program(runWords({ leads: ten, companies, out })));
      const killed = await program(words, { LEAD_EXPORT_FAILPOINT: point });
      expect([killed.signal, killed.stdout]).toEqual(["SIGKILL", ""]);
      const store = await openStore({ out });
      const { snapshot } = await requireCurrent(store);
      expect(snapshot === before.snapshot).toBe(BUCKET_FAILPOINTS.indexOf(point) < SWAPPED);
      for (const name of new Set([snapshot, before.snapshot!])) await verify(store, name);

      const next = oneObject(await program(words));
      expect([next.error, next.counts!.leads.clean]).toEqual([undefined, 12]);
      expect([(await requireCurrent(store)).snapshot, await leftovers(store)]).toEqual([next.snapshot, []]);
      await verify(store, next.snapshot!);
    },
  );
});
