import { describe, expect, test } from "vitest";
import { daily, HOUR, names, openDaily } from "./daily-desk";
import { ADA, BEN, type Desk, LEADS_TAB, openDesk, people } from "./desk";

/** Who owns triggers of these functions. */
const owners = (desk: Desk, ...handlers: string[]) =>
  desk.host.triggers
    .all()
    .filter(({ handler }) => handlers.includes(handler))
    .map(({ handler, owner }) => `${handler} ${owner}`)
    .sort();
const LOOKS = ["handleChange", "handleSweep"];

describe("the daily trigger", () => {
  test("is one, however often it is installed, and moves with the hour in Settings", async () => {
    const { desk, exporter } = await openDaily();
    desk.call("installDaily");
    desk.call("saveSettings", { exporter: exporter.address, mail: [], hour: 9, stamp: true });
    expect(owners(desk, "handleDaily")).toEqual([`handleDaily ${ADA}`]);
    expect(desk.call("health").trigger).toMatchObject({ owner: ADA, mine: true, nextRun: "2026-11-23T08:00:00.000Z" });
    await desk.host.advance(desk.clock.now() + 2 * HOUR);
    expect(names(desk)).toEqual([]);
    await desk.host.advance(desk.clock.now() + 2 * HOUR);
    expect(names(desk)).toEqual(["Daily"]);
  });

  test("of the one who had it before deletes itself once another has taken it over", async () => {
    const { desk, exporter } = await openDaily();
    expect(desk.callAs(BEN, "installDaily").trigger).toMatchObject({ owner: BEN, mine: true });
    expect(owners(desk, "handleDaily")).toEqual([`handleDaily ${ADA}`, `handleDaily ${BEN}`]);
    await desk.host.advance(desk.clock.now() + 3 * HOUR);
    expect(names(desk)).toEqual(["Daily", "Daily"]);
    expect(await exporter.asked()).toHaveLength(1);
    expect(owners(desk, "handleDaily")).toEqual([`handleDaily ${BEN}`]);
    expect(desk.call("removeDaily")).toMatchObject({
      code: "TRIGGER_OF_ANOTHER",
      sentence: expect.stringContaining(BEN),
    });
    expect(owners(desk, "handleDaily")).toEqual([`handleDaily ${BEN}`]);
  });

  test("of an add-on, which may have one clock trigger, needs the hourly look in the same name", async () => {
    const { desk, exporter } = await openDaily(true);
    desk.callAs(BEN, "installDaily");
    exporter.will({ status: 503 }, { status: 503 }, { status: 503 }, { state: "published" });
    await desk.host.advance(desk.clock.now() + 4 * HOUR);
    expect(owners(desk, "handleDaily", ...LOOKS)).toEqual(LOOKS.map((handler) => `${handler} ${BEN}`));
    expect((await exporter.asked()).map(({ key }) => key).at(-1)).toBe("leads-2026-11-23-retry");
    expect(daily(desk)).toEqual([]);
  });
});

describe("the triggers that follow changes and look every hour", () => {
  test("belong to whoever sets up first, as long as they work", async () => {
    const desk = await openDesk(people(1));
    desk.setUp();
    const ada = LOOKS.map((handler) => `${handler} ${ADA}`);
    desk.host.choose(BEN, "menuSetUp");
    expect(owners(desk, ...LOOKS)).toEqual(ada);
    await desk.host.advance(desk.clock.now() + 2 * HOUR);
    desk.host.choose(BEN, "menuSetUp");
    expect(owners(desk, ...LOOKS)).toEqual(ada);
    expect(desk.host.services.screens.of(BEN).asked.at(-1)!.text).toContain(`in the name of ${ADA}, as before`);
  });

  test("are another's once they were silent for three hours, and the old ones delete themselves should they wake", async () => {
    const desk = await openDesk(people(1));
    desk.setUp();
    desk.clock.advance(4 * HOUR);
    expect(desk.call("health").checks).toContainEqual(
      expect.objectContaining({
        name: "Hourly look",
        sentence: "It has not been done since 23 November 2026, 06:30 (Africa/Lagos).",
      }),
    );
    desk.host.choose(BEN, "menuSetUp");
    expect(owners(desk, ...LOOKS)).toHaveLength(4);
    desk.host.edit(ADA, { kind: "insert", sheetId: LEADS_TAB, dimension: "ROWS", at: 1, count: 1 });
    await desk.host.advance(desk.clock.now() + HOUR);
    expect(owners(desk, ...LOOKS)).toEqual(LOOKS.map((handler) => `${handler} ${BEN}`));
  });

  test("are made anew by set-up when they are there and silent", async () => {
    const desk = await openDesk(people(1));
    desk.setUp();
    const uids = () => desk.host.triggers.of(ADA).map(({ uid }) => uid);
    const before = uids();
    desk.clock.advance(4 * HOUR);
    desk.setUp();
    expect(uids()).toHaveLength(2);
    expect(uids().filter((uid) => before.includes(uid))).toEqual([]);
  });
});
