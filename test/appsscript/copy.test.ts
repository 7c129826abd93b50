import { expect, onTestFinished, test } from "vitest";
import { createBooks } from "../../workbench/api/books";
import { bookFromJson, bookToJson } from "../../workbench/book/book-json";
import { cellOf } from "../../workbench/book/cell";
import { openHost } from "../../workbench/host/host";
import { builtAddon } from "./built-addon";
import { openDaily } from "./daily-desk";
import { ADA, BEN, type Desk, LEADS_TAB, openDesk, people } from "./desk";

/** A copy as Google makes one: script, cells, notes and marks come along, triggers do not. Nobody could find out whether properties do. */
async function copyOf({ book, host, clock }: Desk, withProperties: boolean, withMarks = true) {
  const copy = bookFromJson({ ...JSON.parse(JSON.stringify(bookToJson(book))), id: "a-copy" });
  if (!withMarks) copy.developerMetadata = [];
  const books = createBooks();
  books.add(copy);
  const { properties } = host.services.save();
  const saved = { properties: withProperties ? properties : {}, triggers: [] };
  const options = { owner: BEN, books, bookId: copy.id, clock, program: builtAddon(), services: { saved } };
  const opened = await openHost(options);
  onTestFinished(() => opened.close());
  const call = (name: string, ...args: unknown[]) => {
    const outcome = JSON.parse(String(opened.rpc(BEN, "rpc", name, JSON.stringify(args))));
    return outcome.ok ? outcome.value : outcome.error;
  };
  const slot = (row: number) => cellOf(copy.sheet(LEADS_TAB)!.slot(row - 1, 6));
  const asked = () => opened.services.screens.of(BEN).asked.at(-1)!.text;
  return { host: opened, call, status: (row: number) => slot(row).value, note: () => slot(1).note, asked };
}

test.each([
  ["brings the original's properties along", true],
  ["brings none along", false],
])("a copy that %s says that it is one, believes nothing of the original, and is set up anew", async (_, along) => {
  const { desk, exporter } = await openDaily();
  const copy = await copyOf(desk, along);
  copy.host.open(BEN);
  expect(copy.note()).toContain("This workbook is a copy of another, and nothing is checked in it.");
  expect([copy.status(2), copy.status(3)]).toEqual(["To check", "To check"]);
  expect(copy.call("settings")).toMatchObject({ exporter: "", mail: [] });
  expect(copy.call("startExport")).toMatchObject({ code: "NO_EXPORTER_SET" });
  expect(copy.call("health").trigger).toBeNull();

  copy.host.answer(BEN, "YES");
  copy.host.choose(BEN, "menuProblems");
  expect(copy.host.services.screens.of(BEN).asked[0].text).toContain("This workbook is a copy of another");
  expect(copy.asked()).toContain("in your name");
  expect(copy.note() ?? "").toBe("");
  expect(copy.status(2)).toBe("OK");
  const handlers = copy.host.triggers.of(BEN).map(({ handler }) => handler);
  expect(handlers.sort()).toEqual(["handleChange", "handleSweep"]);
  expect(copy.call("settings")).toMatchObject({ exporter: "", mail: [] });
  expect(JSON.stringify(copy.host.services.save().properties.document)).not.toContain(ADA);
  expect(await exporter.asked()).toEqual([]);
  // The original goes on as before.
  expect(desk.call("health").trigger).toMatchObject({ owner: ADA });
});

test("a copy that went through Excel, without properties and marks, is known by verdicts that no person would write", async () => {
  const desk = await openDesk([...people(1), ...people(1)]);
  desk.setUp();
  const copy = await copyOf(desk, false, false);
  copy.host.open(BEN);
  expect(copy.note()).toContain("This workbook is a copy of another");
  expect([copy.status(2), copy.status(3)]).toEqual(["To check", "To check"]);
  // OK alone may be a person's.
  desk.type(3, 1, "Bo");
  const other = await copyOf(desk, false, false);
  other.host.open(BEN);
  expect([other.status(2), other.note() ?? ""]).toEqual(["OK", ""]);
});
