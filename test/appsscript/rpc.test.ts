import { describe, expect, test } from "vitest";
import { RULES_VERSION } from "../../shared/rules-version";
import { cellOf } from "../../workbench/book/cell";
import { ADA, LEADS_TAB, openDesk, people } from "./desk";
import { openExporter } from "./exporter-double";

const SETTINGS = { exporter: "", mail: [], hour: 7, stamp: true };

test("the sidebar's door takes only calls it knows, with arguments that fit, and never throws", async () => {
  const desk = await openDesk(people(1));
  for (const [name, args, code] of [
    ["constructor", "[]", "CALL_UNKNOWN"],
    ["__proto__", "[]", "CALL_UNKNOWN"],
    ["setUp", "[]", "CALL_UNKNOWN"],
    ["goTo", "[]", "CALL_BAD"],
    ["goTo", "no json", "CALL_BAD"],
    ["goTo", '{"0":1}', "CALL_BAD"],
    ["goTo", '[{"tab":"Summary","row":2,"field":null,"key":""}]', "CALL_BAD"],
    ["goTo", '[{"tab":"Leads","row":1,"field":null,"key":""}]', "CALL_BAD"],
    ["goTo", '[{"tab":"Leads","row":2,"field":"salary","key":""}]', "CALL_BAD"],
    ["settings", "[1]", "CALL_BAD"],
    ["keepApart", '[{"one":["a"],"other":["b"]},true]', "CALL_BAD"],
    ["saveSettings", '[{"exporter":"","mail":"x","hour":7,"stamp":true}]', "CALL_BAD"],
    ["problems", "[]", "NOT_SET_UP"],
    ["startExport", "[]", "NO_EXPORTER_SET"],
  ]) {
    const answer = JSON.parse(String(desk.host.rpc(ADA, "rpc", name, args)));
    const error = { code, sentence: expect.any(String), wayOut: expect.any(String) };
    expect(answer, `${name}${args}`).toMatchObject({ ok: false, error });
  }
});

test("settings that would not work are refused, and nothing is stored", async () => {
  const desk = await openDesk();
  for (const wrong of [
    { exporter: "ftp://leads.example.com" },
    { exporter: "http://leads.example.com" },
    { exporter: "http://127.0.0.1.example.com" },
    { exporter: "https://" },
    { exporter: "https://user:word@leads.example.com" },
    { exporter: "https://leads.example.com/?key=1" },
    { exporter: "https://leads.example.com/#top" },
    { exporter: "javascript:alert(1)" },
    { exporter: "leads.example.com" },
    { mail: ["ada"] },
    { mail: ["a@b.example, c@d.example"] },
    { hour: 24 },
    { hour: 6.5 },
  ]) {
    const answer = desk.call("saveSettings", { ...SETTINGS, ...wrong });
    expect(answer, JSON.stringify(wrong)).toMatchObject({ code: "SETTINGS_BAD" });
  }
  expect(desk.call("settings")).toEqual(SETTINGS);
});

test("settings are kept tidied", async () => {
  const desk = await openDesk();
  for (const [given, exporter] of [
    ["https://leads.example.com/", "https://leads.example.com"],
    [" https://leads.example.com:8443/export/ ", "https://leads.example.com:8443/export"],
    ["http://127.0.0.1:8090", "http://127.0.0.1:8090"],
    ["", ""],
  ]) {
    const kept = { ...SETTINGS, exporter, mail: ["ada@example.com"] };
    const answer = desk.call("saveSettings", {
      ...kept,
      exporter: given,
      mail: [" ada@example.com", "ada@example.com", ""],
    });
    expect([answer, desk.call("settings")]).toEqual([kept, kept]);
  }
});

describe("problems", () => {
  const openTroubled = async () => {
    const rows = people(4);
    rows[2]![4] = "Untied States";
    const desk = await openDesk(rows);
    desk.setUp();
    const [item] = desk.call("problems").items;
    return { desk, item };
  };

  test("a suggestion is accepted with one click, and taken back with another", async () => {
    const { desk, item } = await openTroubled();
    expect(item).toMatchObject({ row: 4, field: "country", value: "Untied States" });
    const after = desk.call("accept", item, item.value, item.suggestions[0]);
    expect(desk.value(4, 4)).toBe("United States");
    expect([after.total, desk.status(4)]).toEqual([0, "OK"]);
    desk.call("undoAccept", item, item.value, item.suggestions[0]);
    expect(desk.value(4, 4)).toBe("Untied States");
    expect(desk.status(4)).toMatch(/^Check/);
  });

  test("a row that moved is found; one that changed is left alone", async () => {
    const { desk, item } = await openTroubled();
    desk.host.edit(ADA, { kind: "insert", sheetId: LEADS_TAB, dimension: "ROWS", at: 1, count: 2 });
    expect(desk.call("goTo", item)).toEqual({ row: 6 });
    expect(desk.host.selection(ADA).box).toMatchObject({ top: 5, left: 4 });
    desk.type(6, 4, "Togo");
    expect(desk.call("accept", item, item.value, "United States")).toMatchObject({ code: "ROW_CHANGED" });
    expect(desk.value(6, 4)).toBe("Togo");
  });

  test("what is written into a cell stays text", async () => {
    const { desk, item } = await openTroubled();
    for (const text of ["=HYPERLINK(A1)", "+1", "-1", "@x", "'x", "007", "5/6", "TRUE", "May 5"]) {
      desk.call("accept", item, item.value, text);
      const { value, formula } = cellOf(desk.book.sheet(LEADS_TAB)!.slot(3, 4));
      expect([value, formula]).toEqual([text, undefined]);
      desk.call("undoAccept", item, item.value, text);
    }
  });

  test("two possible duplicates are kept apart from then on, until someone takes it back", async () => {
    const rows = people(2);
    rows[1] = ["Acme Ltd", ...rows[0]!.slice(1)];
    const desk = await openDesk(rows);
    desk.host.edit(ADA, { kind: "paste", sheetId: 2, top: 3, left: 0, rows: [["Acme Ltd", "Nigeria"]] });
    desk.setUp();
    const item = desk.call("problems").items.find(({ code }: { code: string }) => code === "POSSIBLE_DUPLICATE");
    expect(item.pair).not.toBeNull();
    const after = desk.call("keepApart", item.pair, true);
    expect(desk.statuses()).toEqual(["OK", "OK"]);
    expect(after.apart).toMatchObject([{ pair: item.pair, by: ADA }]);
    desk.type(2, 3, "CTO");
    expect(desk.statuses()).toEqual(["OK", "OK"]);
    expect(desk.call("keepApart", item.pair, false).apart).toEqual([]);
    expect(desk.status(2)).toMatch(/^Check: possible repeat/);
  });
});

describe("export now", () => {
  const openWith = async (...replies: Parameters<Awaited<ReturnType<typeof openExporter>>["will"]>) => {
    const desk = await openDesk(people(1));
    const exporter = await openExporter();
    desk.setUp();
    desk.call("saveSettings", { ...SETTINGS, exporter: exporter.address });
    exporter.will(...replies);
    return { desk, exporter };
  };

  test("starts a run, follows it, and finds it again later", async () => {
    const { desk } = await openWith({ state: "running", phase: "reading" }, { state: "published" });
    const run = desk.call("startExport");
    expect(run).toMatchObject({ id: "run-1", state: "running", phase: "reading" });
    expect(desk.call("exportState", run.id)).toMatchObject({ state: "published" });
    expect(desk.call("lastExport")).toMatchObject({ id: "run-1" });
  });

  test("asks again with the same key when the exporter's host is not ready", async () => {
    const { desk, exporter } = await openWith({ status: 503 }, "hang up", { state: "running" });
    expect(desk.call("startExport")).toMatchObject({ state: "running" });
    const keys = (await exporter.asked()).map(({ key }) => key);
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
  });

  test("says what the exporter, or whatever answers in its place, says", async () => {
    const { desk, exporter } = await openWith({});
    const refusal = { code: "NOT_ALLOWED", sentence: "This account may not use the service.", wayOut: "Ask." };
    for (const [reply, error] of [
      [{ status: 403, error: refusal }, refusal],
      [{ status: 404 }, { code: "EXPORTER_REFUSED" }],
      [{ status: 502 }, { code: "EXPORTER_UNREACHABLE" }],
      ["hang up", { code: "EXPORTER_UNREACHABLE" }],
      [{ id: 7 }, { code: "EXPORTER_ODD" }],
    ] as const) {
      exporter.will(reply as never);
      expect(desk.call("startExport"), JSON.stringify(reply)).toMatchObject(error);
    }
  });

  test("forgets a run that the exporter has forgotten", async () => {
    const gone = { status: 404, error: { code: "NO_SUCH_RUN", sentence: "Gone.", wayOut: "Export again." } };
    const { desk } = await openWith({ state: "running" }, gone);
    desk.call("startExport");
    expect(desk.call("lastExport")).toBeNull();
  });

  test("a release says why", async () => {
    const { desk, exporter } = await openWith({ state: "stopped" }, { state: "running" });
    desk.call("startExport");
    desk.call("releaseExport", "run-1", "half the team left");
    const [, release] = await exporter.asked();
    expect(release).toMatchObject({ path: "/v1/exports/run-1/release", body: '{"reason":"half the team left"}' });
  });
});

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
      "Hourly look": "warn",
    });
    const exporter = await openExporter();
    exporter.will({ rulesVersion: "0" } as never);
    desk.call("saveSettings", { ...SETTINGS, exporter: exporter.address });
    expect(bySentence(desk.call("health").checks)).toMatchObject({ Exporter: "good", Rules: "bad" });
    exporter.will("hang up");
    expect(bySentence(desk.call("health").checks)).toMatchObject({ Exporter: "bad" });
  });
});
