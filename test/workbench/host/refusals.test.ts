import { describe, expect, test } from "vitest";
import { REQUESTS } from "../../../workbench/api/batch-update";
import { createBooks } from "../../../workbench/api/books";
import { createBook } from "../../../workbench/book/book";
import { Shown } from "../../../workbench/book/shown";
import { openHost } from "../../../workbench/host/host";
import type { ServicesOptions } from "../../../workbench/host/services/services";
import { Triggers } from "../../../workbench/host/services/triggers";
import { virtualClock } from "../../../workbench/server/clock";

const ADA = "ada@example.com";
const AUTH = "https://www.googleapis.com/auth/";
const SCOPES = ["spreadsheets.currentonly", "script.scriptapp", "script.send_mail", "script.container.ui"];
const CODE = `
function read() { return SpreadsheetApp.getActive().getSheets()[0].getRange("A1").getValue(); }
function show(cells) { return SpreadsheetApp.getActive().getSheets()[0].getRange(cells).getDisplayValues().join("|"); }
function put(cell, value) { SpreadsheetApp.getActive().getSheets()[0].getRange(cell).setValue(value); }
function extent() { const tab = SpreadsheetApp.getActive().getSheets()[0]; return [tab.getLastRow(), tab.getLastColumn()]; }
function rule(cells) {
  const rule = SpreadsheetApp.newDataValidation().requireValueInList(["a"]).build();
  SpreadsheetApp.getActive().getSheets()[0].getRange(cells).setDataValidation(rule);
}
function quota() { return MailApp.getRemainingDailyQuota(); }
function granted() { return ScriptApp.getAuthorizationInfo(ScriptApp.AuthMode.FULL).getAuthorizedScopes(); }
function later() { ScriptApp.newTrigger("read").timeBased().after(60000).create(); }
function everyHour() { ScriptApp.newTrigger("later").timeBased().everyHours(1).create(); }
function mine() { return ScriptApp.getUserTriggers(SpreadsheetApp.getActive()).length + " of " + ScriptApp.getProjectTriggers().length; }
function locked() {
  const lock = LockService.getDocumentLock();
  lock.tryLock(0);
  SpreadsheetApp.getUi().alert("Well?");
  return lock.hasLock();
}`;

async function open(services: Partial<ServicesOptions> = {}, id = "book-1") {
  const books = createBooks();
  const book = createBook({ id, title: "Book" });
  books.add(book);
  const clock = virtualClock(Date.UTC(2026, 10, 23));
  const manifest = { oauthScopes: SCOPES.map((name) => AUTH + name) };
  const host = await openHost({
    books,
    bookId: id,
    program: { code: CODE, manifest, html: {} },
    clock,
    owner: ADA,
    services,
  });
  const said = (name: string, ...args: unknown[]) => {
    try {
      return host.rpc(ADA, name, ...args);
    } catch (error) {
      return (error as Error).message;
    }
  };
  return { host, book, books, said, clock };
}

describe("what Google may refuse", () => {
  test("a call by its name, so often as was asked, in the account's language", async () => {
    const { host, said } = await open({ language: "ja" });
    host.faults.queue({ call: "Range.getValue", from: 2, says: { phrase: "timedOut", about: "book-1" } });
    host.faults.queue({ call: "MailApp.", times: "always", says: { text: "No." } });
    expect([said("read"), said("read"), said("read")]).toEqual([
      "",
      "ドキュメント（ID: book-1）へのアクセス中にスプレッドシートのサービスがタイムアウトしました。",
      "",
    ]);
    expect([said("quota"), said("quota")]).toEqual(["No.", "No."]);
    host.faults.clear();
    expect(said("quota")).toBe(100);
  });

  test("what a person did not grant, scope by scope", async () => {
    const { said } = await open({ granted: (_, scope) => !scope.endsWith("send_mail"), language: "de" });
    expect(said("read")).toBe("");
    expect(said("quota")).toContain(`Erforderliche Berechtigungen: ${AUTH}script.send_mail`);
    expect(said("granted")).toEqual(SCOPES.filter((name) => !name.endsWith("send_mail")).map((name) => AUTH + name));
  });

  test("a drop-down in a typed column of a Table, and nowhere else", async () => {
    const { said, books, book } = await open();
    const columnProperties = [{ columnIndex: 0 }, { columnIndex: 1, columnType: "DROPDOWN" }];
    const range = { sheetId: 0, startRowIndex: 0, endRowIndex: 10, startColumnIndex: 0, endColumnIndex: 2 };
    REQUESTS.addTable({ book, nextId: books.nextId }, { table: { name: "T", range, columnProperties } });
    expect(said("rule", "B2:B5")).toBe("This operation is not allowed on cells in typed columns.");
    expect([said("rule", "A2:A5"), said("rule", "B1"), said("rule", "B11"), said("rule", "C2")]).toEqual(
      Array(4).fill(undefined),
    );
  });
});

test("an array formula spills, and shows #REF! when one of its cells is taken", async () => {
  const { said } = await open();
  for (const [cell, value] of [
    ["A1", "x"],
    ["A3", 7],
    ["B1", '=ARRAYFORMULA(IF(A1:A4="","-",A1:A4&"!"))'],
  ]) {
    said("put", cell, value);
  }
  expect(said("show", "B1:B4")).toBe("x!|-|7!|-");
  expect(said("extent")).toEqual([4, 2]);
  said("put", "B3", "typed");
  expect(said("show", "B1:B4")).toBe("#REF!||typed|");
  said("put", "B3", "");
  expect(said("show", "B1:B4")).toBe("x!|-|7!|-");
});

test("the cell in the way of an array formula is named, beyond column Z too", async () => {
  const { said, books, book } = await open();
  REQUESTS.appendDimension({ book, nextId: books.nextId }, { sheetId: 0, dimension: "COLUMNS", length: 4 });
  const [sheet] = book.sheets;
  said("put", "AA1", "typed");
  said("put", "Z1", '=ARRAYFORMULA(A1:C1&"!")');
  expect(new Shown(book).result(sheet, sheet.slot(0, 25))).toMatchObject({
    type: "REF",
    message: expect.stringMatching(/ AA1\.$/),
  });
});

describe("triggers", () => {
  test("of a trigger may be disabled: listed, and never run", async () => {
    for (const triggersInTriggers of ["work", "disabled"] as const) {
      const { host, said, clock } = await open({ triggersInTriggers });
      said("everyHour");
      await host.advance(clock.now() + 2 * 3_600_000);
      const ran = host.executions.filter(({ function: name }) => name === "read").length;
      expect([ran > 0, host.triggers.all().length > 1]).toEqual([triggersInTriggers === "work", true]);
    }
  });

  test("of one account's workbooks are one list in an add-on, and each fires in its own", async () => {
    const triggers = new Triggers(1, []);
    const one = await open({ addOn: true, triggers });
    const other = await open({ addOn: true, triggers }, "book-2");
    one.said("everyHour");
    other.said("everyHour");
    expect(one.said("mine")).toBe("1 of 2");
    await one.host.advance(one.clock.now() + 3_600_000);
    expect(other.host.executions.filter(({ trigger }) => trigger === "CLOCK")).toEqual([]);
  });
});

test("a lock does not outlast a question", async () => {
  const { said } = await open();
  expect(said("locked")).toBe(false);
});
