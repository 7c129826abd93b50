import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { makeMetrics } from "../../../exporter/service/metrics";
import { companiesFile, file, lead, temporaryFolder } from "../commands/cli";

// How fresh the snapshots are, for whoever watches: read from the stores, whoever ran.

const folder = temporaryFolder();
const HEADER = "Company,First Name,Last Name,Title,Country,Timestamp";
const rows = [1, 2, 3, 4].map((i) => `Acme,Ada,Obi ${i},CTO,Nigeria,2026-01-05 08:00`);
const companies = companiesFile(folder);
const all = file(folder, "all.csv", [HEADER, ...rows, "Acme,,Obi,CTO,Nigeria,2026-01-05 08:00"]);
const few = file(folder, "few.csv", [HEADER, rows[0]]);
const hasPromtool = spawnSync("promtool", ["--version"]).status === 0;

const run = (out: string, leads: string) =>
  lead(["run", "--leads", leads, "--companies", companies, "--out", out, "--as-of", "2026-11-28T06:00:00Z", "--json"]);
const place = (name: string) => ({ out: join(folder, name) });

/** `/metrics` as lines, without the service's own numbers; each look is a new one. */
async function look(...places: { out: string }[]): Promise<string[]> {
  const text = await makeMetrics(() => ({ running: 0, waiting: 0 }), places).text();
  return text.split("\n").filter((line) => line.includes("workbook="));
}
const numberOf = (lines: string[], start: string) => {
  const line = lines.find((one) => one.startsWith(start));
  return line === undefined ? null : Number(line.split(" ").at(-1));
};
const LAST = 'lead_export_last_run_timestamp_seconds{workbook="1"}';
const WELL = 'lead_export_last_success_timestamp_seconds{workbook="1"}';
const outcomes = (lines: string[]) => lines.filter((line) => /^lead_export_last_run_outcome.* 1$/.test(line));

describe("the numbers of each workbook", () => {
  test("before the first run it is only known that its store can be read", async () => {
    expect(await look(place("none"))).toEqual(['lead_export_store_readable{workbook="1"} 1']);
  });

  test("a run that goes well, one that changes nothing, one that the guard stops, and one that fails", async () => {
    const daily = place("daily");
    const begun = Math.floor(Date.now() / 1000);
    expect((await run(daily.out, all)).code).toBe(0);
    const first = await look(place("none"), daily).then((lines) => lines.filter((line) => line.includes('"2"')));
    expect(first).toEqual(
      expect.arrayContaining([
        'lead_export_store_readable{workbook="2"} 1',
        `lead_export_snapshot_as_of_timestamp_seconds{workbook="2"} ${Date.parse("2026-11-28T06:00:00Z") / 1000}`,
        'lead_export_snapshot_from_copy{workbook="2"} 0',
        'lead_export_snapshot_rows{workbook="2",tab="leads",verdict="clean"} 4',
        'lead_export_snapshot_rows{workbook="2",tab="leads",verdict="held"} 1',
        'lead_export_snapshot_rows{workbook="2",tab="companies",verdict="held"} 0',
        'lead_export_last_run_outcome{workbook="2",outcome="published"} 1',
        'lead_export_last_run_outcome{workbook="2",outcome="failed"} 0',
      ]),
    );

    expect((await run(daily.out, all)).code).toBe(0);
    const unchanged = await look(daily);
    expect(outcomes(unchanged)).toEqual(['lead_export_last_run_outcome{workbook="1",outcome="unchanged"} 1']);
    const wentWell = numberOf(unchanged, WELL)!;
    expect([wentWell >= begun, wentWell <= Date.now() / 1000]).toEqual([true, true]);
    expect(numberOf(unchanged, LAST)).toBe(wentWell);

    for (const [leads, code, outcome] of [
      [few, 4, "stopped"],
      [join(folder, "nowhere.csv"), 3, "failed"],
    ] as const) {
      expect((await run(daily.out, leads)).code).toBe(code);
      const lines = await look(daily);
      expect(outcomes(lines)).toEqual([`lead_export_last_run_outcome{workbook="1",outcome="${outcome}"} 1`]);
      expect(numberOf(lines, WELL)).toBe(wentWell);
      expect(numberOf(lines, LAST)).toBeGreaterThan(wentWell);
    }
    const { at, ...last } = JSON.parse(readFileSync(join(daily.out, "last-run.json"), "utf8"));
    expect(last).toEqual({
      outcome: "failed",
      code: "SOURCE_MISSING",
      went_well_at: new Date(wentWell * 1000).toISOString(),
    });
    expect(Date.parse(at)).toBeGreaterThan(wentWell * 1000);
  });

  test.each(["current.json", "last-run.json"])(
    "a damaged %s: what cannot be read is said, and the next run mends it",
    async (name) => {
      const odd = place(`damaged-${name}`);
      expect((await run(odd.out, all)).code).toBe(0);
      const whole = readFileSync(join(odd.out, name), "utf8");
      writeFileSync(join(odd.out, name), whole.slice(0, 20));
      const isCurrent = name === "current.json";
      const lines = await look(odd, place("none"));
      expect(lines).toContain(`lead_export_store_readable{workbook="1"} ${isCurrent ? 0 : 1}`);
      expect(lines).toContain('lead_export_store_readable{workbook="2"} 1');
      expect(numberOf(lines, WELL)).toBeNull();
      if (isCurrent) writeFileSync(join(odd.out, name), whole);
      expect((await run(odd.out, all)).code).toBe(0);
      expect(numberOf(await look(odd), WELL)).toBeGreaterThan(0);
    },
  );
});

describe.skipIf(!hasPromtool)("Prometheus itself", () => {
  const promtool = (words: string[], input?: string) =>
    execFileSync("promtool", words, {
      cwd: "deploy/prometheus",
      encoding: "utf8",
      input,
      stdio: ["pipe", "pipe", "pipe"],
    });

  test("takes the numbers", async () => {
    const text = await makeMetrics(() => ({ running: 1, waiting: 0 }), [place("daily"), place("none")]).text();
    expect(promtool(["check", "metrics"], text)).toBe("");
  });

  test("takes the configuration, and the alerts come when they should and not before", () => {
    expect(promtool(["check", "config", "prometheus.yml"])).toContain("7 rules found");
    expect(promtool(["test", "rules", "lead-export.rules.test.yml"])).toContain("SUCCESS");
  });

  test("every number that an alert looks at is one that the service gives", async () => {
    const given = await makeMetrics(() => ({ running: 0, waiting: 0 }), []).text();
    const rules = readFileSync("deploy/prometheus/lead-export.rules.yml", "utf8");
    const asked = [...new Set(rules.match(/\blead_export_\w+/g))];
    expect(asked.length).toBeGreaterThan(3);
    for (const name of asked) expect(given).toContain(`# TYPE ${name} gauge`);
  });
});
