import { expect, test } from "vitest";
import { cellOf } from "../../workbench/book/cell";
import { ADA, type Desk, LEADS_TAB, openDesk, people } from "./desk";

const note = (desk: Desk) => cellOf(desk.book.sheet(LEADS_TAB)!.slot(0, desk.statusAt())).note ?? "";
const dayAndMonth = (desk: Desk) => {
  const { checks } = desk.call("health") as {
    checks: { name: string; state: string; sentence: string; wayOut: string }[];
  };
  return checks.find(({ name }) => name === "Day and month")!;
};

test("days and months that were probably swapped are told at the Status header and in Health, until they are typed again", async () => {
  const dates = ["03/06/2026 10:00", "05/06/2026 11:00", "13/06/2026 10:00", "25/06/2026 10:00"];
  const desk = await openDesk(people(4).map((cells, i) => [...cells.slice(0, 5), dates[i]]));
  desk.setUp();
  const sentence =
    "Leads: 2 timestamps only make sense with the day first (rows 4 and 5), but 2 others were read with the month first (rows 2 and 3).";
  const wayOut =
    "If this table writes the day first, choose a locale that does under File > Settings, then type the timestamps of these rows " +
    "again: a date keeps the day and month that it was first read with.";
  expect(note(desk)).toBe(`Day and month may be the wrong way round. ${sentence} ${wayOut}`);
  expect(dayAndMonth(desk)).toEqual({ name: "Day and month", state: "warn", sentence, wayOut });

  // A header edited meanwhile says first that nothing is checked, and then again what is still true.
  desk.type(1, 1, "Last Name");
  expect(note(desk)).toMatch(/^The check has stopped\. /);
  desk.type(1, 1, "First Name");
  expect(note(desk)).toContain(sentence);

  desk.host.edit(ADA, {
    kind: "paste",
    sheetId: LEADS_TAB,
    top: 1,
    left: 5,
    rows: dates.map(() => ["6/3/2026 10:00:00"]),
  });
  desk.host.choose(ADA, "menuCheckAll");
  expect(note(desk)).toBe("");
  expect(dayAndMonth(desk).state).toBe("good");
});

test("a time ahead says which zone's present it is measured by", async () => {
  const desk = await openDesk(people(2));
  desk.setUp();
  desk.type(2, 5, "11/24/2026 10:00:00");
  expect(desk.status(2)).toBe(
    "Waits: timestamp 2026-11-24 10:00:00 is in the future: at the check it was 2026-11-23 06:30 in Africa/Lagos",
  );

  // What was said stays said: it is not written again for the minutes that go by.
  desk.clock.advance(60_000);
  desk.type(3, 1, "Eve");
  expect(desk.status(2)).toContain("at the check it was 2026-11-23 06:30");
});
