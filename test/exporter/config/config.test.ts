import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addRun, type RunOptions } from "../../../exporter/commands/run";
import { applyConfig } from "../../../exporter/config/apply-config";
import { readConfig } from "../../../exporter/config/config";
import type { Failure } from "../../../exporter/words/failure";

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lead-export-"));
  path = join(folder, "my.json");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (config: unknown) => writeFileSync(path, typeof config === "string" ? config : JSON.stringify(config));
const failureOf = (work: () => unknown): Failure => {
  try {
    work();
  } catch (error) {
    return error as Failure;
  }
  return expect.fail("it should have failed");
};

describe("the configuration file", () => {
  test("holds every option of a run; paths in it are relative to it", () => {
    write({
      spreadsheet: "1abc",
      leadsTab: "L",
      companiesTab: "C",
      keyFile: "key.json",
      sheetsUrl: "http://127.0.0.1:8787",
      out: "out",
      readableBy: "group",
      zone: "Africa/Lagos",
      dateOrder: "dmy",
      fallback: { leads: "leads.csv", companies: "/data/companies.csv" },
      engine: "spark",
      connect: "sc://spark.example",
      connectCa: "ca.pem",
    });
    expect(readConfig(path)).toEqual({
      spreadsheet: "1abc",
      leadsTab: "L",
      companiesTab: "C",
      keyFile: join(folder, "key.json"),
      sheetsUrl: "http://127.0.0.1:8787",
      out: join(folder, "out"),
      readableBy: "group",
      zone: "Africa/Lagos",
      dateOrder: "dmy",
      fallback: { leads: join(folder, "leads.csv"), companies: "/data/companies.csv" },
      engine: "spark",
      connect: "sc://spark.example",
      connectCa: join(folder, "ca.pem"),
    });
  });

  test.each<[string, unknown, RegExp[]]>([
    ["a misspelt key", { spreadshet: "1abc" }, [/no "spreadshet" \(did you mean "spreadsheet"\?/]],
    ["the key as the command line writes it", { "key-file": "k" }, [/no "key-file" \(did you mean "keyFile"\?/]],
    ["a key of nothing", { colour: 1 }, [/no "colour" \(there are leads, companies, spreadsheet/]],
    [
      "every one of several",
      { zon: "x", dateOrder: "myd", out: 7 },
      [/"zon"/, /"dateOrder" must be mdy, dmy or ymd/, /"out" must be a text/],
    ],
    [
      "a key inside",
      { fallback: { leeds: "x", companies: "y" } },
      [/"fallback\.leeds" \(did you mean "fallback\.leads"/, /"fallback\.leads" is missing/],
    ],
    [
      "an own header that cannot be one",
      { contract: { leads: { company: ["Location"], tittle: ["x"] }, firms: {} } },
      [
        /"Location" cannot be a header for Company in Leads: it is one for Country/,
        /no "contract\.leads\.tittle" \(did you mean "contract\.leads\.title"/,
        /no "contract\.firms"/,
      ],
    ],
    ["an own header that is no list", { contract: { leads: { company: "Account" } } }, [/must be a list of headers/]],
    ["an empty text", { out: "" }, [/"out" must not be empty/]],
    ["a list", [], [/it must be an object/]],
    ["what is no JSON", "{", [/it is not JSON/]],
    ["a key that is in every object", '{"__proto__": {}, "constructor": 1}', [/"constructor"/]],
  ])("%s is named", (_, config, sentences) => {
    write(config);
    const failure = failureOf(() => readConfig(path));
    expect(failure).toMatchObject({ code: "CONFIG_BAD", exit: 2 });
    expect(failure.message).toContain(path);
    for (const sentence of sentences) expect(failure.message).toMatch(sentence);
  });

  test("may be missing, unless it is named", () => {
    expect(readConfig(undefined)).toEqual({});
    expect(failureOf(() => readConfig(path))).toMatchObject({ code: "CONFIG_MISSING", exit: 2 });
  });
});

describe("with the command line", () => {
  /** What a run would do, typed so. */
  function typed(words: string, config: object = {}): { form: string; options: RunOptions } {
    write(config);
    const program = new Command().exitOverride();
    addRun(program);
    const run = program.commands[0].exitOverride();
    let form = "";
    run.action((_, command) => {
      form = applyConfig(command);
    });
    program.parse(["run", ...words.split(" ").filter(Boolean), "--config", path], { from: "user" });
    return { form, options: run.opts() };
  }

  test("what is typed wins over the file, and the file over the defaults", () => {
    const { form, options } = typed("--out typed", { out: "filed", dateOrder: "dmy", spreadsheet: "1abc" });
    expect(form).toBe("workbook");
    expect(options).toMatchObject({ out: "typed", dateOrder: "dmy", spreadsheet: "1abc", leadsTab: "Leads" });
  });

  test("typing one form leaves the other in the file out", () => {
    const files = typed("--leads a.csv --companies b.csv", { spreadsheet: "1abc", keyFile: "k", out: "o" });
    expect(files.form).toBe("files");
    expect(files.options.spreadsheet).toBeUndefined();
    const sheet = typed("--spreadsheet 1abc", { leads: "a.csv", companies: "b.csv" });
    expect(sheet.form).toBe("workbook");
    expect(sheet.options.leads).toBeUndefined();
  });

  test.each<[string, string, object, RegExp]>([
    ["both forms typed", "--leads a --companies b --spreadsheet c", {}, /both a workbook and files/],
    ["both forms in the file", "", { leads: "a", spreadsheet: "c" }, /both a workbook and files/],
    ["a workbook's option without a workbook", "--leads a --companies b --key-file k", {}, /--key-file belongs/],
    ["a workbook's option alone", "--leads-tab L", {}, /--leads-tab belongs/],
  ])("%s is refused", (_, words, config, sentence) => {
    const failure = failureOf(() => typed(words, config));
    expect(failure).toMatchObject({ code: "USAGE", exit: 2 });
    expect(failure.message).toMatch(sentence);
  });
});
