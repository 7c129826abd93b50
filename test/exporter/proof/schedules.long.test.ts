import { describe, expect, test } from "vitest";
import { randomNumbers } from "../../../workbench/host/services/random-numbers";
import { FAULT_KINDS, type Fault, type FaultKind, type Match } from "../../../workbench/server/faults";
import type { LoggedCall } from "../../../workbench/server/log";
import { judge, Tally } from "./judge";
import { PASSING, WAITING } from "./matrix";
import { type How, openScenario, type Scenario } from "./scenario";
import type { Left } from "./stage";

const MATCHES: Match[] = [
  {},
  {},
  { endpoint: "token" },
  { method: "GET" },
  { path: "values:batchGet" },
  { path: ":batchUpdate" },
];
/** Google has not carried out what it answers so. */
const REFUSALS = new Set<FaultKind>(["400", "401", "403", "403-rate", "404", "429"]);

/** One to four faults of any kind, most of them of those that pass. */
function scheduleOf(seed: number): Fault[] {
  const random = randomNumbers(seed);
  const below = (end: number) => Math.floor(random() * end);
  const one = <T>(list: readonly T[]) => list[below(list.length)];
  return Array.from({ length: 1 + below(4) }, () => {
    const kind = random() < 0.85 ? one([...PASSING]) : one(FAULT_KINDS);
    const match = one(MATCHES);
    return {
      kind,
      match,
      call: 1 + below(Object.keys(match).length === 0 ? 14 : 5),
      times: random() < 0.05 ? ("always" as const) : 1 + below(3),
      ...(!REFUSALS.has(kind) && random() < 0.3 && { applied: true }),
      ...((kind === "429" || kind === "503") && random() < 0.5 && { retryAfter: 1 + below(20) }),
    };
  });
}

/** No more than any call is tried for: the result must be as if nothing had happened. */
function mustPass(calls: readonly LoggedCall[]): boolean {
  const struck = calls.filter(({ fault }) => fault !== null);
  const rows = calls
    .map(({ fault }) => (fault === null ? " " : "x"))
    .join("")
    .split(" ");
  const longest = Math.max(...rows.map(({ length }) => length));
  const writes = struck.filter(({ path }) => path.endsWith(":batchUpdate")).length;
  const waits = struck.filter(({ fault }) => WAITING.has(fault!)).length;
  return struck.every(({ fault }) => PASSING.has(fault!)) && longest <= 3 && writes <= 3 && waits <= 1;
}

describe.each<[string, How, from: number, to: number]>([
  ["a first run", { hasCopy: false, isBrief: true }, 1, 140],
  ["a later run", { hasCopy: true, isBrief: true }, 141, 280],
  ["a later run that writes all of its files", { hasCopy: true, isBrief: false }, 281, 310],
])("random schedules of faults: %s", (name, how, from, to) => {
  test(`seeds ${from} to ${to}`, { timeout: 240_000 }, async () => {
    const scenario = await openScenario(how);
    const { stage, reset } = scenario;
    const tally = new Tally();
    let passed = 0;
    for (let seed = from; seed <= to; seed++) {
      reset();
      stage.pace.restart(seed);
      const schedule = scheduleOf(seed);
      for (const fault of schedule) stage.google.faults.queue(fault);
      const spoken = await stage.run();
      const { calls } = stage.google.log;
      const struck = calls.map(({ fault, endpoint }) => fault ?? endpoint[0]).join(" ");
      const last = spoken.failure?.message ?? spoken.result?.summaryFailure?.wayOut;
      const what = `seed ${seed}: ${JSON.stringify(schedule)}\n${struck}\n${last}`;
      const outcome = judge(scenario, spoken, stage.left(), what);
      tally.add(outcome);
      if (mustPass(calls)) {
        passed++;
        expect(outcome, what).toBe("identical");
      } else if (outcome !== "identical") {
        await expectRepaired(scenario, what);
      }
    }
    await stage.close();
    expect(passed).toBeGreaterThan((to - from) / 3);
    console.log(`random schedules, ${name}: ${tally.total} runs, ${passed} with nothing but passing faults: ${tally}`);
  });
});

/** Whatever the faults left undone, the next run does. */
async function expectRepaired({ stage, clean }: Scenario, what: string): Promise<void> {
  stage.google.faults.clear();
  const { result, failure } = await stage.run();
  expect([failure, result?.summaryFailure], what).toEqual([null, undefined]);
  const left = stage.left();
  expect(filesOf(left), what).toEqual(filesOf(clean));
  expect(left.summary, what).toBe(clean.summary);
  const published = left.records.filter((record) => record.startsWith("published") && record.includes(clean.snapshot!));
  expect(published, what).toHaveLength(1);
}

/** These name the snapshot before, which is another one where the struck run published from a copy. */
const NAMING_THE_ONE_BEFORE = ["compared.json", "dashboard.html"];

const filesOf = ({ snapshot, files }: Left) => ({
  snapshot,
  files: Object.entries(files ?? {}).filter(([path]) => !NAMING_THE_ONE_BEFORE.includes(path)),
});
