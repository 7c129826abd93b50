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

  const OF_BOTH = [`handleChange ${ADA}`, `handleSweep ${ADA}`, `handleSweep ${BEN}`];

  test("of an add-on, which may have one clock trigger, is done by the hourly look of its owner, who need not be the keeper", async () => {
    const { desk, exporter } = await openDaily(true);
    desk.callAs(BEN, "installDaily");
    exporter.will({ status: 503 }, { status: 503 }, { status: 503 }, { state: "published" });
    await desk.host.advance(desk.clock.now() + 4 * HOUR);
    expect(owners(desk, "handleDaily", ...LOOKS)).toEqual(OF_BOTH);
    expect((await exporter.asked()).map(({ key }) => key).at(-1)).toBe("leads-2026-11-23-retry");
    expect(daily(desk)).toEqual([]);
    expect(desk.callAs(BEN, "health").checks).toContainEqual(
      expect.objectContaining({ name: "Following edits", sentence: `It is done in the name of ${ADA}.` }),
    );
    desk.callAs(BEN, "removeDaily");
    expect(owners(desk, ...LOOKS)).toEqual(OF_BOTH.slice(0, 2));
  });

  test("is caught up within the hour by its owner's look where Google disables triggers made in triggers", async () => {
    const { desk, exporter } = await openDaily(false, { triggersInTriggers: "disabled" });
    desk.callAs(BEN, "installDaily");
    exporter.will({ status: 503 }, { status: 503 }, { status: 503 }, { state: "published" });
    await desk.host.advance(desk.clock.now() + 3 * HOUR);
    expect((await exporter.asked()).map(({ key }) => key).at(-1)).toBe("leads-2026-11-23-retry");
    expect(owners(desk, "handleDaily", ...LOOKS)).toEqual([OF_BOTH[0], `handleDaily ${BEN}`, ...OF_BOTH.slice(1)]);
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

  test("rest for the day once there were so many edits that they would use up Google's allowance; each edit still checks all", async () => {
    const desk = await openDesk(people(1));
    desk.setUp();
    const changes = (): { count: number } | undefined =>
      JSON.parse(desk.host.properties.store("document").get("changes") ?? "null");
    desk.host.properties.store("document").set("changes", JSON.stringify({ day: "2026-11-23", count: 1960 }));
    for (let second = 1; second <= 40; second++) {
      expect(owners(desk, ...LOOKS)).toHaveLength(2);
      desk.clock.advance(1000);
      desk.type(5, 8, `remark ${second}`);
      if (changes()!.count === 2000) break;
    }
    expect(owners(desk, ...LOOKS)).toEqual([`handleSweep ${ADA}`]);
    desk.host.edit(ADA, { kind: "insert", sheetId: LEADS_TAB, dimension: "ROWS", at: 1, count: 1 });
    desk.type(3, 4, "");
    expect(desk.status(3)).toBe("To fill: country");
    const following = () => desk.call("health").checks.find(({ name }: { name: string }) => name === "Following edits");
    expect(following()).toMatchObject({ state: "good", sentence: expect.stringContaining("2000 changes today") });
    desk.setUp();
    expect(owners(desk, ...LOOKS)).toHaveLength(1);

    await desk.host.advance(desk.clock.now() + 24 * HOUR);
    expect(owners(desk, ...LOOKS)).toEqual(LOOKS.map((handler) => `${handler} ${ADA}`));
    expect([changes(), following().state]).toEqual([null, "good"]);
  });

  // What checks the sheet counts three times what only looks whether it must.
  const insert = (desk: Desk) =>
    desk.host.edit(ADA, { kind: "insert", sheetId: LEADS_TAB, dimension: "ROWS", at: 1, count: 1 });
  const note = (desk: Desk) => desk.type(5, 8, `remark at ${desk.clock.now()}`);
  test.each([
    ["edits", 1960, [note, note, note, note]],
    ["inserted rows", 1920, [insert, insert, insert]],
    ["inserted rows and edits", 1930, [insert, note, insert]],
    ["edits and inserted rows", 1950, [note, note, insert]],
  ] as const)("rest after so many %s, each counted by the time it takes", async (_, count, works) => {
    const desk = await openDesk(people(1));
    desk.setUp();
    desk.host.properties.store("document").set("changes", JSON.stringify({ day: "2026-11-23", count }));
    for (const work of works) {
      expect(owners(desk, ...LOOKS)).toHaveLength(2);
      // Of ten seconds, one is counted.
      desk.clock.advance(1000);
      while (Math.floor(desk.clock.now() / 1000) % 10 !== 7) desk.clock.advance(1000);
      work(desk);
    }
    expect(owners(desk, ...LOOKS)).toHaveLength(1);
  });

  test("of one workbook are none of another's of the same account: setting up, taking over and removing leave them as they are", async () => {
    const { desk } = await openDaily(true);
    const other = await openDesk(people(1), { services: { addOn: true, triggers: desk.host.triggers } });
    expect(other.book.id).not.toBe(desk.book.id);
    const here = () => desk.host.triggers.all().filter(({ document }) => document === desk.book.id);
    const before = here();
    expect(before).toHaveLength(2);
    other.setUp();
    other.setUp();
    other.callAs(BEN, "installDaily");
    other.call("installDaily");
    other.call("removeDaily");
    other.clock.advance(4 * HOUR);
    other.host.choose(BEN, "menuSetUp");
    expect(here()).toEqual(before);
    expect(desk.host.triggers.all().length).toBeGreaterThan(before.length + 2);
    expect(desk.call("health").checks).toContainEqual(
      expect.objectContaining({ name: "Following edits", state: "good" }),
    );
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
