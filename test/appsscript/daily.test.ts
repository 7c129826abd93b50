import { describe, expect, test } from "vitest";
import { cellOf } from "../../workbench/book/cell";
import { daily, HOUR, names, openDaily } from "./daily-desk";
import { ADA, BEN, type Desk } from "./desk";

const MINUTE = 60_000;
const DAY = 24 * HOUR;
const STOPPED = {
  code: "FEWER_LEADS",
  sentence: "There are 3 clean leads, 70 % fewer than before.",
  wayOut: "Look at it.",
};
const FAILED = { code: "QUOTA", sentence: "Google answers no more.", wayOut: "Wait." };

const mails = (desk: Desk) => desk.host.outbox.mails.map(({ to, subject }) => `${to.join()}: ${subject}`);
const summary = (desk: Desk, row: number) => cellOf(desk.book.sheetByTitle("Summary")!.slot(row - 1, 0)).value ?? "";
const oneShots = (desk: Desk) =>
  desk.host.triggers
    .all()
    .filter(({ handler }) => /Retry|FollowUp/.test(handler))
    .map(({ handler }) => handler);

describe("the daily export", () => {
  test("asks once, about seven, looks until the run has ended, and mails nobody", async () => {
    const { desk, exporter } = await openDaily();
    exporter.will({ state: "running" }, { state: "running" }, { state: "running" }, { state: "published" });
    await desk.host.advance(desk.clock.now() + 3 * HOUR);
    expect(names(desk)).toEqual(["Daily", "FollowUp", "FollowUp", "FollowUp"]);
    const [at] = daily(desk).map(({ startedAt }) => startedAt);
    expect(Math.abs(at - Date.UTC(2026, 10, 23, 6))).toBeLessThanOrEqual(15 * MINUTE);
    const asked = await exporter.asked();
    expect(asked.map(({ method, path, key }) => `${method} ${path} ${key}`)).toEqual([
      "POST /v1/exports leads-2026-11-23",
      ...Array(3).fill("GET /v1/exports/run-1 null"),
    ]);
    expect(JSON.parse(asked[0].body)).toEqual({ workbook: desk.book.id });
    expect(asked[0].token).toMatch(/^Bearer [\w-]+\.[\w-]+\.[\w-]+$/);
    expect([mails(desk), oneShots(desk)]).toEqual([[], []]);
    expect(daily(desk).every(({ error }) => error === undefined)).toBe(true);
  });

  test("tries once more after five minutes when the run failed, with a mail that says so", async () => {
    const { desk, exporter } = await openDaily();
    exporter.will({ state: "failed", error: FAILED }, { state: "unchanged" });
    await desk.host.advance(desk.clock.now() + 3 * HOUR);
    expect(names(desk)).toEqual(["Daily", "Retry"]);
    const [first, second] = daily(desk).map(({ startedAt }) => startedAt);
    expect(second - first).toBeGreaterThanOrEqual(5 * MINUTE);
    expect((await exporter.asked()).map(({ key }) => key)).toEqual(["leads-2026-11-23", "leads-2026-11-23-retry"]);
    expect(mails(desk)).toEqual(["team@example.com,boss@example.com: Leads: today's export failed and is tried again"]);
    expect(desk.host.outbox.mails[0].body).toContain(FAILED.sentence);
    expect(oneShots(desk)).toEqual([]);
    expect(desk.call("health").checks).toContainEqual(
      expect.objectContaining({ name: "Last daily export", state: "good" }),
    );
  });

  test("says a second failure in a second mail, and no later one", async () => {
    const { desk, exporter } = await openDaily();
    exporter.will({ state: "failed", error: FAILED });
    await desk.host.advance(desk.clock.now() + 20 * HOUR);
    expect(names(desk)).toEqual(["Daily", "Retry"]);
    expect(mails(desk).map((mail) => mail.split("Leads: ")[1])).toEqual([
      "today's export failed and is tried again",
      "today's export failed twice",
    ]);
    exporter.will({ state: "published" });
    await desk.host.advance(desk.clock.now() + DAY);
    expect((await exporter.asked()).at(-1)!.key).toBe("leads-2026-11-24");
    // That all is well again is told too, once.
    expect(mails(desk).slice(2)).toEqual(["team@example.com,boss@example.com: Leads: the daily export works again"]);
    exporter.will({ state: "unchanged" });
    await desk.host.advance(desk.clock.now() + DAY);
    expect(mails(desk)).toHaveLength(3);
  });

  test("takes old rows for no success: tries again, and mails", async () => {
    const { desk, exporter } = await openDaily();
    const error = { code: "FALLBACK_USED", sentence: "These are the rows of Friday.", wayOut: "Export again." };
    exporter.will({ state: "published", error });
    await desk.host.advance(desk.clock.now() + 20 * HOUR);
    expect(names(desk)).toEqual(["Daily", "Retry"]);
    expect(mails(desk).map((mail) => mail.split("Leads: ")[1])).toEqual([
      "today's export failed and is tried again",
      "today's export failed twice",
    ]);
    expect(desk.host.outbox.mails[1].body).toContain(error.sentence);
  });

  test("does not try again what the guard stopped, but mails it", async () => {
    const { desk, exporter } = await openDaily();
    exporter.will({ state: "stopped", error: STOPPED });
    await desk.host.advance(desk.clock.now() + 3 * HOUR);
    expect(names(desk)).toEqual(["Daily"]);
    expect(mails(desk)).toEqual(["team@example.com,boss@example.com: Leads: today's export was stopped"]);
    expect(desk.host.outbox.mails[0].body).toContain(STOPPED.sentence);
  });

  test("says on top of the Summary tab that the exporter could not be reached, and keeps the answers", async () => {
    const { desk, exporter } = await openDaily();
    const sheet = desk.book.sheetByTitle("Summary")!;
    for (const row of [0, 1, 2, 9]) sheet.put(row, 0, `line ${row}`);
    desk.book.developerMetadata.push({
      metadataId: 77,
      metadataKey: "lead-export.summary",
      metadataValue: JSON.stringify({ shows: "Leads as of 22 November 2026", charts: [] }),
      location: { locationType: "SHEET", sheetId: sheet.id },
      visibility: "DOCUMENT",
    });
    exporter.will("hang up");
    await desk.host.advance(desk.clock.now() + 3 * HOUR);
    expect(summary(desk, 1)).toMatch(
      /^The run of 23 November 2026, \d\d:\d\d \(Africa\/Lagos\) failed: The exporter could not be reached/,
    );
    expect(summary(desk, 2)).toContain("The answers below stay: Leads as of 22 November 2026.");
    expect([summary(desk, 3), summary(desk, 10)]).toEqual(["line 2", "line 9"]);
    expect(mails(desk)).toHaveLength(2);
    // Three tries each, and with one key.
    const [first, retry] = ["leads-2026-11-23", "leads-2026-11-23-retry"].map((key) => Array<string>(3).fill(key));
    expect((await exporter.asked()).slice(0, 6).map(({ key }) => key)).toEqual([...first, ...retry]);
  });

  test("makes an empty Summary tab its own, so that the exporter may write it", async () => {
    const { desk, exporter } = await openDaily();
    exporter.will({ status: 503 });
    await desk.host.advance(desk.clock.now() + 3 * HOUR);
    expect(summary(desk, 2)).toContain("There is no answer to show yet.");
    expect(desk.book.developerMetadata.filter(({ metadataKey }) => metadataKey === "lead-export.summary")).toHaveLength(
      1,
    );
  });

  test("leaves a Summary tab alone that is someone else's", async () => {
    const { desk, exporter } = await openDaily();
    desk.book.sheetByTitle("Summary")!.put(0, 0, "My own notes");
    exporter.will("hang up");
    await desk.host.advance(desk.clock.now() + 3 * HOUR);
    expect(summary(desk, 1)).toBe("My own notes");
    expect(mails(desk)).toHaveLength(2);
  });

  test("no mail names a lead", async () => {
    const { desk, exporter } = await openDaily();
    exporter.will("hang up");
    await desk.host.advance(desk.clock.now() + 3 * HOUR);
    const text = JSON.stringify(desk.host.outbox.mails);
    expect(text).not.toMatch(/First\d|Last\d|Acme/);
  });
});

describe("after both tries failed", () => {
  const subjects = (desk: Desk) => mails(desk).map((mail) => mail.split("Leads: ")[1]);
  const TOLD = ["today's export failed and is tried again", "today's export failed twice"];
  const RECOVERED = "the daily export works again";
  /** 23 November 2026 in Lagos. */
  const at = (hour: number) => Date.UTC(2026, 10, 23, hour - 1);
  const posts = async (exporter: Awaited<ReturnType<typeof openDaily>>["exporter"]) =>
    (await exporter.asked()).filter(({ method }) => method === "POST");
  const lastDaily = (desk: Desk) =>
    desk.call("health").checks.find(({ name }: { name: string }) => name === "Last daily export");

  /** Away at seven, and at one o'clock, and back since; `addOn`: with one clock trigger. */
  async function awayUntilOne(addOn: boolean) {
    const { desk, exporter } = await openDaily(addOn);
    exporter.will("hang up");
    await desk.host.advance(at(13));
    expect(subjects(desk)).toEqual(TOLD);
    return { desk, exporter, before: (await posts(exporter)).length };
  }

  test.each([false, true])(
    "the exporter comes back: one export that day, one mail (one clock trigger: %s)",
    async (addOn) => {
      const { desk, exporter, before } = await awayUntilOne(addOn);
      // Asked once an hour meanwhile, each time by another key: three times for each of the first two.
      expect(before - 6).toBeGreaterThanOrEqual(4);
      expect(before - 6).toBeLessThanOrEqual(6);
      exporter.will({ state: "running" }, { state: "published" });
      await desk.host.advance(at(24));
      const [post, ...more] = (await posts(exporter)).slice(before);
      expect([more, JSON.parse(post.body)]).toEqual([[], { workbook: desk.book.id, ifDue: true }]);
      expect(post.key).toMatch(/^leads-2026-11-23-\d+$/);
      expect(new Set((await posts(exporter)).map(({ key }) => key)).size).toBe(before - 6 + 3);
      expect(subjects(desk)).toEqual([...TOLD, RECOVERED]);
      expect(lastDaily(desk)).toMatchObject({ state: "good", sentence: "Published." });
      exporter.will({ state: "published" });
      await desk.host.advance(at(48));
      expect((await posts(exporter)).slice(before + 1).map(({ key }) => key)).toEqual(["leads-2026-11-24"]);
      expect(subjects(desk)).toEqual([...TOLD, RECOVERED]);
    },
  );

  test("it comes back the next day: that day's export alone", async () => {
    const { desk, exporter } = await openDaily();
    exporter.will("hang up");
    await desk.host.advance(at(24) + HOUR);
    const before = (await posts(exporter)).length;
    exporter.will({ state: "published" });
    await desk.host.advance(at(36));
    expect((await posts(exporter)).slice(before).map(({ key }) => key)).toEqual(["leads-2026-11-24"]);
    expect(subjects(desk)).toEqual([...TOLD, RECOVERED]);
  });

  test("somebody exported by hand meanwhile: that was the day's", async () => {
    const { desk, exporter } = await awayUntilOne(false);
    const sentence = "Today's export is done: one went well at 13:05.";
    const result = { notices: [{ code: "NOT_DUE", sentence }] } as never;
    exporter.will({ state: "unchanged", result });
    await desk.host.advance(at(24));
    expect(lastDaily(desk)).toMatchObject({ state: "good", sentence });
    expect(subjects(desk)).toEqual([...TOLD, RECOVERED]);
  });

  test("only its owner catches up, whoever else looks every hour", async () => {
    const { desk, exporter } = await openDaily();
    desk.callAs(BEN, "installDaily");
    exporter.will("hang up");
    await desk.host.advance(at(13));
    const before = (await posts(exporter)).length;
    exporter.will({ state: "published" });
    await desk.host.advance(at(24));
    const ofBen = new Set((await posts(exporter)).slice(before).map(({ token }) => emailOf(token)));
    expect([(await posts(exporter)).length - before, [...ofBen]]).toEqual([1, [BEN]]);
    expect(subjects(desk)).toEqual([...TOLD, RECOVERED]);
  });

  test("one that the guard stops then is told as any other, and not tried again", async () => {
    const { desk, exporter, before } = await awayUntilOne(false);
    exporter.will({ state: "stopped", error: STOPPED });
    await desk.host.advance(at(24));
    expect((await posts(exporter)).length - before).toBe(1);
    expect(subjects(desk)).toEqual([...TOLD, "today's export was stopped"]);
  });
});

test("a daily trigger that never came is made up for within two hours, once", async () => {
  const { desk, exporter } = await openDaily();
  exporter.will({ state: "published" });
  await desk.host.advance(desk.clock.now() + 3 * HOUR);
  const trigger = desk.host.triggers.all().find(({ handler }) => handler === "handleDaily")!;
  desk.host.triggers.delete(trigger.uid);
  await desk.host.advance(desk.clock.now() + DAY);
  expect((await exporter.asked()).map(({ key }) => key)).toEqual(["leads-2026-11-23", "leads-2026-11-24"]);
});

function emailOf(token: string | null): string {
  return JSON.parse(Buffer.from((token ?? "").split(".")[1], "base64url").toString()).email;
}

describe("as an add-on, which may have one clock trigger", () => {
  test("the hourly look exports once a day, and tries once more", async () => {
    const { desk, exporter } = await openDaily(true);
    expect(desk.call("health").trigger).toMatchObject({ owner: ADA, mine: true });
    exporter.will({ state: "failed", error: FAILED }, { state: "running" }, { state: "published" });
    await desk.host.advance(desk.clock.now() + 12 * HOUR);
    const asked = await exporter.asked();
    expect(asked.map(({ method, key }) => `${method} ${key}`)).toEqual([
      "POST leads-2026-11-23",
      "POST leads-2026-11-23-retry",
      "GET null",
    ]);
    expect(mails(desk)).toHaveLength(1);
    await desk.host.advance(desk.clock.now() + DAY);
    expect((await exporter.asked()).at(-1)!.key).toBe("leads-2026-11-24");
  });
});

describe("the mail of the answers, from the sheet's own quota", () => {
  /** The Summary tab as the exporter writes it. */
  function summarise(desk: Desk, snapshot: string, sentence: string, isChanged = true): void {
    const sheet = desk.book.sheetByTitle("Summary")!;
    const lines = [
      ["Leads as of 23 November 2026, 06:55 (Africa/Lagos)"],
      ["Columns A to L are written anew by every run."],
      [],
      ["In short", "Now", "since yesterday"],
      ["Leads", "1,384", "+12"],
      [sentence],
      [],
      ["Leads per month"],
      ["November (so far)", "57", "+12"],
      ["Ghana <b>", "3"],
      [],
      ["What became of every row"],
      ["Snapshot", snapshot],
    ];
    for (const [row, line] of lines.entries())
      for (const [column, value] of line.entries()) sheet.put(row, column, value);
    const metadataValue = JSON.stringify({
      shows: `as of 23 November 2026, from snapshot ${snapshot}`,
      charts: [],
      news: { rows: 11, leads: "1,384", change: "+12 since yesterday", isChanged },
    });
    const known = desk.book.developerMetadata.find(({ metadataKey }) => metadataKey === "lead-export.summary");
    if (known !== undefined) known.metadataValue = metadataValue;
    else
      desk.book.developerMetadata.push({
        metadataId: 77,
        metadataKey: "lead-export.summary",
        metadataValue,
        location: { locationType: "SHEET", sheetId: sheet.id },
        visibility: "DOCUMENT",
      });
  }

  test("says what Summary says, once a day, also where the exporter runs by a clock of its own", async () => {
    const { desk, exporter } = await openDaily();
    const settings = { exporter: "", mail: ["team@example.com"], hour: 7, stamp: true, answers: "daily" };
    desk.call("saveSettings", settings);
    summarise(desk, "one", "Leads since yesterday: 31 new, 2 gone.");
    await desk.host.advance(desk.clock.now() + 3 * HOUR);
    expect(mails(desk)).toEqual([`team@example.com: 1,384 leads (+12 since yesterday): Leads`]);
    const [{ body, htmlBody }] = desk.host.outbox.mails;
    expect(body).toContain("Leads as of 23 November 2026, from snapshot one.");
    expect(body).toContain("\nLeads since yesterday: 31 new, 2 gone.\n\nLeads per month\nNovember (so far)  57  +12\n");
    expect(body).not.toContain("What became of every row");
    expect(htmlBody).toContain("Ghana &lt;b&gt;");
    expect(await exporter.asked()).toEqual([]);

    // The exporter has not run since: nothing is mailed twice.
    await desk.host.advance(desk.clock.now() + DAY);
    expect(mails(desk)).toHaveLength(1);
    summarise(desk, "two", "No clean row changed since yesterday.", false);
    await desk.host.advance(desk.clock.now() + DAY);
    expect(mails(desk)).toHaveLength(2);
    desk.call("saveSettings", { ...settings, answers: "change" });
    summarise(desk, "three", "No clean row changed since yesterday.", false);
    await desk.host.advance(desk.clock.now() + DAY);
    expect(mails(desk)).toHaveLength(2);
  });

  test("follows an export that the sheet asked for; nobody is mailed unless Settings say so", async () => {
    const { desk, exporter } = await openDaily();
    summarise(desk, "one", "Leads since yesterday: 31 new.");
    exporter.will({ state: "published" });
    await desk.host.advance(desk.clock.now() + 3 * HOUR);
    expect(mails(desk)).toEqual([]);
    desk.call("saveSettings", {
      exporter: exporter.address,
      mail: [],
      hour: 7,
      stamp: true,
      answers: "weekly",
    });
    await desk.host.advance(desk.clock.now() + DAY);
    expect(mails(desk).map((mail) => mail.split(":")[0])).toEqual([ADA]);
  });
});
