import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import {
  contents,
  csv,
  currentOf,
  expectFailure,
  LEADS_HEADER,
  oneObject,
  publishedPlace,
  run,
  runWords,
  start,
  TEN_LEADS,
} from "./world";

test("of two runs at once the second is told who holds the folder, and the first finishes", async () => {
  const place = await publishedPlace();
  const { out, companiesFile: companies } = place;
  const before = contents(out);
  // The first waits for its leads, with the lock in its hands.
  const leads = join(place.folder, "leads.fifo");
  execFileSync("mkfifo", [leads]);
  const first = start(runWords({ leads, companies, out }));
  await untilHeldBy(out, first.pid);

  const second = await run({ leads: place.leadsFile, companies, out });
  expectFailure(second, 6, "LOCKED");
  expect(second.json.error!.sentence).toMatch(
    new RegExp(`^Another run holds ${out}: process ${first.pid} on this machine \\(.+\\), since \\d{4}-.+Z\\.$`),
  );
  expect(second.json.error!.way_out).toBe("Wait for it to end, or stop that process, and run again.");
  expect(second.json.snapshot).toBe(place.snapshot);
  expect(contents(out)).toEqual(before);

  await writeFile(leads, csv([LEADS_HEADER, ...TEN_LEADS, ["Beta", ...TEN_LEADS[0].slice(1)]]));
  const ended = await first.ended;
  expect(ended.code, ended.stderr).toBe(0);
  const { published, snapshot, counts } = oneObject(ended);
  expect([published, counts!.leads.clean, currentOf(out)]).toEqual([true, 11, snapshot]);

  const third = await run({ leads: place.leadsFile, companies, out });
  expect([third.code, third.json.snapshot]).toEqual([0, place.snapshot]);
}, 120_000);

async function untilHeldBy(out: string, pid: number): Promise<void> {
  const locks = join(out, "locks");
  for (;;) {
    // One that is being written begins with a dot, and holds nothing yet.
    const names = existsSync(locks) ? readdirSync(locks).filter((name) => !name.startsWith(".")) : [];
    const texts = names.map((name) => read(join(locks, name)));
    if (texts.some((text) => text.endsWith("\n") && JSON.parse(text).pid === pid)) return;
    await sleep(20);
  }
}

/** A lock file may be gone by the time it is read. */
function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
