import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { companiesFile, lead, leadsFile, temporaryFolder } from "./cli";

test("what the configuration does not keep is listed, removed when asked, and removed by each run", async () => {
  const folder = temporaryFolder();
  const files = { leads: leadsFile(folder, "leads.csv", 10), companies: companiesFile(folder) };
  const configure = (keep: object) =>
    writeFileSync(
      join(folder, "lead-export.config.json"),
      JSON.stringify({ ...files, out: "out", zone: "Africa/Lagos", ...keep }),
    );
  const here = { cwd: folder };
  const publish = async (day: number) =>
    JSON.parse((await lead(["run", "--as-of", `2026-11-${day}T12:00:00Z`, "--json"], here)).stdout).snapshot;
  const listed = async () =>
    JSON.parse((await lead(["history", "--json"], here)).stdout).snapshots.map(
      ({ snapshot }: { snapshot: string }) => snapshot,
    );

  configure({});
  const [a, b, c] = [await publish(22), await publish(23), await publish(24)];
  const unasked = await lead(["prune"], here);
  expect([unasked.code, unasked.stderr]).toEqual([
    2,
    expect.stringContaining("Error USAGE: The configuration does not say what to keep."),
  ]);

  configure({ keep: { last: 2 } });
  const dry = await lead(["prune", "--dry-run"], here);
  expect(dry.stdout).toBe(`Would remove 1 snapshot, keep 2 snapshots.\n  ${a}\n`);
  expect(await listed()).toEqual([c, b, a]);
  const done = await lead(["prune", "--json"], here);
  expect(JSON.parse(done.stdout)).toEqual({ dry_run: false, removed: [a], kept: [c, b] });
  expect(await listed()).toEqual([c, b]);

  const d = await publish(25);
  expect(await listed()).toEqual([d, c]);

  configure({ keep: { last: 0, dayly: 3 } });
  const wrong = await lead(["prune"], here);
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringMatching(/keep\.dayly.*keep\.daily.*keep\.last/s)]);
}, 60_000);
