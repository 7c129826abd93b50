import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { afterEach, describe, expect, test } from "vitest";
import { clockEvent } from "../../../workbench/host/services/clock-event";
import { Triggers } from "../../../workbench/host/services/triggers";
import { project, SHEET, START } from "./script";

type Script = Awaited<ReturnType<typeof project>>;
const opened: Script[] = [];
const open = async (options?: Parameters<typeof project>[0]) => {
  const script = await project(options);
  opened.push(script);
  return script;
};
afterEach(() => Promise.all(opened.splice(0).map(({ services }) => services.close())));

const MINUTE = 60_000;
const made = (handler: string) => ({ owner: "ada", handler, document: SHEET, disabled: false });
const daily = () =>
  ScriptApp.newTrigger("handleDaily")
    .timeBased()
    .atHour(7)
    .nearMinute(0)
    .everyDays(1)
    .inTimezone("Asia/Tokyo")
    .create();
const list = () =>
  ScriptApp.getProjectTriggers().map((one) => [
    one.getHandlerFunction(),
    String(one.getEventType()),
    String(one.getTriggerSource()),
    one.getTriggerSourceId(),
    one.getEventType() === ScriptApp.EventType.CLOCK,
  ]);

describe("a person's triggers", () => {
  test("are listed for their owner only, with what they are", async () => {
    const { run } = await open();
    run(daily);
    run(() => ScriptApp.newTrigger("handleChange").forSpreadsheet("sheet-1").onChange().create());
    expect(run(list)).toEqual([
      ["handleDaily", "CLOCK", "CLOCK", null, true],
      ["handleChange", "ON_CHANGE", "SPREADSHEETS", SHEET, false],
    ]);
    expect(run(list, { user: "bo@example.com" })).toEqual([]);
  });

  test("are deleted by their owner, once", async () => {
    const { run, services } = await open();
    run(daily);
    run(() => {
      const [own] = ScriptApp.getProjectTriggers();
      ScriptApp.deleteTrigger(own);
    });
    expect(services.triggers.all()).toEqual([]);
    const twice = () => {
      const made = ScriptApp.newTrigger("f").timeBased().everyHours(1).create();
      ScriptApp.deleteTrigger(made);
      ScriptApp.deleteTrigger(made);
    };
    expect(() => run(twice)).toThrow("Unexpected error");
  });

  test("are 20 at most, and everybody has their own 20", async () => {
    const { run, services } = await open();
    const twenty = () => {
      for (let at = 0; at < 20; at++) ScriptApp.newTrigger("f").timeBased().after(1000).create();
    };
    run(twenty);
    run(twenty, { user: "bo@example.com" });
    expect(services.triggers.all()).toHaveLength(40);
    expect(() => run(daily)).toThrow("This script has too many triggers. Triggers must be deleted");
  });

  test("need the scope and full authorisation", async () => {
    const { run, source } = await open();
    expect(() => run(daily, { authMode: "LIMITED" })).toThrow("not sufficient to call ScriptApp.newTrigger");
    source.scopes = [];
    expect(() => run(list)).toThrow("not sufficient to call ScriptApp.getProjectTriggers");
  });

  test("of an add-on are one of a kind, and no clock of it is quicker than an hour", async () => {
    const { run } = await open({ addOn: true });
    run(daily);
    run(() => ScriptApp.newTrigger("f").forSpreadsheet("sheet-1").onEdit().create());
    expect(() => run(daily)).toThrow("The Add-on attempted to create too many time-based triggers");
    const quick = () => ScriptApp.newTrigger("f").timeBased().everyMinutes(30).create();
    expect(() => run(quick, { user: "bo@example.com" })).toThrow(
      "The recurrence interval for an Add-on trigger must be at least one hour.",
    );
  });

  test("watch the spreadsheet whoever edits it", async () => {
    const { run, services } = await open();
    const watch = () => ScriptApp.newTrigger("handleChange").forSpreadsheet("sheet-1").onChange().create();
    run(watch);
    run(watch, { user: "bo@example.com" });
    expect(services.triggers.watching("ON_CHANGE", SHEET).map(({ owner }) => owner)).toEqual([
      "ada@example.com",
      "bo@example.com",
    ]);
    expect(services.triggers.watching("ON_EDIT", SHEET)).toEqual([]);
    expect(services.triggers.due(Number.MAX_SAFE_INTEGER)).toEqual([]);
  });

  test("survive a restart", async () => {
    const first = await open();
    first.run(daily);
    const saved = JSON.parse(JSON.stringify(first.services.save()));
    const second = await open({ saved });
    expect(second.services.triggers.all()).toEqual(first.services.triggers.all());
    second.run(daily);
    expect(new Set(second.services.triggers.all().map(({ uid }) => uid)).size).toBe(2);
  });
});

describe("asking for a clock trigger wrongly", () => {
  const wrong: [string, () => void, string][] = [
    ["minutes", () => ScriptApp.newTrigger("f").timeBased().everyMinutes(7), "must be one of 1, 5, 10, 15 or 30."],
    ["hours", () => ScriptApp.newTrigger("f").timeBased().everyHours(5), "must be one of 1, 2, 4, 6, 8 or 12."],
    ["zone", () => ScriptApp.newTrigger("f").timeBased().inTimezone("Mars/Base"), "Invalid argument: timezone"],
    ["hour", () => ScriptApp.newTrigger("f").timeBased().atHour(24), "must be between 0 and 23"],
    ["a fraction", () => ScriptApp.newTrigger("f").timeBased().atHour(7.5), "don't match the method signature"],
    ["no days", () => ScriptApp.newTrigger("f").timeBased().atHour(7).create(), "needs one of everyDays"],
    [
      "hours at an hour",
      () => ScriptApp.newTrigger("f").timeBased().atHour(7).everyHours(1).create(),
      "needs everyDays",
    ],
    ["another sheet", () => ScriptApp.newTrigger("f").forSpreadsheet("sheet-2"), "permission to access"],
    ["weeks", () => ScriptApp.newTrigger("f").timeBased().everyWeeks(1), "everyWeeks is not implemented"],
  ];
  test.each(wrong)("%s", async (_, ask, sentence) => {
    const { run } = await open();
    expect(() => run(ask)).toThrow(sentence);
  });
});

describe("time", () => {
  test("a daily trigger runs once a day within 15 minutes of its minute, at the same minute, across clock changes", () => {
    const zones = fc.constantFrom("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Tokyo", "UTC");
    fc.assert(
      fc.property(fc.integer(), zones, fc.integer({ min: 4, max: 22 }), (seed, zone, hour) => {
        const triggers = new Triggers(seed, []);
        triggers.addClock(made("f"), { everyDays: 1, atHour: hour, nearMinute: 0, zone }, START);
        const days = new Set<string>();
        const minutes = new Set<number>();
        for (let run = 0; run < 366; run++) {
          const now = triggers.nextDue()!;
          const [due] = triggers.due(now);
          triggers.fired(due.uid, now);
          const local = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone);
          days.add(local.toPlainDate().toString());
          minutes.add(local.hour * 60 + local.minute);
        }
        expect(days.size).toBe(366);
        expect(minutes.size).toBe(1);
        const off = [...minutes][0] - hour * 60;
        expect(off >= -15 && off <= 15).toBe(true);
      }),
      { numRuns: 5 },
    );
  });

  test("without a minute it is any minute of the hour", () => {
    const minutes = Array.from({ length: 60 }, (_, seed) => {
      const triggers = new Triggers(seed, []);
      const { next } = triggers.addClock(made("f"), { everyDays: 1, atHour: 5, zone: "UTC" }, START);
      return (next! % (24 * 60 * MINUTE)) / MINUTE - 5 * 60;
    });
    expect(minutes.every((minute) => minute >= 0 && minute < 60)).toBe(true);
    expect(Math.max(...minutes) - Math.min(...minutes)).toBeGreaterThan(40);
  });

  test("days that the machine slept through are not made up for", () => {
    const triggers = new Triggers(1, []);
    const { uid, next } = triggers.addClock(made("f"), { everyDays: 1, atHour: 7, zone: "UTC" }, START);
    triggers.fired(uid, next! + 3.5 * 24 * 60 * MINUTE);
    expect(triggers.nextDue()).toBe(next! + 4 * 24 * 60 * MINUTE);
  });

  test("an hourly trigger runs every hour from a first run within the hour", () => {
    const triggers = new Triggers(1, []);
    const { uid, next } = triggers.addClock(made("f"), { everyHours: 1, zone: "UTC" }, START);
    expect(next! > START && next! <= START + 60 * MINUTE).toBe(true);
    triggers.fired(uid, next!);
    expect(triggers.nextDue()).toBe(next! + 60 * MINUTE);
  });

  test("a one-shot trigger runs no earlier than asked, once, and stays listed until it is deleted", async () => {
    const { run, services, clock } = await open();
    run(() =>
      ScriptApp.newTrigger("handleRetry")
        .timeBased()
        .after(5 * 60_000)
        .create(),
    );
    const due = services.triggers.nextDue()!;
    expect(due >= START + 5 * MINUTE && due < START + 6 * MINUTE).toBe(true);
    expect(services.triggers.due(due - 1)).toEqual([]);
    clock.advance(due - START);
    services.triggers.fired(services.triggers.due(due)[0].uid, due);
    expect(services.triggers.nextDue()).toBeNull();
    expect(run(list)).toHaveLength(1);
  });

  test("`at` takes a date of the script's realm", async () => {
    const { run, services } = await open();
    run((ms: number) => ScriptApp.newTrigger("f").timeBased().at(new Date(ms)).create(), {}, START + 60 * MINUTE);
    expect(services.triggers.nextDue()! - START - 60 * MINUTE).toBeLessThan(MINUTE);
    expect(() =>
      run(() =>
        ScriptApp.newTrigger("f")
          .timeBased()
          .at("tomorrow" as never),
      ),
    ).toThrow("signature");
  });

  test("what is due comes in the order of time", () => {
    const triggers = new Triggers(1, []);
    for (const at of [3, 1, 2]) triggers.addClock(made(`f${at}`), { at: START + at * 60 * MINUTE, zone: "UTC" }, START);
    expect(triggers.due(START + 2.5 * 60 * MINUTE).map(({ handler }) => handler)).toEqual(["f1", "f2"]);
  });

  test("the event says the time in UTC, with dashes", async () => {
    const { run } = await open();
    let event: object | undefined;
    run(() => 0, {
      during: (execution) => {
        event = clockEvent(execution, "123", Date.UTC(2026, 0, 4, 6, 7, 8));
      },
    });
    expect(JSON.parse(JSON.stringify(event))).toEqual({
      authMode: "FULL",
      triggerUid: "123",
      year: 2026,
      month: 1,
      "day-of-month": 4,
      "day-of-week": 7,
      "week-of-year": 1,
      hour: 6,
      minute: 7,
      second: 8,
      timezone: "UTC",
    });
  });
});

test("a bound script and an add-on can tell how they came here", async () => {
  const source = () => String(ScriptApp.getInstallationSource());
  const [bound, addOn] = await Promise.all([open(), open({ addOn: true })]);
  expect([bound.run(source, { authMode: "LIMITED" }), addOn.run(source)]).toEqual(["NONE", "WEB_STORE_ADD_ON"]);
});

describe("authorisation", () => {
  test("says whether the person granted the scopes, and where they can", async () => {
    const { run } = await open({ granted: (user) => user === "ada@example.com" });
    const ask = () => {
      const info = ScriptApp.getAuthorizationInfo(ScriptApp.AuthMode.FULL);
      return [String(info.getAuthorizationStatus()), info.getAuthorizationUrl()];
    };
    expect(run(ask)).toEqual(["NOT_REQUIRED", null]);
    expect(run(ask, { user: "bo@example.com" })).toEqual(["REQUIRED", expect.stringMatching(/^https:/)]);
  });

  test("requireScopes stops the execution when one is missing", async () => {
    const { run } = await open();
    run(() => ScriptApp.requireScopes(ScriptApp.AuthMode.FULL, ["openid"]));
    expect(() => run(() => ScriptApp.requireScopes(ScriptApp.AuthMode.FULL, ["openid", "other"]))).toThrow(
      "Authorization is required to perform that action.",
    );
  });
});
