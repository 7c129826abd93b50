import { expect, test } from "vitest";
import { cellOf } from "../../workbench/book/cell";
import { ADA, COMPANIES_TAB, type Desk, openDesk, people } from "./desk";

const DECISIONS = "Decisions";

async function openTroubled(countries: string[]): Promise<Desk> {
  const rows = people(countries.length);
  countries.forEach((country, i) => {
    rows[i][4] = country;
  });
  const desk = await openDesk(rows);
  desk.setUp();
  return desk;
}

const rowsOf = (desk: Desk) =>
  desk.book.sheetByTitle(DECISIONS)!.rows.map((row) => (row ?? []).map((slot) => cellOf(slot).value ?? ""));
const typeInTab = (desk: Desk, row: number, cells: string[]) =>
  desk.host.edit(ADA, {
    kind: "paste",
    sheetId: desk.book.sheetByTitle(DECISIONS)!.id,
    top: row - 1,
    left: 0,
    rows: [cells],
  });
const health = (desk: Desk) => desk.call("health").checks.find(({ name }: { name: string }) => name === DECISIONS);

test("decided once, a text means its country in every row, also in rows typed later; undone, it is asked again", async () => {
  const desk = await openTroubled(["Untied States", "Nigeria", "UNTIED  states", "Korea"]);
  const [item] = desk.call("problems").items;
  const after = desk.call("alwaysMeans", item.value, item.suggestions[0]);
  expect(after.decisions).toMatchObject([{ typed: "Untied States", means: "United States", by: ADA }]);
  expect(after.items.map(({ value }: { value: string }) => value)).toEqual(["Korea"]);
  expect(desk.statuses()).toEqual(["OK", "OK", "OK", expect.stringMatching(/^Check: country "Korea" could mean/)]);
  expect([desk.value(2, 4), desk.value(4, 4)]).toEqual(["Untied States", "UNTIED  states"]);
  expect(desk.book.sheetByTitle(DECISIONS)!.properties.hidden).toBe(true);

  desk.paste(6, [["Acme", "Zed", "Zee", "CEO", "untied states", "11/20/2026 10:00:00"]]);
  expect(desk.status(6)).toBe("OK");
  expect(desk.last().calls.total).toBeLessThanOrEqual(6);
  desk.call("alwaysMeans", "Korea", "South Korea");
  expect(desk.statuses()).toEqual(["OK", "OK", "OK", "OK", "OK"]);

  const back = desk.call("alwaysMeans", "untied STATES", null);
  expect(back.decisions.map(({ typed }: { typed: string }) => typed)).toEqual(["Korea"]);
  expect([2, 4, 6].map(desk.status)).toEqual(Array(3).fill(expect.stringMatching(/did you mean United States\?$/)));
  expect(rowsOf(desk).filter((cells) => cells[0] !== "" && cells.length > 0)).toHaveLength(2);
});

test("deciding anew replaces what was decided", async () => {
  const desk = await openTroubled(["Korea"]);
  desk.call("alwaysMeans", "Korea", "North Korea");
  const { decisions } = desk.call("alwaysMeans", "KOREA", "South Korea");
  expect(decisions).toMatchObject([{ typed: "KOREA", means: "South Korea" }]);
  expect(health(desk)).toMatchObject({ state: "good", sentence: "1 decision of what a country means." });
});

test("what cannot be decided is refused in words, and nothing is written", async () => {
  const desk = await openTroubled(["France"]);
  expect(desk.call("alwaysMeans", "France", "Germany")).toMatchObject({
    code: "DECISION_BAD",
    sentence: 'This was not decided: "France" is already a name of France.',
  });
  expect(desk.book.sheetByTitle(DECISIONS)).toBeUndefined();
});

test("a decision typed into the tab counts at once; one that cannot be is named in Health", async () => {
  const desk = await openTroubled(["Korea", "Untied States"]);
  desk.call("alwaysMeans", "Untied States", "United States");
  typeInTab(desk, 3, ["country", "Korea", "South Korea"]);
  expect(desk.statuses()).toEqual(["OK", "OK"]);
  typeInTab(desk, 4, ["country", "korea", "North Korea"]);
  expect(desk.status(2)).toMatch(/^Check: country "Korea"/);
  expect(health(desk)).toMatchObject({
    state: "warn",
    sentence: 'Rows 3 and 4 of Decisions do not count: they say different things of "Korea".',
    wayOut: expect.stringContaining("hidden tab Decisions"),
  });
  expect(desk.call("problems").decisions.map(({ typed }: { typed: string }) => typed)).toEqual(["Untied States"]);
});

test("a tab of that name that is somebody's own is left alone, in words", async () => {
  const desk = await openTroubled(["Korea"]);
  desk.call("alwaysMeans", "Korea", "South Korea");
  typeInTab(desk, 1, ["Topic", "Who"]);
  expect(desk.status(2)).toMatch(/^Check: country "Korea"/);
  expect(desk.call("alwaysMeans", "Korea", "South Korea")).toMatchObject({ code: "DECISIONS_UNREADABLE" });
  expect(health(desk)).toMatchObject({ state: "warn", sentence: expect.stringMatching(/^Row 1 of Decisions/) });
});

test("hundreds of decisions of any letters are remembered for edits", async () => {
  const texts = Array.from({ length: 600 }, (_, i) => `Страна ${"😀".repeat(i % 7)}${i}`);
  const desk = await openTroubled(["Korea", ...texts.slice(0, 3)]);
  desk.call("alwaysMeans", "Korea", "South Korea");
  const rows = texts.map((text) => ["country", text, "France"]);
  const sheetId = desk.book.sheetByTitle(DECISIONS)!.id;
  desk.host.edit(ADA, { kind: "paste", sheetId, top: 2, left: 0, rows });
  desk.paste(6, [["Acme", "Zed", "Zee", "CEO", texts.at(-1)!, "11/20/2026 10:00:00"]]);
  expect(desk.statuses()).toEqual(Array(5).fill("OK"));
  expect(desk.last().calls.total).toBeLessThanOrEqual(6);
  desk.host.edit(ADA, { kind: "paste", sheetId, top: 0, left: 0, rows: [["gone"]] });
  expect(desk.status(6)).toMatch(/^Check: country/);
});

test("a headquarters is decided as a lead's country is", async () => {
  const desk = await openTroubled(["Nigeria"]);
  desk.host.edit(ADA, { kind: "type", sheetId: COMPANIES_TAB, row: 1, column: 1, text: "Nigerai" });
  const [item] = desk.call("problems").items;
  expect(item).toMatchObject({ tab: "Companies", value: "Nigerai", suggestions: ["Nigeria"] });
  expect(desk.call("alwaysMeans", item.value, "Nigeria")).toMatchObject({
    total: 0,
    decisions: [{ typed: "Nigerai" }],
  });
});
