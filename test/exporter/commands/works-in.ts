import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { openStore } from "../../../exporter/stores/open-store";
import { sha256Of } from "../../../exporter/stores/sha256";
import { type BucketKind, isHere, named, reachBuckets } from "../stores/servers";
import { companiesFile, LAGOS, lead, leadsFile, temporaryFolder } from "./cli";

/** What commands do with tables and snapshots in a bucket of this kind. */
export function worksIn(kind: BucketKind): void {
  const folder = temporaryFolder();
  const companies = companiesFile(folder);
  describe.skipIf(!isHere(kind))(named(kind), () => {
    beforeAll(() => reachBuckets(kind));

    async function put(place: string, key: string, path: string): Promise<string> {
      const store = await openStore({ out: place });
      await store.put(key, path, await sha256Of(path));
      return `${place}/${key}`;
    }

    test("tables come from a bucket, a snapshot goes into one, and every command reads it there", async () => {
      const out = `${kind}://leads/published`;
      const at = ["--out", out];
      const older = await put(`${kind}://leads/in`, "older.csv", leadsFile(folder, "older.csv", 10));
      const newer = await put(`${kind}://leads/in`, "newer.csv", leadsFile(folder, "newer.csv", 12));
      const publish = async (leads: string) =>
        JSON.parse((await lead(["run", "--leads", leads, "--companies", companies, ...at, ...LAGOS, "--json"])).stdout);
      const first = await publish(older);
      const second = await publish(newer);
      expect([first.published, second.published, second.counts.leads.clean]).toEqual([true, true, 12]);
      expect((await publish(newer)).reason).toMatch(/^Nothing changed/);

      // What reads takes the place from the configuration too.
      writeFileSync(join(folder, "lead-export.config.json"), JSON.stringify({ out }));
      const read = { cwd: folder };
      const [answers, sql, history, check] = await Promise.all([
        lead(["answers"], read),
        lead(["sql", "SELECT count(*) AS n FROM leads", "--json"], read),
        lead(["history", ...at, "--json"]),
        lead(["check", newer, "--companies", companies, ...LAGOS]),
      ]);
      expect(answers.stdout).toContain(`Dashboard  ${out}/snapshots/${second.snapshot}/dashboard.html\n`);
      expect(JSON.parse(sql.stdout)).toMatchObject({ snapshot: second.snapshot, rows: [{ n: 12 }] });
      const listed = JSON.parse(history.stdout).snapshots;
      expect(listed.map((one: { snapshot: string; current: boolean }) => [one.snapshot, one.current]).sort()).toEqual(
        [
          [first.snapshot, false],
          [second.snapshot, true],
        ].sort(),
      );
      expect(check.stdout).toContain(newer);
      expect((await lead(["restore", first.snapshot], read)).stdout).toBe(
        `Snapshot ${first.snapshot} is current again.\n`,
      );
      expect(JSON.parse((await lead(["answers", "--json"], read)).stdout)).toMatchObject({ answers: first.answers });
      const { text } = (await (await openStore({ out })).get(`snapshots/${first.snapshot}/manifest.json`))!;
      expect(JSON.parse(text).sources[0]).toMatchObject({ path: older, format: "csv" });
    });

    test("a table that is not there, and a bucket that is not, are named", async () => {
      const [table, bucket] = await Promise.all([
        lead(["check", `${kind}://leads/in/none.csv`]),
        lead(["history", "--out", `${kind}://ledas`]),
      ]);
      expect([table.code, table.stderr]).toEqual([
        3,
        expect.stringContaining(`Error SOURCE_MISSING: There is no file ${kind}://leads/in/none.csv.`),
      ]);
      expect([bucket.code, bucket.stderr]).toEqual([
        5,
        expect.stringMatching(/^Error STORE_NO_BUCKET: There is no (bucket|container) ledas\.$/m),
      ]);
    });
  });
}
