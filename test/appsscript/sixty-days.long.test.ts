import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { HOUR, openDaily } from "./daily-desk";
import { ADA, BEN, type Desk } from "./desk";

const DAYS = 60;
/** Google loses a run of the trigger, or makes it twice within a minute. */
const MISSED = [11, 31, 51];
const DOUBLED = [7, 27, 47];
/** Somebody installs it who has it already: the minute of the day is drawn anew. */
const MOVED = [4, 14, 24, 34, 44];
/** Another person installs it too; on the same day both triggers run. */
const SECOND_PERSON = 20;
const MINUTE = 60_000;

const dailyTriggers = (desk: Desk) => desk.host.triggers.all().filter(({ handler }) => handler === "handleDaily");

// The hour that is asked for is the one that the clock change leaves out, or has twice.
test.each([
  ["Europe/Berlin", "2027-02-20", 2, "2027-03-28"],
  ["America/New_York", "2027-10-01", 1, "2027-11-07"],
])("60 days in %s from %s at %i o'clock: one export a local day, also on %s", async (zone, from, hour, change) => {
  const { desk, exporter } = await openDaily();
  exporter.will({ state: "published" });
  desk.book.properties.timeZone = zone;
  const first = Temporal.PlainDate.from(from);
  const midnight = (day: number) => first.add({ days: day }).toZonedDateTime(zone).epochMilliseconds;
  // What is overdue is done at noon of the day before.
  const noon = midnight(0) - 12 * HOUR;
  desk.clock.advance(noon - desk.clock.now());
  await desk.host.advance(noon);
  desk.setUp();
  desk.call("saveSettings", { exporter: exporter.address, mail: ["team@example.com"], hour, stamp: true });
  desk.call("installDaily");
  await desk.host.advance(midnight(0) - 1);

  const minutes = new Set<number>();
  let asked = (await exporter.asked()).length;
  for (let day = 0; day < DAYS; day++) {
    const date = first.add({ days: day }).toString();
    if (MOVED.includes(day)) desk.callAs(day < SECOND_PERSON ? ADA : BEN, "installDaily");
    if (day === SECOND_PERSON) {
      desk.callAs(BEN, "installDaily");
      expect(dailyTriggers(desk)).toHaveLength(2);
    }
    const isMissed = MISSED.includes(day);
    // The hourly look makes up for what is lost; on the other days it would only take time.
    for (const trigger of desk.host.triggers.all()) {
      if (trigger.handler === "handleSweep" && !isMissed) Object.assign(trigger, { next: midnight(day + 1) });
    }
    const [trigger] = dailyTriggers(desk);
    const due = Temporal.Instant.fromEpochMilliseconds(trigger.next!).toZonedDateTimeISO(zone);
    expect(due.toPlainDate().toString()).toBe(date);
    if (date !== change) minutes.add(due.hour * 60 + due.minute - hour * 60);
    if (isMissed) desk.host.triggers.fired(trigger.uid, trigger.next!);
    if (DOUBLED.includes(day)) {
      await desk.host.advance(trigger.next!);
      Object.assign(dailyTriggers(desk)[0], { next: desk.clock.now() + MINUTE });
    }
    await desk.host.advance(midnight(day + 1) - 1);

    const keys = (await exporter.asked()).slice(asked).map(({ key }) => key);
    asked += keys.length;
    expect([date, keys]).toEqual([date, [`leads-${date}`]]);
  }
  expect(dailyTriggers(desk).map(({ owner }) => owner)).toEqual([BEN]);
  expect([...minutes].every((off) => Math.abs(off) <= 15) && minutes.size > 3).toBe(true);
  expect(desk.host.outbox.mails).toEqual([]);
});
