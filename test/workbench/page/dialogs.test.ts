import { afterEach, describe, expect, test } from "vitest";
import { createBooks } from "../../../workbench/api/books";
import { openHost } from "../../../workbench/host/host";
import { fillWorkbook } from "../../../workbench/new-workbook";
import { Questions } from "../../../workbench/page/server/questions";

const ADA = "ada@local.test";
/** Does something of every kind before it asks, asks twice, and does something after. */
const CODE = `
  function act() {
    const sheet = SpreadsheetApp.getActiveSheet();
    const ui = SpreadsheetApp.getUi();
    sheet.appendRow(["before"]);
    const properties = PropertiesService.getDocumentProperties();
    properties.setProperty("runs", String(Number(properties.getProperty("runs")) + 1));
    MailApp.sendEmail("ada@local.test", "before", "");
    ui.alert("Only to know.");
    const sure = ui.alert("Sure?", ui.ButtonSet.YES_NO);
    if (sure !== ui.Button.YES) { sheet.appendRow(["not sure"]); return; }
    const name = ui.prompt("Name?", ui.ButtonSet.OK_CANCEL);
    sheet.appendRow([name.getSelectedButton() === ui.Button.OK ? name.getResponseText() : "no name"]);
    ui.alert("Done.");
  }
  function fail() { SpreadsheetApp.getUi().alert("Sure?", SpreadsheetApp.getUi().ButtonSet.YES_NO); throw new Error("broken"); }`;

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function started() {
  const books = createBooks();
  const id = fillWorkbook(books, [["Company", "Timestamp"]], [["Company"]]);
  const book = books.get(id)!;
  const clock = { now: () => Date.parse("2026-11-23T09:00:00Z") };
  const program = { code: CODE, manifest: {}, html: {} };
  const host = await openHost({ books, bookId: id, program, clock, owner: ADA });
  open.push(() => host.close());
  const questions = new Questions(book, host, ADA);
  const answer = (button: "YES" | "NO" | "OK" | "CANCEL" | "CLOSE", text = "") =>
    questions.answer(questions.first()!.id, { button, text });
  return {
    questions,
    answer,
    asked: () => questions.first()?.text ?? null,
    rows: () =>
      book
        .sheet(1)!
        .rows.slice(1)
        .flatMap((row) => row?.[0] ?? []),
    done: () => [host.services.properties.save().document?.runs, host.outbox.mails.length],
  };
}

describe("a script's questions", () => {
  test("leave nothing done until they are answered, and everything done once when they are", async () => {
    const { questions, answer, asked, rows, done } = await started();
    questions.choose("act");
    expect([asked(), rows(), done()]).toEqual(["Only to know.", [], [undefined, 0]]);
    answer("OK");
    expect([asked(), rows(), done()]).toEqual(["Sure?", [], [undefined, 0]]);
    answer("YES");
    expect([asked(), rows(), done()]).toEqual(["Name?", [], [undefined, 0]]);
    answer("OK", "Obi");
    expect([asked(), rows(), done()]).toEqual(["Done.", ["before", "Obi"], ["1", 1]]);
    answer("OK");
    expect([asked(), rows(), done()]).toEqual([null, ["before", "Obi"], ["1", 1]]);
  });

  test.each(["NO", "CLOSE"] as const)("take %s for what it is", async (button) => {
    const { questions, answer, asked, rows, done } = await started();
    questions.choose("act");
    answer("OK");
    answer(button);
    expect([asked(), rows(), done()]).toEqual([null, ["before", "not sure"], ["1", 1]]);
  });

  test("count one answer, though two windows show them", async () => {
    const { questions, rows } = await started();
    questions.choose("act");
    questions.answer(questions.first()!.id, { button: "OK", text: "" });
    const { id } = questions.first()!;
    questions.answer(id, { button: "NO", text: "" });
    questions.answer(id, { button: "NO", text: "" });
    expect(rows()).toEqual(["before", "not sure"]);
  });

  test("tell what went wrong after the answer, not before", async () => {
    const { questions, answer } = await started();
    questions.choose("fail");
    expect(() => answer("YES")).toThrow("broken");
  });
});
