import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { companiesFile, type Ended, file, LAGOS, lead, leadsFile, temporaryFolder } from "./cli";

const KEYS = ["published", "reason", "snapshot", "as_of", "zone", "counts", "answers", "compared", "notices", "files"];
const json = ({ stdout }: Ended) => JSON.parse(stdout);
const last = ({ stdout }: Pick<Ended, "stdout">, back = 1) => stdout.trimEnd().split("\n").at(-back)!;

describe("run --json on the sample", async () => {
  const out = temporaryFolder();
  const words = ["run", "--leads", "sample/leads.csv", "--companies", "sample/companies.csv", "--out", out, ...LAGOS];
  const first = await lead([...words, "--json"], { env: { LEAD_EXPORT_PHASES: "1" } });

  test("prints one JSON object of the documented shape on standard output, and nothing else there", () => {
    expect(first.code).toBe(0);
    expect(first.stdout.trimEnd().split("\n")).toHaveLength(1);
    const result = json(first);
    expect(Object.keys(result)).toEqual(KEYS);
    expect(result).toMatchObject({
      published: true,
      reason: null,
      as_of: "2026-11-22T11:00:00.000Z",
      zone: "Africa/Lagos",
    });
    expect(result.answers.leads_per_month[0]).toEqual({ month: 1, leads: expect.any(Number) });
    expect(result.answers.leads_past_10_days.at(-1)).toEqual({ day: "2026-11-22", leads: expect.any(Number) });
    expect(Object.keys(result.answers.top_countries[0])).toEqual(["rank", "country", "country_code", "leads"]);
    expect(Object.keys(result.answers.hq_staff[0])).toEqual(["company", "staff"]);
    expect(result.files.map(({ path }: { path: string }) => path)).toContain("leads.parquet");
  });

  test("every row of both tables is accounted for", () => {
    const tabs = Object.values<Record<string, number>>(json(first).counts);
    for (const { read, blank, clean, duplicate, held } of tabs) {
      expect(read).toBeGreaterThan(60);
      expect(blank + clean + duplicate + held).toBe(read);
    }
  });

  test("says on standard error what it takes as now, and how long each phase took when asked", () => {
    expect(first.stderr).toContain("Taken as now: 22 November 2026, 12:00 in Africa/Lagos.");
    expect(first.stderr).toMatch(/^phases \{"reading":\d+,/m);
  });

  test("the same content on the same day publishes nothing new, and says so with the same answers", async () => {
    const again = await lead([...words, "--json"]);
    expect(again.code).toBe(0);
    const { snapshot, counts, answers } = json(first);
    expect(json(again)).toMatchObject({
      published: false,
      reason: expect.stringContaining(snapshot),
      snapshot,
      counts,
      answers,
    });
  });

  test("without --json it is for people: on one screen what was found, in the last line what they want to know", async () => {
    const { stdout, code } = await lead(words);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Leads +417 += +384 +\+ +14 +\+ +15 +\+ +4\n/);
    expect(stdout).toMatch(/^ {2}Leads per month +\d+ leads$/m);
    expect(stdout.split("\n").length).toBeLessThan(40);
    expect(last({ stdout })).toMatch(
      /^Nothing changed since snapshot \S+, which stays current: 384 leads, \d+ rows wait for correction\. Dashboard: (\S+)$/,
    );
    expect(existsSync(/Dashboard: (.+)$/.exec(last({ stdout }))![1])).toBe(true);
    expect(await lead([...words, "--quiet"])).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  test("with --answers too: names of months, a total for each answer, where the files are; no colour", async () => {
    const { stdout, code } = await lead([...words, "--answers"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ {2}November \(so far\) +\d+$/m);
    expect(stdout.match(/ = 384 clean leads$/gm)).toHaveLength(4);
    expect(stdout).toContain("1 January 2026 to 22 November 2026, 12:00 (Africa/Lagos)");
    expect(stdout).toMatch(/\.\.\. and \d+ more rows in .*hq_staff\.parquet/);
    expect(stdout).not.toContain("\u001b");
    const dashboard = /^Dashboard {2}(.+)$/m.exec(stdout)![1];
    expect(existsSync(dashboard)).toBe(true);
  });
});

describe("a run that is stopped", () => {
  test("the guard stops a fall of more than 20 % with exit 4; a person's reason releases it", async () => {
    const folder = temporaryFolder();
    const out = join(folder, "out");
    const run = (leads: string, ...more: string[]) =>
      lead(["run", "--leads", leads, "--companies", companiesFile(folder), "--out", out, ...LAGOS, "--json", ...more]);
    const many = json(await run(leadsFile(folder, "many.csv", 20)));
    const few = leadsFile(folder, "few.csv", 15);

    const stopped = await run(few);
    expect(stopped.code).toBe(4);
    const result = json(stopped);
    expect(Object.keys(result)).toEqual([...KEYS, "changes", "error"]);
    expect(result).toMatchObject({ published: false, snapshot: many.snapshot, answers: {}, files: [] });
    expect(result.counts.leads).toEqual({ read: 15, blank: 0, clean: 15, duplicate: 0, held: 0 });
    expect(result.error).toMatchObject({ code: "FEWER_LEADS", sentence: result.reason });
    expect(result.error.way_out).toContain("--release");
    expect(stopped.stderr).toContain("Error FEWER_LEADS: There are 15 clean leads");

    const released = await run(few, "--release", "the list was cleaned");
    expect(released.code).toBe(0);
    expect(json(released)).toMatchObject({ published: true, counts: { leads: { clean: 15 } } });
    const history = (await lead(["history", "--out", out])).stdout;
    expect(history.match(/the list was cleaned$/gm)).toHaveLength(1);
  });

  test("each mistake has its exit code, its code and a way out, and leaves nothing behind", async () => {
    const folder = temporaryFolder();
    const leads = leadsFile(folder, "leads.csv", 3);
    const companies = companiesFile(folder);
    const noCountry = file(folder, "no-country.csv", [
      "Company,First Name,Last Name,Title,Timestamp",
      "a,b,c,d,1/1/2026",
    ]);
    const noTime = file(folder, "no-time.csv", ["Company,First Name,Last Name,Title,Country", "a,b,c,d,Ghana"]);
    const headerOnly = leadsFile(folder, "empty.csv", 0);
    const onSpark = ["--leads", leads, "--companies", companies, "--engine", "spark"];
    const cases: [words: string[], exit: number, code: string][] = [
      [["--leads", "nowhere.csv", "--companies", companies], 3, "SOURCE_MISSING"],
      [["--leads", noCountry, "--companies", companies], 3, "HEADER_MISSING"],
      [["--leads", noTime, "--companies", companies], 3, "HEADER_MISSING"],
      [["--leads", headerOnly, "--companies", companies], 4, "NO_CLEAN_LEADS"],
      [["--leads", leads], 2, "USAGE"],
      [["--leads", "", "--companies", companies], 2, "USAGE"],
      [["--leads", leads, "--companies", companies, "--as-of", "yesterday"], 2, "BAD_AS_OF"],
      [["--leads", leads, "--companies", companies, "--zone", "Lagos"], 2, "BAD_ZONE"],
      [["--leads", leads, "--companies", companies, "--date-order", "myd"], 2, "USAGE"],
      [["--leads", leads, "--companies", companies, "--leds", leads], 2, "USAGE"],
      [[...onSpark], 2, "USAGE"],
      [[...onSpark, "--master", "local", "--connect", "sc://127.0.0.1:1"], 2, "USAGE"],
      [[...onSpark, "--master", "local", "--spark-folder", "disk"], 2, "USAGE"],
      [[...onSpark, "--connect", "127.0.0.1:1"], 2, "USAGE"],
      [[...onSpark, "--connect", "sc://127.0.0.1:1"], 5, "SPARK_UNREACHABLE"],
    ];
    await Promise.all(
      cases.map(async ([words, exit, code], i) => {
        const out = join(folder, `out-${i}`);
        const ended = await lead(["run", ...words, "--out", out, "--json"]);
        expect([words, ended.code]).toEqual([words, exit]);
        const { error, ...rest } = json(ended);
        expect(rest).toMatchObject({ published: false, snapshot: null, reason: error.sentence });
        expect(error.code).toBe(code);
        expect(error.way_out).toMatch(/\w/);
        expect(ended.stderr).toContain(`Error ${code}: ${error.sentence}`);
        expect(ended.stderr).not.toMatch(/^ {4}at /m);
        expect(existsSync(join(out, "current.json"))).toBe(false);
      }),
    );
  });

  test.each(["", "  ", "--json"])("--release %j, as an unset variable leaves it, releases nothing", async (reason) => {
    const folder = temporaryFolder();
    const out = join(folder, "out");
    const files = ["--leads", leadsFile(folder, "none.csv", 0), "--companies", companiesFile(folder)];
    const { code, stderr } = await lead(["run", ...files, "--out", out, "--release", reason]);
    expect(code).toBe(2);
    expect(stderr).toContain(
      'Error USAGE: --release needs a reason.\nWrite why, e.g. --release "old leads were removed on purpose".\n',
    );
    expect(existsSync(out)).toBe(false);
  });

  test("an empty file name, and a place that takes no folders, are said in words", async () => {
    const folder = temporaryFolder();
    const files = ["--leads", leadsFile(folder, "leads.csv", 1), "--companies", companiesFile(folder)];
    const empty = await lead(["run", "--leads", "", "--companies", ""]);
    expect(empty.stderr).toContain(
      "Error USAGE: --leads is empty.\nGive it a value, or leave it out: a variable that is not set leaves it empty.\n",
    );
    if (process.platform !== "linux") return;
    const nowhere = await lead(["run", ...files, "--out", "/proc/lead-export/out"]);
    expect(nowhere.code).toBe(2);
    expect(nowhere.stderr).toContain(
      "Error OUT_NOT_A_FOLDER: The folder /proc/lead-export cannot be made: /proc takes no new folders.\n",
    );
  });

  test("a missing file is looked for in the folder the command ran in, and that is named", async () => {
    const folder = temporaryFolder();
    const { stderr } = await lead(["check", "nowhere.csv"], { cwd: folder });
    expect(stderr).toContain(
      "Error SOURCE_MISSING: There is no file nowhere.csv.\nCheck the name; the command ran in the folder ",
    );
    expect(stderr).toContain(basename(folder));
  });

  test("--verbose adds where in the program a failure came from", async () => {
    const { stderr } = await lead([
      "run",
      "--leads",
      "nowhere.csv",
      "--companies",
      "nowhere.csv",
      "--out",
      temporaryFolder(),
      "--verbose",
    ]);
    expect(stderr).toMatch(/^ {4}at /m);
  });
});

describe("a run with held rows says the command that lists them", () => {
  const folder = temporaryFolder();
  const held = file(folder, "it's held.csv", [
    "Company,First Name,Last Name,Title,Country,Timestamp",
    "Acme,Ada,Obi,CTO,Nigeria,11/20/2026 9:00:00",
    "Acme,Ada,Eze,,Nigeria,11/20/2026 9:00:00",
  ]);
  const companies = companiesFile(folder);
  test("of the leads, with the paths as a shell takes them and the same options", async () => {
    const words = ["run", "--leads", held, "--companies", companies, "--out", join(folder, "a"), ...LAGOS];
    const quoted = `'${held.replace("'", "'\\''")}'`;
    const ended = await lead(words);
    expect(last(ended)).toMatch(/^Published: 1 lead, 1 row waits for correction\. Dashboard: /);
    expect(last(ended, 2)).toBe(
      `See each row: lead-export check ${quoted} --companies ${companies} ${LAGOS.join(" ")}`,
    );
  });

  test("of the companies when only they are held; nothing when none is", async () => {
    const clean = leadsFile(folder, "clean.csv", 2);
    const broken = file(folder, "broken.csv", [
      "Company,HQ Location",
      "Acme,Nigeria",
      "Beta,Ghana",
      "Gamma,Ghana",
      "Delta,",
    ]);
    const run = (companies: string, out: string) =>
      lead(["run", "--leads", clean, "--companies", companies, "--out", join(folder, out), ...LAGOS]);
    expect(last(await run(broken, "b"), 2)).toBe(`See each row: lead-export check ${broken} ${LAGOS.join(" ")}`);
    expect((await run(companies, "c")).stdout).not.toContain("See each row");
  });
});

describe("--as-of", () => {
  test.each([
    ["2026-11-22T12:00:00+01:00", "2026-11-22T11:00:00.000Z"],
    ["2026-11-22T11:00:00Z", "2026-11-22T11:00:00.000Z"],
    ["2026-11-22 12:00", "2026-11-22T11:00:00.000Z"],
    ["2026-11-22", "2026-11-21T23:00:00.000Z"],
  ])("%s in Africa/Lagos is %s", async (typed, instant) => {
    const { stdout } = await lead([
      "check",
      "sample/companies.csv",
      "--as-of",
      typed,
      "--zone",
      "Africa/Lagos",
      "--json",
    ]);
    expect(JSON.parse(stdout).as_of).toBe(instant);
  });
});
