import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, onTestFinished, test } from "vitest";
import { USUAL_GUARD } from "../../../exporter/config/guard-settings";
import { filesInput } from "../../../exporter/inputs/make-input";
import { run } from "../../../exporter/run/run";
import { surroundings } from "../surroundings";
import { TEN_LEADS, TWO_COMPANIES, workplace } from "./world";

/** A thousand when asked for: `LEAD_EXPORT_SOAK_RUNS=1000 npx vitest run test/exporter/e2e/soak.long.test.ts`. */
const RUNS = Number(process.env.LEAD_EXPORT_SOAK_RUNS ?? 300);
const WARM = 100;
const EVERY = 20;
const DAY = 86_400_000;
const FIRST = Date.parse("2027-01-01T12:00:00Z");
const isLinux = existsSync("/proc/self/fd");

setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");

/** What a process holds, once what nobody needs is gone. */
async function held() {
  for (let turn = 0; turn < 3; turn++) {
    collect();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const count = (folder: string) => readdirSync(folder).length;
  return {
    megabytes: process.memoryUsage.rss() / 1e6,
    files: count("/proc/self/fd"),
    threads: count("/proc/self/task"),
    waiting: process.getActiveResourcesInfo().sort(),
  };
}

const median = (numbers: number[]) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

test.skipIf(!isLinux)(
  `${RUNS} runs in one process, a day each: memory and handles stay as they were`,
  {
    timeout: 1_800_000,
  },
  async () => {
    const place = workplace();
    const [leads, companies] = [place.leads("leads.csv", TEN_LEADS), place.companies("companies.csv", TWO_COMPANIES)];
    // In memory where there is such a place: hundreds of days wait for no disk.
    const out = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : place.folder, "lead-soak-"));
    onTestFinished(() => rmSync(out, { recursive: true, force: true }));
    const around = surroundings();
    const samples: Awaited<ReturnType<typeof held>>[] = [];
    for (let day = 1; day <= RUNS; day++) {
      const asOf = new Date(FIRST + day * DAY).toISOString();
      const { published } = await run(
        {
          out,
          open: async () => filesInput(leads, companies, { asOf, dateOrder: "mdy", zone: "Europe/Berlin" }, () => {}),
          release: null,
          requestedBy: "soak",
          guard: USUAL_GUARD,
          keep: { last: 2, daily: 0, monthly: 0 },
          onPhase: () => {},
        },
        around,
      );
      expect(published).toBe(true);
      if (day >= WARM && day % EVERY === 0) samples.push(await held());
    }
    const [first, last] = [samples[0], samples.at(-1)!];
    const [early, late] = [samples.slice(0, 5), samples.slice(-5)].map((some) =>
      median(some.map(({ megabytes }) => megabytes)),
    );
    console.log(
      `soak: ${RUNS} runs, ${Math.round(early)} MB early, ${Math.round(late)} MB late, ${last.files} files, ${last.threads} threads`,
    );
    expect({ ...last, megabytes: 0 }).toEqual({ ...first, megabytes: 0 });
    expect(late).toBeLessThan(early * 1.05);
  },
);
