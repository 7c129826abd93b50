import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { acquireLease } from "../../../exporter/publish/lease";
import { lockFiles } from "../../../exporter/publish/lock-files";
import { companiesFile, type Ended, file, lead, temporaryFolder } from "../commands/cli";
import { openWorld } from "../inputs/workbook/local";
import { openPostOffice, type PostOffice } from "./post-office";

// The built program, with five minutes cut to none.
const folder = temporaryFolder();
const companies = companiesFile(folder);
const HEADER = "Company,First Name,Last Name,Title,Country,Timestamp";
const ROWS = [1, 2, 3, 4].map((i) => `Acme,Ada,Obi ${i},CTO,Nigeria,2020-11-20 08:00`);
const leads = file(folder, "leads.csv", [HEADER, ...ROWS]);

let out: string;
let runs = 0;
beforeEach(() => {
  out = join(folder, `out-${++runs}`);
});

interface Asked {
  words?: string[];
  config?: object;
  office?: PostOffice;
  env?: Record<string, string>;
}

/** `lead-export run --retry` on the files of this folder, unless other words or a configuration name something else. */
function run({ words = [], config = { leads, companies }, office, env = {} }: Asked): Promise<Ended> {
  const path = join(folder, `config-${runs}.json`);
  const mail = office === undefined ? {} : { mail: office.settings };
  writeFileSync(path, JSON.stringify({ out, zone: "Africa/Lagos", ...config, ...mail }));
  return lead(["run", "--retry", "--json", "--config", path, ...words], { env: { LEAD_EXPORT_RETRY_MS: "0", ...env } });
}
const json = ({ stdout }: Ended) => JSON.parse(stdout);
const subjects = ({ taken }: PostOffice) => taken.map(({ headers }) => headers.subject);

describe("a run that nobody watches", () => {
  test("sends nothing when it goes well", async () => {
    const office = await openPostOffice();
    const ended = await run({ office });
    expect([ended.code, json(ended).published, subjects(office)]).toEqual([0, true, []]);
  });

  test("is tried once more, as of then, and one mail has said so", async () => {
    const lock = await acquireLease(lockFiles(out));
    const office = await openPostOffice({}, () => lock.release());
    const begun = Date.now();
    const ended = await run({ office });
    expect(ended.stderr).toMatch(/Error LOCKED: .*\n.*\nIt is tried once more/);
    expect([ended.code, json(ended).published]).toEqual([0, true]);
    expect(Date.parse(json(ended).as_of)).toBeGreaterThan(begun);
    expect(subjects(office)).toEqual([`Lead Export failed, it will be tried again (LOCKED): ${out}`]);
    const { text } = office.taken[0];
    expect(text).toMatch(/What stays published\n {2}No snapshot is known to be published\./);
    expect(text).toMatch(/It is tried once more on .* \(Africa\/Lagos\)\./);
  });

  test("is given up after the second try, with a second mail; standard output stays one JSON object", async () => {
    const { snapshot } = json(await run({}));
    const lock = await acquireLease(lockFiles(out));
    onTestFinished(() => lock.release());
    const office = await openPostOffice();
    const ended = await run({ office });
    expect([ended.code, json(ended).error.code]).toEqual([6, "LOCKED"]);
    expect(ended.stdout.trim().split("\n")).toHaveLength(1);
    expect(subjects(office)).toEqual([
      `Lead Export failed, it will be tried again (LOCKED): ${out}`,
      `Lead Export failed again (LOCKED): ${out}`,
    ]);
    for (const { text } of office.taken) expect(text).toContain(`Snapshot ${snapshot}, as of `);
    expect(office.taken[1].text).toMatch(/The attempt before it ended with LOCKED on/);
    expect(office.taken[1].text).toContain("This run is not tried again; the next planned one is.");
  });

  test.each<[string, Asked, number, string]>([
    ["a file that is not there", { config: { leads: "none.csv", companies } }, 3, "SOURCE_MISSING"],
    ["a zone that is none", { config: { leads, companies, zone: "Lagos" } }, 2, "BAD_ZONE"],
  ])("%s waits for a person: one mail at once", async (_, asked, exit, code) => {
    const office = await openPostOffice();
    const ended = await run({ ...asked, office });
    expect([ended.code, json(ended).error.code]).toEqual([exit, code]);
    expect(subjects(office)).toEqual([`Lead Export failed (${code}): ${out}`]);
    expect(ended.stderr).not.toContain("tried once more");
  });

  test("a file of the snapshots that was damaged waits for a person too", async () => {
    await run({});
    writeFileSync(join(out, "current.json"), "{}");
    const office = await openPostOffice();
    const ended = await run({ office });
    expect([ended.code, json(ended).error.code]).toEqual([1, "CURRENT_UNREADABLE"]);
    expect(subjects(office)).toEqual([`Lead Export failed (CURRENT_UNREADABLE): ${out}`]);
  });

  test("a stop by the publish guard asks a person to decide: one mail, with the figures' sentence", async () => {
    await run({});
    const fewer = file(folder, "fewer.csv", [HEADER, ROWS[0]]);
    const office = await openPostOffice();
    const ended = await run({ config: { leads: fewer, companies }, office });
    expect(ended.code).toBe(4);
    expect(subjects(office)).toEqual([`Lead Export was stopped, a person must decide (FEWER_LEADS): ${out}`]);
    expect(office.taken[0].text).toContain("There are 1 clean leads, 75 % fewer than the 4 of the current snapshot.");
    expect(office.taken[0].text).toContain("3 leads vanished (3 now blank) and 0 appeared; rows 3 to 5 are blank now");
    expect(office.taken[0].text).toContain("--release");
    // Numbers and rows, never a name or a cell.
    for (const part of ["text", "html"] as const) expect(office.taken[0][part]).not.toMatch(/Ada|Obi|Acme|Nigeria/);
  });

  test("after bad days, the first run that goes well is told, once", async () => {
    const office = await openPostOffice();
    await run({ config: { leads: "none.csv", companies }, office });
    await run({ config: { leads: "none.csv", companies }, office });
    await run({ office });
    await run({ office });
    expect(subjects(office)).toEqual([
      `Lead Export failed (SOURCE_MISSING): ${out}`,
      `Lead Export failed (SOURCE_MISSING): ${out}`,
      `Lead Export works again: ${out}`,
    ]);
    expect(office.taken[2].text).toMatch(/The run before it ended with SOURCE_MISSING on .* \(Africa\/Lagos\)\./);
  });

  test("a mail that cannot be sent is told, and the run's own failure stays", async () => {
    const office = await openPostOffice({
      onMailFrom: (_, __, answer) => answer(new Error("not today")),
    });
    const ended = await run({ config: { leads: "none.csv", companies }, office });
    expect([ended.code, json(ended).error.code]).toEqual([3, "SOURCE_MISSING"]);
    expect(ended.stderr).toMatch(/Error MAIL_NOT_SENT: The mail about this run was not sent: .*refused the sender/);
    expect(ended.stderr).toMatch(/Error SOURCE_MISSING: /);
  });

  test("without mail settings it is tried again all the same; without --retry nothing is tried again or mailed", async () => {
    const lock = await acquireLease(lockFiles(out));
    onTestFinished(() => lock.release());
    const ended = await run({});
    expect([ended.code, ended.stderr.match(/Error LOCKED/g)?.length]).toEqual([6, 2]);

    const office = await openPostOffice();
    const path = join(folder, "by-hand.json");
    writeFileSync(path, JSON.stringify({ out, leads, companies, mail: office.settings }));
    const byHand = await lead(["run", "--config", path]);
    expect([byHand.code, byHand.stderr.match(/Error LOCKED/g)?.length, subjects(office)]).toEqual([6, 1, []]);
  });
});

describe("a workbook", () => {
  test("that cannot be reached: old rows are published, and the exit code and two mails say so", async () => {
    const world = await openWorld();
    onTestFinished(() => world.google.close());
    const env = { LEAD_EXPORT_SHEETS_URL: world.google.url, LEAD_EXPORT_SHEETS_TOKEN: world.google.token };
    const config = { spreadsheet: world.id };
    const as = (hour: number) => ["--as-of", `2026-11-22T${hour}:00:00+01:00`];
    const office = await openPostOffice();
    expect((await run({ config, words: as(12), office, env })).code).toBe(0);

    // The fault that is given up soonest.
    world.google.faults.always("html-200", { method: "GET" });
    const ended = await run({ config, words: as(13), office, env });
    expect([ended.code, json(ended).error.code, json(ended).notices[0].code]).toEqual([
      7,
      "FALLBACK_USED",
      "FALLBACK_USED",
    ]);
    expect(ended.stderr).toMatch(/Error FALLBACK_USED: Google Sheets could not be reached: these are the rows read on/);
    expect(subjects(office).map((subject) => subject.split(":")[0])).toEqual([
      "Lead Export published old rows, it will be tried again (FALLBACK_USED)",
      "Lead Export published old rows (FALLBACK_USED)",
    ]);

    world.google.faults.clear();
    expect((await run({ config, words: as(14), office, env })).code).toBe(0);
    expect(subjects(office)[2]).toMatch(/^Lead Export works again: /);
  });

  test("is called by its title, whatever stands in it; a tab that could not be written is tried again", async () => {
    const world = await openWorld();
    onTestFinished(() => world.google.close());
    const title = 'Größe\r\nBcc: x@example.com <b>"leads"</b>';
    world.batch({ updateSpreadsheetProperties: { properties: { title }, fields: "title" } });
    const env = { LEAD_EXPORT_SHEETS_URL: world.google.url, LEAD_EXPORT_SHEETS_TOKEN: world.google.token };
    const config = { spreadsheet: world.id };
    const as = ["--as-of", "2026-11-22T12:00:00+01:00"];

    const office = await openPostOffice({}, async () => world.google.faults.clear());
    world.google.faults.always("403", { method: "POST", path: ":batchUpdate" });
    const ended = await run({ config, env, office, words: as });
    expect([ended.code, json(ended).published, json(ended).error]).toEqual([0, true, undefined]);
    const [{ headers, html, text, recipients }] = office.taken as [PostOffice["taken"][0]];
    expect(office.taken).toHaveLength(1);
    expect(headers.subject).toBe(
      `Lead Export failed, it will be tried again (SUMMARY_NOT_WRITTEN): "Größe Bcc: x@example.com <b>"leads"</b>"`,
    );
    expect(headers.bcc).toBeUndefined();
    expect(recipients).toEqual(office.settings.to);
    expect(text).toContain(`Snapshot ${json(ended).snapshot}, as of 22 November 2026, 12:00 (Africa/Lagos).`);
    expect(html).not.toContain("<b>");
    expect(html).toContain("&lt;b&gt;");
  });
});

describe("no mail holds what stands in a cell", () => {
  // Near enough to a header's name to be pointed at.
  const MARK = "Timezapp";
  const HOSTILE = `"${MARK} 1","<img src=${MARK}>","${MARK}\r\nBcc: z@example.com",=${MARK}(),${MARK} 5,${MARK} 6`;

  test.each<[string, string, string[], string, boolean]>([
    ["a header that may be meant", "a.csv", [`${HEADER.replace("Timestamp", MARK)}`, HOSTILE], "HEADER_MISSING", true],
    ["a key twice in one record", "b.json", [`[{"${MARK}":1,"${MARK}":2}]`], "DUPLICATE_KEY", true],
    ["a file without a header", "c.csv", [HOSTILE, HOSTILE], "HEADER_ROW_MISSING", false],
    ["rows that are all held", "d.csv", [HEADER, HOSTILE], "NO_CLEAN_LEADS", false],
    ["text after a quote", "e.csv", [HEADER, `"${MARK}"${MARK},b`], "BAD_QUOTE", false],
  ])("%s", async (_, name, lines, code, isQuotedByTheProgram) => {
    const office = await openPostOffice();
    const ended = await run({ config: { leads: file(folder, name, lines), companies }, office });
    expect([json(ended).error.code, ended.stderr.includes(MARK)]).toEqual([code, isQuotedByTheProgram]);
    expect(office.taken).toHaveLength(1);
    expect(office.taken[0].headers.subject).toContain(code);
    expect(office.taken[0].whole).not.toContain(MARK);
  });
});
