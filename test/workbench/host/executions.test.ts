import { describe, expect, test } from "vitest";
import { ADA, hostOf, OWNER, START } from "./set-up";

const FETCH = "https://www.googleapis.com/auth/script.external_request";
const MAIL = "https://www.googleapis.com/auth/script.send_mail";

/** What `onEdit` throws, for a body that runs in it. */
async function errorInOnEdit(body: string, options: Parameters<typeof hostOf>[1] = {}) {
  const { host, type } = await hostOf(`function onEdit(e) { ${body} }`, options);
  type(0, 0, "x");
  return host.executions[0].error;
}

describe("simple triggers run with limited authorisation", () => {
  test.each([
    ["UrlFetchApp.fetch('https://example.com')", FETCH],
    ["MailApp.sendEmail('a@example.com', 's', 'b')", MAIL],
    ["SpreadsheetApp.getUi().alert('hello')", "https://www.googleapis.com/auth/script.container.ui"],
    ["ScriptApp.getProjectTriggers()", "https://www.googleapis.com/auth/script.scriptapp"],
  ])("%s is refused", async (body, scope) => {
    const error = await errorInOnEdit(body);
    expect(error).toContain("Exception: Specified permissions are not sufficient to call ");
    expect(error).toContain(`Required permissions: ${scope}`);
  });

  test.each([
    "SpreadsheetApp.getActive().getSheetByName('Sheet1').getRange('B1').setValue(1)",
    "PropertiesService.getDocumentProperties().setProperty('a', 'b')",
    "CacheService.getDocumentCache().put('a', 'b')",
    "LockService.getDocumentLock().tryLock(10)",
    "SpreadsheetApp.getActive().toast('hello')",
  ])("%s is allowed", async (body) => {
    expect(await errorInOnEdit(body)).toBeUndefined();
  });

  test("onOpen can make menus, and nothing opens before a person asks", async () => {
    const { host } = await hostOf(`
      function onOpen() { SpreadsheetApp.getUi().createMenu("Leads").addItem("Check", "check").addToUi(); }
      function check() { SpreadsheetApp.getUi().alert("all well"); }`);
    host.open(ADA);
    expect(host.menus(ADA)).toEqual([
      { caption: "Leads", items: [{ kind: "item", caption: "Check", handler: "check" }] },
    ]);
    host.answer(ADA, "OK");
    host.choose(ADA, "check");
    expect(host.executions.at(-1)).toMatchObject({ function: "check", authMode: "FULL", error: undefined });
  });

  test("an add-on not yet used in the spreadsheet can make menus and see nothing", async () => {
    const { host } = await hostOf(`function onOpen(e) {
      SpreadsheetApp.getUi().createAddonMenu().addItem("Set up", "setUp").addToUi();
      SpreadsheetApp.getActive();
    }`);
    host.open(ADA, "NONE");
    expect(host.menus(ADA)).toHaveLength(1);
    expect(host.executions[0].error).toContain("not sufficient to call SpreadsheetApp.getActive");
  });
});

test("with full authorisation the manifest's scopes decide", async () => {
  const code = `function mail() { MailApp.sendEmail("a@example.com", "subject", "body"); }`;
  const program = (oauthScopes: string[]) => ({ code, manifest: { oauthScopes }, html: {} });
  const without = await hostOf(code, { program: program([FETCH]) });
  expect(() => without.ask("mail")).toThrow("not sufficient to call MailApp.sendEmail");
  const withScope = await hostOf(code, { program: program([MAIL]) });
  withScope.ask("mail");
  expect(withScope.host.outbox.mails).toHaveLength(1);
});

describe("what an execution costs", () => {
  const code = `
    function work() {
      const sheet = SpreadsheetApp.getActive().getSheetByName("Sheet1");
      const range = sheet.getRange(1, 1, 2, 2).offset(0, 0);
      range.getValues();
      range.setValues([[1, 2], [3, 4]]);
      range.getValues();
      return sheet.getName();
    }`;

  test("reads and writes count, handles do not", async () => {
    const { host, ask } = await hostOf(code);
    ask("work");
    expect(host.executions[0].calls).toEqual({ total: 3, byName: { "Range.getValues": 2, "Range.setValues": 1 } });
  });

  test("each call takes the latency set", async () => {
    const { host, ask } = await hostOf(code, { latencyMs: 100 });
    ask("work");
    const { ms, ownMs } = host.executions[0];
    expect(Math.round(ms - ownMs)).toBe(300);
    expect(ownMs).toBeGreaterThan(0);
  });

  const SLOW = `
    const CALLS = %;
    function work() { const cell = SpreadsheetApp.getActiveSheet().getRange("A1"); for (let i = 0; i < CALLS; i++) cell.getValue(); }
    function onEdit() { work(); }`;

  test.each([
    ["a simple trigger", 4, "onEdit", undefined],
    ["a simple trigger", 6, "onEdit", "Exception: Exceeded maximum execution time"],
    ["any other", 59, "work", undefined],
    ["any other", 61, "work", "Exception: Exceeded maximum execution time"],
  ])("%s of %i calls of 6 s: %s, %s", async (_, calls, name, error) => {
    const { host, type } = await hostOf(SLOW.replace("%", String(calls)), { latencyMs: 6000 });
    if (name === "onEdit") type(0, 0, "x");
    else
      try {
        host.choose(ADA, name);
      } catch {}
    expect(host.executions[0]).toMatchObject({ function: name, error });
  });

  test("sleeping takes the script's time, not ours", async () => {
    const { ask, host } = await hostOf(
      `function nap() { const t = Date.now(); Utilities.sleep(60000); return Date.now() - t; }`,
    );
    expect(ask("nap")).toBe(60_000);
    const { ms, ownMs } = host.executions[0];
    expect(Math.round(ms - ownMs)).toBe(60_000);
  });
});

describe("the script's world", () => {
  test("starts anew each time", async () => {
    const { ask } = await hostOf(
      `let runs = 0; function count() { globalThis.more = (globalThis.more || 0) + 1; return [++runs, more]; }`,
    );
    expect([ask("count"), ask("count")]).toEqual([
      [1, 1],
      [1, 1],
    ]);
  });

  test("has the local Google's time", async () => {
    const { ask, clock } = await hostOf(`function time() {
      const now = new Date();
      return [Date.now(), +now, now instanceof Date, now.constructor === Date, typeof Date(), Date.UTC(2026, 0), +new Date(5)];
    }`);
    clock.advance(1000);
    const now = START + 1000;
    expect(ask("time")).toEqual([now, now, true, true, "string", Date.UTC(2026, 0), 5]);
  });

  test("has none of what Apps Script lacks", async () => {
    const names =
      "setTimeout setInterval fetch URL URLSearchParams TextEncoder atob btoa crypto process require window performance Buffer queueMicrotask structuredClone";
    const { ask } = await hostOf(
      `function left() { return "${names}".split(" ").filter((name) => name in globalThis); }`,
    );
    expect(ask("left")).toEqual([]);
  });

  test("knows what it is given for its own: arrays, dates, errors, events", async () => {
    const { ask, type, host } = await hostOf(`
      function onEdit(e) { if (!(e instanceof Object)) throw new Error("foreign event"); }
      function look(given) {
        const range = SpreadsheetApp.getActiveSheet().getRange("A1:B1");
        range.setValues([["text", new Date(0)]]);
        const values = range.getValues();
        let error;
        try { range.setValues([[1]]); } catch (caught) { error = caught; }
        return [values instanceof Array, values[0] instanceof Array, values[0][1] instanceof Date, error instanceof Error,
          error.name, given instanceof Array, given[0] instanceof Object, SpreadsheetApp.getActive().getSheets() instanceof Array];
      }`);
    expect(ask("look", [{}])).toEqual([true, true, true, true, "Exception", true, true, true]);
    type(0, 0, "x");
    expect(host.executions.at(-1)?.error).toBeUndefined();
  });

  test("code that does not load fails each function, and is recorded", async () => {
    const { ask, host, type } = await hostOf(`nothing.here(); function onEdit() {} function work() {}`);
    expect(() => ask("work")).toThrow("nothing is not defined");
    type(0, 0, "x");
    expect(host.executions.map(({ error }) => error)).toEqual(
      Array.from({ length: 2 }, () => "ReferenceError: nothing is not defined"),
    );
  });

  test("code that does not parse is refused at once", async () => {
    await expect(hostOf("function (")).rejects.toThrow(SyntaxError);
  });

  test.each([
    ["SpreadsheetApp.create('x')", "SpreadsheetApp.create"],
    ["SpreadsheetApp.getActive().addEditor('x')", "Spreadsheet.addEditor"],
    ["SpreadsheetApp.getActiveSheet().newChart()", "Sheet.newChart"],
    ["SpreadsheetApp.getActiveSheet().getRange('A1').setFontFamily('x')", "Range.setFontFamily"],
    ["SpreadsheetApp.newDataValidation().requireNumberBetween(1, 2)", "DataValidationBuilder.requireNumberBetween"],
    ["SpreadsheetApp.getActiveSheet().getRange('A1').values", "Range.values"],
  ])("%s throws by name", async (body, name) => {
    const { ask } = await hostOf(`function work() { ${body} }`);
    expect(() => ask("work")).toThrow(`${name} is not implemented by the local Google`);
  });
});

describe("calls from the sidebar", () => {
  const code = `
    function echo(value) { return value; }
    function kinds(...given) { return given.map((one) => one === null ? "null" : typeof one); }
    function hidden_() { return 1; }
    const arrow = () => 1;
    const box = { inner() { return 1; } };
    function when() { return { deep: [new Date(0)] }; }
    function fail() { throw new Error("The tab Leads is gone."); }
    function who() { return [Session.getActiveUser().getEmail(), Session.getEffectiveUser().getEmail()]; }
    function nothing() {}`;

  test("plain values go both ways", async () => {
    const { ask } = await hostOf(code);
    const value = { text: "ä", list: [1, null, true, { deep: [] }] };
    expect(ask("echo", value)).toEqual(value);
    expect(ask("echo", [undefined, 1])).toEqual([null, 1]);
    expect(ask("kinds", 1, null, undefined, "x", {})).toEqual(["number", "null", "undefined", "string", "object"]);
    expect(ask("nothing")).toBeUndefined();
  });

  test.each([[new Date()], [() => 1], [{ deep: [new Date()] }]])("dates and functions do not go: %j", async (value) => {
    const { ask, host } = await hostOf(code);
    expect(() => ask("echo", value)).toThrow("Failed due to illegal value in property");
    expect(host.executions).toEqual([]);
  });

  test("nor come back", async () => {
    const { ask } = await hostOf(code);
    expect(() => ask("when")).toThrow("illegal value");
  });

  test.each(["hidden_", "arrow", "box.inner", "missing", "toString", "SpreadsheetApp"])(
    "%s cannot be called",
    async (name) => {
      const { ask } = await hostOf(code);
      expect(() => ask(name)).toThrow(`google.script.run.${name} is not a function`);
    },
  );

  test("its failure is what the script threw; it runs as the person", async () => {
    const { ask } = await hostOf(code);
    expect(() => ask("fail")).toThrow(/^The tab Leads is gone\.$/);
    expect(ask("who")).toEqual([ADA, ADA]);
  });

  test("a menu may call what the sidebar cannot see", async () => {
    const { host } = await hostOf(code);
    for (const name of ["hidden_", "arrow", "box.inner"]) host.choose(ADA, name);
    expect(() => host.choose(ADA, "missing")).toThrow("Script function not found: missing");
    expect(host.executions.map(({ error }) => error)).toEqual([
      undefined,
      undefined,
      undefined,
      "Error: Script function not found: missing",
    ]);
  });
});

describe("time-driven triggers", () => {
  const code = `
    function install() {
      ScriptApp.newTrigger("tick").timeBased().everyHours(1).create();
      ScriptApp.newTrigger("once").timeBased().after(90 * 60 * 1000).create();
    }
    function note(name) {
      const store = PropertiesService.getScriptProperties();
      store.setProperty("ran", (store.getProperty("ran") || "") + name + " " + new Date().toISOString().slice(11, 13) + ";");
    }
    function tick(e) { note("tick"); if (Session.getActiveUser().getEmail() !== "") throw new Error("nobody is here"); }
    function once() { note("once"); SpreadsheetApp.getUi(); }
    function ran() { return PropertiesService.getScriptProperties().getProperty("ran"); }`;

  test("fire when the clock passes them, in order, as their creator, with nobody in front", async () => {
    const { host, ask, clock } = await hostOf(code);
    host.rpc(OWNER, "install");
    await host.advance(START + 3 * 3_600_000);
    expect(clock.now()).toBe(START + 3 * 3_600_000);
    const runs = host.executions.filter(({ trigger }) => trigger === "CLOCK");
    expect(runs.map((run) => run.function).filter((name) => name === "once")).toHaveLength(1);
    expect(runs.map((run) => run.function).filter((name) => name === "tick").length).toBeGreaterThanOrEqual(2);
    expect(new Set(runs.map((run) => run.user))).toEqual(new Set([OWNER]));
    expect(runs.map((run) => run.startedAt)).toEqual(runs.map((run) => run.startedAt).sort((a, b) => a - b));
    expect(runs.find((run) => run.function === "once")?.error).toContain("getUi() from this context");
    expect(ask("ran")).toContain("once 10;");
  });

  test("let other work in between", async () => {
    const { host } = await hostOf(code);
    host.rpc(OWNER, "install");
    let turns = 0;
    const counting = setInterval(() => turns++, 0);
    await host.advance(START + 48 * 3_600_000);
    clearInterval(counting);
    expect(turns).toBeGreaterThan(1);
  });
});
