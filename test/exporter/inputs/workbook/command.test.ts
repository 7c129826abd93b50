import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { companiesFile, type Ended, lead, leadsFile, temporaryFolder } from "../../commands/cli";
import { openWorld, type World } from "./local";

// The built program, against a workbook in this process.
const folder = temporaryFolder();
const AS_OF = ["--as-of", "2026-11-22T12:00:00+01:00"];
let world: World;
let env: Record<string, string>;
let out: string;
let runs = 0;

beforeAll(async () => {
  world = await openWorld();
  env = { LEAD_EXPORT_SHEETS_URL: world.google.url, LEAD_EXPORT_SHEETS_TOKEN: world.google.token };
});
afterAll(() => world.google.close());
beforeEach(() => {
  world.google.faults.clear();
  out = join(folder, `out-${++runs}`);
});

const run = (words: string[], options: { cwd?: string; env?: Record<string, string> } = {}) =>
  lead(["run", ...words, "--out", out, ...AS_OF, "--json"], { env, ...options });
const json = ({ stdout }: Ended) => JSON.parse(stdout);

describe("lead-export run --spreadsheet", () => {
  test("publishes from the workbook, in its own zone, and says so", async () => {
    const ended = await run(["--spreadsheet", world.id]);
    expect([ended.code, ended.stderr]).toEqual([
      0,
      expect.stringContaining("Taken as now: 22 November 2026, 12:00 in Africa/Lagos."),
    ]);
    expect(json(ended)).toMatchObject({ published: true, zone: "Africa/Lagos", counts: { leads: { clean: 3 } } });
    const again = await run(["--spreadsheet", world.id]);
    expect(json(again)).toMatchObject({ published: false, snapshot: json(ended).snapshot });
  });

  test("a dry run does all but publish, keep a copy and tell the workbook", async () => {
    const untouched = JSON.stringify(world.edit("GET", ""));
    const dry = await run(["--spreadsheet", world.id, "--dry-run"]);
    const { snapshot, counts, answers, files, ...told } = json(dry);
    expect([dry.code, told.published, told.reason]).toEqual([
      0,
      false,
      `A dry run publishes nothing: ${snapshot} would be current now.`,
    ]);
    expect([counts.leads.clean, Object.keys(answers).length, files.length > 8]).toEqual([3, 4, true]);
    expect(
      readdirSync(out, { recursive: true }).filter((name) => !/locks|^snapshots$|^raw(\/[^/]+)?$/.test(String(name))),
    ).toEqual([]);
    expect(JSON.stringify(world.edit("GET", ""))).toBe(untouched);
    expect(json(await run(["--spreadsheet", world.id]))).toMatchObject({ published: true, snapshot, answers });
  });

  test("check lists what is wrong in a tab of the workbook, as a run would read it, and leaves nothing here", async () => {
    world.put("Leads!A6", [["Acme", "Eve", "Foo", "", "Ghana", "11/22/2026"]]);
    const words = ["check", "--spreadsheet", world.id, ...AS_OF];
    const cwd = temporaryFolder();
    const ended = await lead([...words, "--json"], { env: { ...env, TMPDIR: cwd }, cwd });
    expect([ended.code, ended.stderr]).toEqual([0, expect.stringContaining("in Africa/Lagos.")]);
    const found = json(ended);
    expect(found).toMatchObject({ tab: "Leads", zone: "Africa/Lagos", counts: { read: 5, clean: 3, held: 1 } });
    expect(found.file).toBe('The tab "Leads" of the workbook "Leads"');
    expect(found.problems).toMatchObject([{ place: "Leads!D6", code: "MISSING" }]);
    expect(readdirSync(cwd)).toEqual([]);
    const companies = await lead([...words, "--tab", "companies"], { env });
    expect(companies.stdout).toContain("Companies");
    const both = await lead([...words, "leads.csv"], { env });
    expect([both.code, both.stderr]).toEqual([2, expect.stringContaining("Both a file and a workbook are named.")]);
    expect((await lead(["check"], { env, cwd })).stderr).toContain("What to check is not said.");
    world.put("Leads!A6", [["", "", "", "", "", ""]]);
  });

  test("with the key of a service account, and the address on the command line", async () => {
    const key = world.google.createKey("reader");
    world.google.access.share(world.id, key.client_email, "writer");
    const path = join(folder, "key.json");
    writeFileSync(path, JSON.stringify(key));
    const ended = await run(["--spreadsheet", world.id, "--key-file", path, "--sheets-url", world.google.url], {
      env: {},
    });
    expect([ended.code, ended.stderr]).toEqual([0, expect.any(String)]);
  });

  test("with everything in lead-export.config.json of the working directory", async () => {
    const cwd = temporaryFolder();
    writeFileSync(
      join(cwd, "lead-export.config.json"),
      JSON.stringify({ spreadsheet: world.id, out: "./here", zone: "UTC" }),
    );
    const ended = await lead(["run", ...AS_OF, "--json"], { cwd, env });
    expect(json(ended)).toMatchObject({ published: true, zone: "UTC" });
    expect(existsSync(join(cwd, "here", "current.json"))).toBe(true);
    expect(json(ended).notices.map(({ code }: { code: string }) => code)).toContain("OTHER_ZONE");
  });

  test("goes on with the configured files when Google gives no answer, and says so", async () => {
    const config = join(folder, "fallback.json");
    const fallback = { leads: leadsFile(folder, "leads.csv", 5), companies: companiesFile(folder) };
    writeFileSync(config, JSON.stringify({ spreadsheet: world.id, fallback }));
    // The fault that is given up soonest.
    world.google.faults.always("html-200", { method: "GET" });
    const ended = await run(["--config", config, "--zone", "Africa/Lagos"]);
    expect(ended.stderr).toContain("The fallback files are used instead.");
    const { counts, notices } = json(ended);
    expect(counts.leads.clean).toBe(5);
    expect(notices[0]).toMatchObject({ code: "FALLBACK_USED" });
    expect([ended.code, json(ended).published, json(ended).error.code]).toEqual([7, true, "FALLBACK_USED"]);
  });

  test.each<[string, string[], number, string]>([
    ["both forms at once", ["--spreadsheet", "x", "--leads", "a", "--companies", "b"], 2, "USAGE"],
    ["neither form", [], 2, "USAGE"],
    ["a tab that is not there", ["--spreadsheet", "ID", "--leads-tab", "Customers"], 3, "TAB_MISSING"],
    ["a workbook that is not there", ["--spreadsheet", "1nothere"], 5, "SHEETS_NOT_FOUND"],
    ["a key file that is not there", ["--spreadsheet", "ID", "--key-file", "nowhere.json"], 2, "KEY_FILE_MISSING"],
    ["a configuration that is not there", ["--config", "nowhere.json"], 2, "CONFIG_MISSING"],
    ["a zone that is none, before anything is read", ["--spreadsheet", "ID", "--zone", "Lagos"], 2, "BAD_ZONE"],
  ])("%s is refused by name, and nothing is published", async (_, words, exit, code) => {
    const ended = await run(words.map((word) => (word === "ID" ? world.id : word)));
    expect([ended.code, json(ended).error.code]).toEqual([exit, code]);
    expect(ended.stderr).toContain(`Error ${code}`);
    expect(ended.stderr).not.toContain(world.google.token);
    expect(existsSync(join(out, "current.json"))).toBe(false);
  });
});
