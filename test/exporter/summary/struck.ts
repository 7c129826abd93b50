import { describe, expect, test } from "vitest";
import { writeRecords } from "../../../exporter/summary/write-records";
import { writeSummary } from "../../../exporter/summary/write-summary";
import type { Fault, FaultKind } from "../../../workbench/server/faults";
import { type Local, openLocal } from "./local";
import { record } from "./records";
import { contentOf, staff } from "./reports";

/** No attempt can help against these, and no second one is made. */
const PERMANENT = new Set<FaultKind>(["401", "403", "404"]);
/** Google has not carried out what it answers so. */
const REFUSALS = new Set<FaultKind>([...PERMANENT, "400", "403-rate", "429"]);
/** They cost real time. */
const WAITING = new Set<FaultKind>(["hang", "slow"]);
/** One of each sort strikes more than once: a refusal for now, a lost answer, a broken one. */
export const STRIKE_OFTEN: ReadonlySet<FaultKind> = new Set<FaultKind>(["429", "503", "reset-inside", "cut-json"]);

const WRITE = { path: ":batchUpdate" };
const READ = { method: "GET" };

/** What is written, into a workbook where it is new and into one where it is there already. */
const JOBS = {
  "a new Summary": { before: async () => {}, write: ({ client }) => writeSummary(client, contentOf()) },
  "a Summary in place of another": {
    before: ({ client }) => writeSummary(client, contentOf({ answers: [staff(60)] })),
    write: ({ client }) => writeSummary(client, contentOf()),
  },
  "the first record": { before: async () => {}, write: ({ client }) => writeRecords(client, [record(1)]) },
  "another record": {
    before: ({ client }) => writeRecords(client, [record(1)]),
    write: ({ client }) => writeRecords(client, [record(2), record(1)]),
  },
} satisfies Record<string, { before(local: Local): Promise<void>; write(local: Local): Promise<void> }>;

const SCHEDULES: Omit<Fault, "kind">[] = [
  { match: WRITE },
  { match: WRITE, applied: true },
  { match: WRITE, times: 3 },
  { match: WRITE, times: 3, applied: true },
  { match: WRITE, times: "always" },
  { match: WRITE, times: "always", applied: true },
  { match: READ },
  { match: READ, times: 3 },
  { match: READ, times: "always" },
  { match: READ, call: 2 },
];

/** What becomes of a workbook when each of these kinds strikes while each of these is written. */
export function isStruck(jobs: readonly (keyof typeof JOBS)[], kinds: readonly FaultKind[]): void {
  describe.each(jobs)("%s", (job) => {
    const { before, write } = JOBS[job];
    test.concurrent.each(kinds)(
      "struck by %s in any way, the workbook is the old or the new one, whole",
      async (kind) => {
        const wanted = await workbookAfter(before, write);
        for (const schedule of SCHEDULES) {
          if (!STRIKE_OFTEN.has(kind) && schedule.times !== undefined) continue;
          if (!STRIKE_OFTEN.has(kind) && schedule.call !== undefined) continue;
          if (WAITING.has(kind) && schedule.match !== WRITE) continue;
          if (REFUSALS.has(kind) && schedule.applied) continue;
          const local = await openLocal();
          try {
            await before(local);
            const old = local.book();
            local.google.faults.queue({ kind, ...schedule });
            const failed = await write(local).then(
              () => null,
              (error) => error,
            );
            const what = `${kind} ${JSON.stringify(schedule)}: ${failed?.message}`;
            const now = () => ({ [withoutIds(old)]: "old", [wanted]: "new" })[withoutIds(local.book())] ?? "neither";
            if (failed === null) expect(now(), what).toBe("new");
            else expect(now(), what).not.toBe("neither");
            const strikes = local.google.log.calls.filter(({ fault }) => fault !== null).length;
            // A refused write is tried once more, after another look.
            const isOver =
              !PERMANENT.has(kind) && schedule.times !== "always" && (kind !== "400" || schedule.match === WRITE);
            if (isOver) expect(failed, what).toBeNull();
            if (PERMANENT.has(kind) && strikes > 0) expect(failed, what).not.toBeNull();

            // Whatever happened, the next run finishes it.
            local.google.faults.clear();
            await write(local);
            expect(now(), what).toBe("new");
          } finally {
            await local.close();
          }
        }
      },
    );
  });
}

async function workbookAfter(before: (local: Local) => Promise<void>, write: (local: Local) => Promise<void>) {
  const local = await openLocal();
  try {
    await before(local);
    await write(local);
    return withoutIds(local.book());
  } finally {
    await local.close();
  }
}

/** Google picks the ids of what was made by a call that came to nothing too. */
function withoutIds(book: string): string {
  return book.replace(/"metadataId":\d+/g, '"metadataId":0').replace(/^\{"format":"[^"]*","id":"\d+"/, "{");
}
