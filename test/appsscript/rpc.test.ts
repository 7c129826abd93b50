import { expect, test } from "vitest";
import { ADA, openDesk, people } from "./desk";

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
