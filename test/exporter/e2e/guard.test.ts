import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  contents,
  currentOf,
  expectFailure,
  manifestOf,
  program,
  published,
  publishedPlace,
  run,
  runWords,
  TEN_LEADS,
  workplace,
} from "./world";

const place = await publishedPlace();
const { companiesFile: companies } = place;
/** `checked`: the words that name the tables, of the leads with `--companies`. */
const wayOut = (checked: string) =>
  `Look at the table: lead-export check ${checked} --as-of 2026-11-22T12:00:00+01:00 --zone Africa/Lagos says what is wrong with its rows; if this is right, run again with --release "reason".`;

test("a fall of exactly 20 % is published; more is stopped, until a person releases it and says why", async () => {
  const [eight, seven] = [8, 7].map((count) => place.leads(`${count}.csv`, TEN_LEADS.slice(0, count)));
  const allowed = place.copyOf(place.out);
  expect((await published({ leads: eight, companies, out: allowed })).counts.leads.clean).toBe(8);

  const out = place.copyOf(place.out);
  const before = contents(out);
  const stopped = await run({ leads: seven, companies, out });
  expectFailure(stopped, 4, "FEWER_LEADS");
  expect(stopped.json.error).toEqual({
    code: "FEWER_LEADS",
    sentence:
      "There are 7 clean leads, 30 % fewer than the 10 of the current snapshot. " +
      "Since the current snapshot 3 leads vanished (3 now blank) and 0 appeared; rows 9 to 11 are blank now; " +
      "the last lead was in row 11, now it is in row 8.",
    way_out: wayOut(`${seven} --companies ${companies}`),
    may_pass: false,
  });
  expect([stopped.json.snapshot, contents(out)]).toEqual([place.snapshot, before]);

  const released = await published({ leads: seven, companies, out, more: ["--release", "three people left"] });
  expect(released.counts.leads).toEqual({ read: 7, blank: 0, clean: 7, duplicate: 0, held: 0 });
  expect(manifestOf(released.folder).released).toMatchObject({ reason: "three people left" });
  // The next fall is measured against what was released.
  const six = place.leads("6.csv", TEN_LEADS.slice(0, 6));
  expect((await published({ leads: six, companies, out })).counts.leads.clean).toBe(6);
}, 120_000);

test("rows that all became held are a fall too", async () => {
  const leads = place.leads(
    "broken.csv",
    TEN_LEADS.map((row) => [...row.slice(0, 5), "#REF!"]),
  );
  const out = place.copyOf(place.out);
  const before = contents(out);
  const stopped = await run({ leads, companies, out });
  expectFailure(stopped, 4, "NO_CLEAN_LEADS");
  expect(stopped.json.error!.sentence).toBe(
    "There are 0 clean leads; the current snapshot has 10. 100 % of the rows of Leads are waiting for a correction (10 of 10). " +
      "Since the current snapshot 10 leads vanished (10 now waiting) and 0 appeared; " +
      "the last lead was in row 11, now there is none.",
  );
  expect(stopped.json.counts!.leads).toEqual({ read: 10, blank: 0, clean: 0, duplicate: 0, held: 10 });
  expect(contents(out)).toEqual(before);

  const words = runWords({ leads, companies, out }).filter((word) => word !== "--json");
  const { stdout, stderr } = await program(words);
  expect(stdout).toMatch(/Leads +10 += +0 +\+ +0 +\+ +10 +\+ +0\n/);
  expect(stdout).toMatch(/Leads +10 +waits .*CELL_ERROR\n/);
  expect(stderr).toContain("Error NO_CLEAN_LEADS");
}, 120_000);

test("zero companies where there were some is stopped; without an earlier snapshot only zero leads are", async () => {
  const none = place.companies("none.csv", []);
  const out = place.copyOf(place.out);
  const before = contents(out);
  const stopped = await run({ leads: place.leadsFile, companies: none, out });
  expectFailure(stopped, 4, "NO_CLEAN_COMPANIES");
  expect(stopped.json.error!.sentence).toBe(
    "There are 0 clean companies; the current snapshot has 2. " +
      "100 % of the clean leads are at a company that is not in Companies; in the current snapshot it is 0 %. " +
      "Since the current snapshot 2 companies vanished (2 now blank) and 0 appeared; rows 2 to 3 are blank now; " +
      "the last company was in row 3, now there is none.",
  );
  expect(stopped.json.error!.way_out).toBe(wayOut(none));
  expect(contents(out)).toEqual(before);

  const first = await published({ leads: place.leadsFile, companies: none, out: place.newOut() });
  expect(first.counts.companies).toEqual({ read: 0, blank: 0, clean: 0, duplicate: 0, held: 0 });
  expect(first.answers.hq_staff).toEqual([]);
}, 120_000);

const CUT = "test/cases/files/companies-shrink";

test.each<[string, string, string]>([
  ["companies-cut.csv", "FEWER_COMPANIES", "3 clean companies, 97 % fewer than the 100 "],
  ["companies-empty.csv", "NO_CLEAN_COMPANIES", "0 clean companies; the current snapshot has 100."],
])(
  "a Companies table that lost its rows is stopped: %s",
  async (file, code, sentence) => {
    const { newOut } = workplace();
    const files = { leads: `${CUT}/leads.csv`, out: newOut() };
    await published({ ...files, companies: `${CUT}/companies.csv` });
    const stopped = await run({ ...files, companies: `${CUT}/${file}` });
    expectFailure(stopped, 4, code);
    expect(stopped.json.error!.sentence).toContain(sentence);
    expect(stopped.json.error!.way_out).toBe(wayOut(`${CUT}/${file}`));
  },
  120_000,
);

test("a lost current.json does not disarm it; what a person let through is a notice of the snapshot", async () => {
  const out = place.copyOf(place.out);
  rmSync(join(out, "current.json"));
  const two = place.leads("2.csv", TEN_LEADS.slice(0, 2));
  expectFailure(await run({ leads: two, companies, out }), 4, "FEWER_LEADS");
  const { notices } = await published({ leads: two, companies, out, more: ["--release", "they left"] });
  expect(notices.map(({ code }) => code)).toEqual(["FEWER_LEADS"]);
}, 120_000);

test("countries and companies in each other's columns are stopped on the first run", async () => {
  const { leads, newOut } = workplace();
  const swapped = leads(
    "swapped.csv",
    TEN_LEADS.map(([company, first, last, title, country, time]) => [country, first, last, title, company, time]),
  );
  const stopped = await run({ leads: swapped, companies, out: newOut() });
  expectFailure(stopped, 4, "UNKNOWN_COUNTRIES");
}, 120_000);

test("zero rows: nothing is published into an empty folder; released, the snapshot is whole, with zeros", async () => {
  const { leads, companies, newOut } = workplace();
  const files = { leads: leads("none.csv", []), companies: companies("none-companies.csv", []), out: newOut() };
  const stopped = await run(files);
  expectFailure(stopped, 4, "NO_CLEAN_LEADS");
  expect(stopped.json.error).toEqual({
    code: "NO_CLEAN_LEADS",
    sentence: "There are 0 clean leads.",
    way_out: wayOut(`${files.leads} --companies ${files.companies}`),
    may_pass: false,
  });
  expect([stopped.json.snapshot, currentOf(files.out), contents(files.out)]).toEqual([null, null, {}]);

  const released = await published({ ...files, more: ["--release", "a new workbook"] });
  const zero = { read: 0, blank: 0, clean: 0, duplicate: 0, held: 0 };
  expect(released.counts).toEqual({ leads: zero, companies: zero });
  expect(released.answers.leads_per_month).toHaveLength(11);
  expect(released.answers.leads_past_10_days.every(({ leads }) => leads === 0)).toBe(true);
  expect([released.answers.top_countries, released.answers.hq_staff]).toEqual([[], []]);
}, 120_000);

test("the same run twice is one snapshot, and the second says that nothing changed", async () => {
  const out = place.copyOf(place.out);
  const before = contents(out);
  const again = await run({ leads: place.leadsFile, companies, out });
  expect(again.code).toBe(0);
  expect(again.json).toMatchObject({
    published: false,
    snapshot: place.snapshot,
    reason: `Nothing changed since snapshot ${place.snapshot}, which stays current.`,
  });
  expect(again.json.counts!.leads.clean).toBe(10);
  expect(contents(out)).toEqual(before);
}, 120_000);
