import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rowNumbers } from "../../appsscript/check/exported";
import { digitsOf, numbersOf } from "../../appsscript/check/row-digits";
import { checked, input, LEADS_HEADER, tab } from "./check/sheet";
import { ADA, type Desk, LEADS_TAB, openDesk, people } from "./desk";
import { openExporter } from "./exporter-double";

const HOUR = 3_600_000;

/** A sheet of three leads, the last with an unknown country, that says what was exported. */
async function openExporting() {
  const desk = await openDesk([...people(2), ["Acme", "Cy", "Obi", "CEO", "Atlantis", "11/20/2026"]]);
  const exporter = await openExporter();
  desk.setUp();
  const settings = { exporter: exporter.address, mail: [], hour: 7, stamp: true, exported: true };
  desk.call("saveSettings", settings);
  const startedAt = () => new Date(desk.clock.now()).toISOString();
  return { desk, exporter, settings, startedAt };
}

const ok = (desk: Desk) => desk.statuses().filter((text) => text.startsWith("OK"));

describe("where Settings ask for it, Status says of a row that is OK when it was exported", () => {
  test("once the export has published, and no longer once it is edited; a row typed meanwhile was not", async () => {
    const { desk, exporter, startedAt } = await openExporting();
    exporter.will({ state: "running", startedAt: startedAt() }, { state: "published" });
    desk.call("startExport");
    expect(ok(desk)).toEqual(["OK", "OK"]);
    desk.type(2, 3, "CTO");
    desk.paste(5, [["Acme", "Di", "Obi", "CEO", "Nigeria", "11/20/2026"]]);
    desk.call("exportState", "run-1");
    const asked = 'Check: country "Atlantis" is unknown';
    expect(desk.statuses()).toEqual(["OK", "OK, exported 23 Nov", asked, "OK"]);
    desk.type(4, 4, "Nigeria");
    expect(desk.status(4)).toBe("OK");
    desk.type(3, 3, "CTO");
    expect(desk.status(3)).toBe("OK");
    desk.type(3, 3, "CEO");
    expect(desk.status(3)).toBe("OK, exported 23 Nov");
    const { calls } = desk.host.executions.findLast(({ trigger }) => trigger === "onEdit")!;
    expect(calls.total, JSON.stringify(calls.byName)).toBeLessThanOrEqual(6);
    const area = { sheetId: LEADS_TAB, top: 1, bottom: 5, left: 0, right: 7 };
    desk.host.edit(ADA, { kind: "sort", area, by: [{ column: 1, descending: true }] });
    expect(desk.statuses().filter((text) => text === "OK, exported 23 Nov")).toHaveLength(1);
    expect(desk.status([2, 3, 4, 5].find((row) => desk.value(row, 1) === "First1")!)).toBe("OK, exported 23 Nov");
  });

  test("of the last one that published: not of one that failed, found no need, took old rows, or was on before this sheet asked", async () => {
    const { desk, exporter, startedAt } = await openExporting();
    exporter.will({ id: "one", state: "published", startedAt: startedAt() });
    desk.call("startExport");
    expect(ok(desk)).toEqual(["OK, exported 23 Nov", "OK, exported 23 Nov"]);
    desk.clock.advance(24 * HOUR);
    desk.type(2, 3, "CTO");
    const error = { code: "X", sentence: "No.", wayOut: "Wait." };
    const notDue = { notices: [{ code: "NOT_DUE", sentence: "Done already." }] } as never;
    for (const reply of [
      { state: "failed" as const, error },
      { state: "published" as const, error },
      { state: "unchanged" as const, result: notDue },
      { state: "published" as const, startedAt: new Date(desk.clock.now() - 60_000).toISOString() },
    ]) {
      exporter.will({ id: JSON.stringify(reply), startedAt: startedAt(), ...reply });
      desk.call("startExport");
      desk.call("problems");
      expect(ok(desk), reply.state).toEqual(["OK", "OK, exported 23 Nov"]);
    }
    exporter.will({ id: "two", state: "unchanged", startedAt: startedAt() });
    desk.call("startExport");
    expect(ok(desk)).toEqual(["OK, exported 24 Nov", "OK, exported 24 Nov"]);
  });

  test("also of a released one, of the daily one, and of one whose end nobody saw but the hourly look", async () => {
    const { desk, exporter, startedAt } = await openExporting();
    exporter.will({ id: "one", state: "stopped", startedAt: startedAt() }, { id: "two", state: "running" });
    desk.call("startExport");
    desk.call("releaseExport", "one", "all is well");
    expect(ok(desk)).toEqual(["OK", "OK"]);
    exporter.will({ id: "two", state: "published" });
    await desk.host.advance(desk.clock.now() + HOUR);
    expect(ok(desk)).toEqual(["OK, exported 23 Nov", "OK, exported 23 Nov"]);
    desk.call("installDaily");
    const later = new Date(desk.clock.now() + 48 * HOUR).toISOString();
    exporter.will({ id: "three", state: "published", startedAt: later });
    await desk.host.advance(desk.clock.now() + 24 * HOUR);
    expect(ok(desk)).toEqual(["OK, exported 24 Nov", "OK, exported 24 Nov"]);
  });

  test("is not asked for at first, and forgotten when it is no longer", async () => {
    const { desk, exporter, settings, startedAt } = await openExporting();
    exporter.will({ state: "published", startedAt: startedAt() });
    desk.call("startExport");
    expect(ok(desk)).toContain("OK, exported 23 Nov");
    desk.call("saveSettings", { ...settings, exported: false });
    desk.type(2, 3, "CTO");
    expect(ok(desk)).toEqual(["OK", "OK"]);
    const names = Object.keys(desk.host.services.save().properties.document ?? {});
    expect(names.filter((name) => name.startsWith("exported"))).toEqual([]);
    desk.call("startExport");
    expect(ok(desk)).toEqual(["OK", "OK"]);
  });
});

describe("a row is known by what its cells say", () => {
  const numbersIn = (rows: (string | Date)[][]) => [...rowNumbers(checked(input(tab([LEADS_HEADER, ...rows]))).leads)];

  test("wherever it stands, and every cell counts", () => {
    const row = ["Acme", "Ada", "Obi", "CTO", "Nigeria", new Date("2026-11-20T09:00:00Z")];
    const others = row.map((cell, column) => row.with(column, cell instanceof Date ? new Date(0) : `${cell}.`));
    const swapped = [row[0], row[2], row[1], row[3], row[4], row[5]];
    const all = [row, ...others, swapped];
    const numbers = numbersIn(all);
    expect(new Set(numbers).size).toBe(all.length);
    expect(numbersIn([...all].reverse()).reverse()).toEqual(numbers);
  });

  test("by a number of 42 bits that no two of 20,000 leads share, kept as seven digits", () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => ["Acme", `Ada${i}`, `Obi${i % 7}`, "CTO", "Nigeria", `${i}`]);
    const numbers = numbersIn(rows);
    expect(new Set(numbers).size).toBe(rows.length);
    expect(numbers.every((number) => Number.isInteger(number) && number >= 0 && number < 2 ** 42)).toBe(true);
    const digits = digitsOf(numbers);
    expect(digits).toMatch(/^[\w-]{140000}$/);
    expect(numbersOf(digits)).toEqual(numbers);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2 ** 42 - 1 })), (some) => {
        expect(numbersOf(digitsOf(some))).toEqual(some);
      }),
    );
  });
});
