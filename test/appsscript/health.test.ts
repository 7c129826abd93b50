import { describe, expect, test } from "vitest";
import { RULES_VERSION } from "../../shared/rules-version";
import { cellOf } from "../../workbench/book/cell";
import type { Sheet } from "../../workbench/book/sheet";
import { ADA, type Desk, LEADS_TAB, openDesk, people } from "./desk";
import { openExporter } from "./exporter-double";

const moreRows = ({ properties }: Sheet) => {
  properties.gridProperties.rowCount += 10;
};
const SETTINGS = { exporter: "", mail: [], hour: 7, stamp: true };

describe("health", () => {
  const bySentence = (checks: { name: string; state: string }[]) =>
    Object.fromEntries(checks.map(({ name, state }) => [name, state]));

  test("is all good when all is", async () => {
    const desk = await openDesk(people(1));
    const exporter = await openExporter();
    desk.setUp();
    desk.call("saveSettings", { ...SETTINGS, exporter: exporter.address });
    exporter.will({ rulesVersion: RULES_VERSION } as never);
    desk.call("installDaily");
    await desk.host.advance(desk.clock.now() + 25 * 3_600_000);
    const states = bySentence(desk.call("health").checks);
    expect(new Set(Object.values(states)), JSON.stringify(desk.call("health").checks, null, 1)).toEqual(
      new Set(["good"]),
    );
  });

  test("names what is not: nothing set up, no exporter, no trigger, other rules", async () => {
    const desk = await openDesk(people(1));
    expect(bySentence(desk.call("health").checks)).toMatchObject({
      "Set up": "bad",
      Exporter: "warn",
      "Daily export": "warn",
      "Following edits": "warn",
      "Hourly look": "warn",
    });
    const exporter = await openExporter();
    exporter.will({ rulesVersion: "0" } as never);
    desk.call("saveSettings", { ...SETTINGS, exporter: exporter.address });
    expect(bySentence(desk.call("health").checks)).toMatchObject({ Exporter: "good", Rules: "bad" });
    exporter.will("hang up");
    expect(bySentence(desk.call("health").checks)).toMatchObject({ Exporter: "bad" });
  });

  type Named = { name: string; state: string; sentence: string; wayOut: string; copy?: string };
  const find = (report: { checks: Named[] }, name: string) => report.checks.find((check) => check.name === name)!;

  test("shows this script's client id, to be copied", async () => {
    const desk = await openDesk(people(1));
    expect(find(desk.call("health"), "Client id").copy).toBe(desk.host.services.identity.audience);
  });

  test.each([
    ["script.send_mail", "Mail", "send mail as you"],
    ["script.scriptapp", "Following edits", "run by itself (triggers)"],
    ["script.external_request", "Exporter", "ask the exporter"],
    ["openid", "Client id", "say to the exporter who you are"],
  ])("a permission that was not granted (%s) is named, and takes no other check down", async (scope, name, named) => {
    let granted = true;
    const desk = await openDesk(people(1), { services: { granted: (_, asked) => granted || !asked.endsWith(scope) } });
    const exporter = await openExporter();
    desk.setUp();
    desk.call("saveSettings", { ...SETTINGS, exporter: exporter.address });
    granted = false;
    const report = desk.call("health");
    expect(report.checks.length).toBeGreaterThanOrEqual(15);
    expect(find(report, name)).toMatchObject({ state: "bad", sentence: expect.stringContaining(named) });
    expect(find(report, "Permission")).toMatchObject({
      sentence: `Not granted: ${named}.`,
      wayOut: expect.stringContaining("https://"),
    });
    expect(find(report, "Columns").state).toBe("good");
  });

  const CHANGES: [what: string, change: (desk: Desk) => unknown, name: string, sentence: string][] = [
    ["a trigger", ({ host }) => host.triggers.delete(host.triggers.of(ADA)[0].uid), "Following edits", "is gone"],
    ["the zone", ({ book }) => Object.assign(book.properties, { timeZone: "Asia/Tokyo" }), "Zone and locale", "Tokyo"],
    ["the locale", ({ book }) => Object.assign(book.properties, { locale: "de_DE" }), "Zone and locale", "de_DE"],
    ["a colour", ({ book }) => book.sheet(LEADS_TAB)!.conditionalFormats.pop(), "Marks", "colours of Status"],
    ["the warning", ({ book }) => book.sheet(LEADS_TAB)!.protectedRanges.pop(), "Marks", "warning"],
    [
      "a drop-down",
      ({ book }) => {
        const sheet = book.sheet(LEADS_TAB)!;
        for (let row = 1; row < sheet.rowCount; row++) {
          const { validation: _, ...cell } = cellOf(sheet.slot(row, 4));
          sheet.put(row, 4, cell);
        }
      },
      "Drop-downs",
      "not on all rows",
    ],
    ["rows below the drop-downs", ({ book }) => moreRows(book.sheet(LEADS_TAB)!), "Drop-downs", "not on all rows"],
    ["a header", ({ book }) => book.sheet(LEADS_TAB)!.put(0, 1, "Last Name"), "Columns", "first name"],
    ["Status", ({ book }) => book.sheet(LEADS_TAB)!.put(0, 6, "Verdict"), "Columns", "one column Status"],
    ["a tab", ({ book }) => Object.assign(book.sheet(1)!.properties, { title: "x" }), "Columns", "Leads is missing"],
  ];
  test("compares what was installed and remembered with what is true now", async () => {
    for (const [what, change, name, sentence] of CHANGES) {
      const desk = await openDesk(people(1));
      desk.setUp();
      expect(find(desk.call("health"), name).state, what).toBe("good");
      change(desk);
      expect(find(desk.call("health"), name), what).not.toMatchObject({ state: "good" });
      expect(find(desk.call("health"), name).sentence, what).toContain(sentence);
    }
  });

  test("names the zone that the daily trigger was installed for, when the workbook has another since", async () => {
    const desk = await openDesk(people(1));
    desk.setUp();
    desk.call("installDaily");
    desk.book.properties.timeZone = "Europe/Berlin";
    desk.host.choose(ADA, "menuCheckAll");
    expect(find(desk.call("health"), "Zone and locale")).toMatchObject({
      state: "warn",
      sentence: expect.stringContaining("Africa/Lagos, and comes by that zone"),
    });
  });
});
