import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { ProblemList } from "../../../appsscript/rpc";
import type { ExportRun } from "../../../shared/service";
import { select } from "../../exporter/e2e/parquet";
import { ADA, openOffice } from "./office";

type Office = Awaited<ReturnType<typeof openOffice>>;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Monday, 23 November 2026, 09:00 in Lagos, an hour east of UTC. */
const MONDAY = Date.UTC(2026, 10, 23, 8);
const TUESDAY_AT_SEVEN = Date.UTC(2026, 10, 24, 6);
const MAIL = ["team@example.com", "boss@example.com"];
const LANDS = ["Nigeria", "France", "Ghana", "Japan"];
const FIRMS = ["Acme", "Zeta", "Bolt Industries"];

/** Two hundred leads of different people, two a day up to yesterday: 100 days. */
const PASTED = Array.from({ length: 200 }, (_, i) => {
  const day = new Date(MONDAY - DAY * (1 + (i >> 1))).toISOString().slice(0, 10);
  return [FIRMS[i % 3], `Given${i}`, `Family${i}`, "CEO", LANDS[i % 4], `${day} 10:00:00`];
});

/** Status as counted for the manifest: rows by verdict. */
function counted(statuses: readonly string[]) {
  const counts = { read: statuses.length, blank: 0, clean: 0, duplicate: 0, held: 0 };
  for (const status of statuses) {
    if (status === "") counts.blank++;
    else if (status.startsWith("Repeat of row ")) counts.duplicate++;
    else if (/^(?:Waits|To fill): /.test(status)) counts.held++;
    else counts.clean++;
  }
  return counts;
}

/** The four answers, counted by hand from the cells of the leads that Status calls good. */
function expected({ values, statuses, clock }: Office) {
  const verdicts = statuses();
  const good = values("Leads")
    .slice(1)
    .filter((_, i) => /^(?:OK|Check: )/.test(verdicts[i] ?? ""))
    .map(([company, , , , country, time]) => ({ company, country, day: Math.floor(Number(time)) }));
  const dayOf = (year: number, month: number, day: number) => Date.UTC(year, month, day) / DAY + 25_569;
  const tally = (keys: readonly unknown[]) => {
    const counts = new Map<string, number>();
    for (const key of keys) counts.set(String(key), (counts.get(String(key)) ?? 0) + 1);
    return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  };
  const today = Math.floor((clock.now() + 60 * MINUTE) / DAY) + 25_569;
  const hq = new Map(
    values("Companies")
      .slice(1)
      .map(([company, land]) => [company, land]),
  );
  return {
    leads_per_month: Array.from({ length: 11 }, (_, month) => [
      month + 1,
      good.filter(({ day }) => day >= dayOf(2026, month, 1) && day < dayOf(2026, month + 1, 1)).length,
    ]),
    leads_past_10_days: Array.from({ length: 10 }, (_, i) => good.filter(({ day }) => day === today - 9 + i).length),
    top_countries: tally(good.map(({ country }) => country)),
    hq_staff: tally(good.filter(({ company, country }) => hq.get(company) === country).map(({ company }) => company)),
  };
}

/** The numbers of a run's answers, in the same form. */
function answered({ result }: ExportRun) {
  const rows = (question: string) => result!.answers.find((answer) => answer.question === question)!.rows;
  return {
    leads_per_month: rows("leads_per_month").map(({ month, leads }) => [month, leads]),
    leads_past_10_days: rows("leads_past_10_days").map(({ leads }) => leads),
    top_countries: rows("top_countries").map(({ country, leads }) => [country, leads]),
    hq_staff: rows("hq_staff").map(({ company, staff }) => [company, staff]),
  };
}

/** The same once more, as a person reads it in the Summary tab. */
function told(summary: readonly string[][]) {
  const number = (text: string | undefined) => Number(text?.replaceAll(",", ""));
  const block = (title: string) => {
    const from = summary.findIndex(([first]) => first === title) + 3;
    const rows = summary.slice(from);
    return rows.slice(
      0,
      rows.findIndex(([first = ""]) => first === ""),
    );
  };
  return {
    leads_per_month: block("Leads per month").map(([, leads], i) => [i + 1, number(leads)]),
    leads_past_10_days: block("Leads captured in the past 10 days").map(([, leads]) => number(leads)),
    top_countries: block("Countries with most leads").map(([, country, , leads]) => [country, number(leads)]),
    hq_staff: block("Staff in the country of their company's headquarters").map(([company, staff]) => [
      company,
      number(staff),
    ]),
  };
}

const startedBy = ({ host }: Office, from: number) =>
  host.executions
    .slice(from)
    .map((one) => one.function)
    .filter((name) => /^handle(?:Daily|Retry|FollowUp)$/.test(name));

test("from an empty spreadsheet to published answers, through a day on which the exporter is down", async () => {
  const office = await openOffice(MONDAY);
  const { host, call, type, status, statuses, fullCheck, out } = office;
  await office.startExporter();

  // A new spreadsheet is set up by the menu.
  host.open(ADA);
  expect(host.menus(ADA)[0]?.caption).toBe("Leads");
  host.choose(ADA, "menuSetUp");
  expect(office.shown("Leads")).toEqual([
    ["Company", "First Name", "Last Name", "Title", "Country", "Timestamp", "Status"],
  ]);
  expect(office.shown("Companies")).toEqual([["Company", "HQ Location", "Status"]]);
  const settings = { exporter: office.address, mail: MAIL, hour: 7, stamp: true };
  expect(call("saveSettings", settings)).toEqual(settings);
  call("installDaily");

  // Companies and leads are typed, cell by cell; the last cell of a lead brings its time.
  FIRMS.forEach((firm, i) => {
    type("Companies", `A${i + 2}`, firm);
    type("Companies", `B${i + 2}`, LANDS[i]);
  });
  const lead = (row: number, cells: string[]) => {
    for (const [i, text] of cells.entries()) type("Leads", `${"ABCDEF"[i]}${row}`, text);
  };
  lead(2, ["Acme", "Ada", "Obi", "CTO"]);
  expect(status(2)).toBe("To fill: country");
  type("Leads", "E2", "Nigeria");
  expect(status(2)).toBe("OK");
  expect(office.shown("Leads")[1][5]).toMatch(/^2026-11-23 09:00:\d\d$/);
  lead(3, ["Zeta", "Bo", "Ek", "CEO", "Untied States", "11/20/2026 8:00:00"]);
  lead(4, ["Nowhere Ltd", "Cy", "Fo", "CEO", "Ghana", "11/20/2026 8:00:00"]);
  lead(5, ["Acme", "Di", "Go", "CEO", "Ghana", "soon"]);
  expect(statuses().slice(1)).toEqual([
    'Check: country "Untied States", did you mean United States?',
    'Check: company "Nowhere Ltd" is not in Companies',
    'Waits: timestamp "soon" is not a date and time',
  ]);

  // Two hundred rows are pasted.
  office.paste("Leads", 6, PASTED);
  expect(statuses().slice(4)).toEqual(PASTED.map(() => "OK"));

  // The country is put right with the suggestion, which can be undone.
  const { items } = call<ProblemList>("problems");
  const { tab, row, field, key, suggestions } = items.find(({ code }) => code === "UNKNOWN_COUNTRY")!;
  const place = { tab, row, field, key };
  const typed = office.shown("Leads");
  call("accept", place, "Untied States", suggestions[0]);
  expect([office.shown("Leads")[2][4], status(3)]).toEqual(["United States", "OK"]);
  call("undoAccept", place, "Untied States", suggestions[0]);
  expect(office.shown("Leads")).toEqual(typed);
  call("accept", place, "Untied States", suggestions[0]);

  // A repeat names its twin, whichever of the two comes first in time; when the winner goes, the other is none any more.
  lead(206, ["acme", "ADA", "Obi ", "CTO", "NG", "11/23/2026 12:00:00"]);
  expect([status(2), status(206)]).toEqual([
    "OK",
    "Waits: timestamp 2026-11-23 12:00:00 is in the future: at the check it was 2026-11-23 09:00 in Africa/Lagos",
  ]);
  type("Leads", "F206", "11/1/2026 8:00:00");
  expect([status(2), status(206)]).toEqual(["Repeat of row 206 (typed earlier)", "OK"]);
  lead(207, ["Acme", "Ada", "Obi", "CTO", "Nigeria", "11/2/2026 8:00:00"]);
  expect([status(2), status(206), status(207)]).toEqual([
    "Repeat of row 206 (typed earlier)",
    "OK",
    "Repeat of row 206 (typed earlier)",
  ]);
  office.deleteRows("Leads", 206);
  expect([status(2), status(206)]).toEqual(["Repeat of row 206 (typed earlier)", "OK"]);

  // Rows that are sorted and deleted keep the right verdict, and twins that only look alike are told of.
  lead(207, ["Acme", "Zoë", "Obi", "CTO", "Nigeria", "11/3/2026 8:00:00"]);
  lead(208, ["Acme", "Zoe", "Obi", "CTO", "Nigeria", "11/4/2026 8:00:00"]);
  expect(status(208)).toBe("Check: possible repeat of row 207");
  office.sort("Leads", [2, 208], 1);
  expect([status(2), status(3)]).toEqual(["Repeat of row 3 (typed earlier)", "OK"]);
  expect(statuses()).toEqual(fullCheck());
  office.deleteRows("Leads", 20, 3);
  expect(statuses()).toEqual(fullCheck());
  expect(counted(statuses())).toEqual({ read: 204, blank: 0, clean: 202, duplicate: 1, held: 1 });

  // Export now: the sidebar asks until it has ended.
  host.choose(ADA, "menuExportNow");
  expect(host.sidebar(ADA)?.title).toBe("Leads");
  const first = await office.endOf(call<ExportRun>("startExport").id);
  expect([first.state, first.error, first.requestedBy]).toEqual(["published", null, ADA]);
  expect(first.result!.counts.leads).toEqual(counted(statuses()));
  expect(answered(first)).toEqual(expected(office));
  expect(first.result!.problems).toContainEqual({ tab: "Leads", code: "POSSIBLE_DUPLICATE", rows: 2 });

  // What was published stands on disk, and in the workbook.
  const current = () => JSON.parse(readFileSync(join(out, "current.json"), "utf8")).snapshot as string;
  const snapshot = (id = current()) => join(out, "snapshots", id);
  expect(current()).toBe(first.result!.snapshot);
  for (const file of ["manifest.json", "dashboard.html", "companies.parquet", "answers/hq_staff.parquet"]) {
    expect(existsSync(join(snapshot(), file)), file).toBe(true);
  }
  const rows = await select(snapshot(), "SELECT source_row, first_name FROM leads ORDER BY source_row");
  const shown = office.shown("Leads");
  const good = statuses().flatMap((text, i) => (/^(?:OK|Check: )/.test(text) ? [[i + 2, shown[i + 1][1]]] : []));
  expect(rows.map(([at, name]) => [Number(at), name])).toEqual(good);
  expect(office.shown("Summary")[0][0]).toMatch(/^Leads as of 23 November 2026, 09:0\d \(Africa\/Lagos\)$/);
  expect(office.shown("Summary").map((row) => row.slice(0, 6))).toContainEqual(["Leads", "204", "0", "202", "1", "1"]);
  expect(told(office.shown("Summary"))).toEqual(expected(office));
  expect(office.shown("Exports").map((row) => row.slice(1, 8))).toEqual([
    ["Who", "Outcome", "Leads read", "Leads blank", "Leads clean", "Leads duplicate", "Leads held"],
    [ADA, "published", "204", "0", "202", "1", "1"],
  ]);

  // The twins are two people: neither the sheet nor the exporter mentions them again.
  const { pair } = call<ProblemList>("problems").items.find(({ code }) => code === "POSSIBLE_DUPLICATE")!;
  const apart = call<ProblemList>("keepApart", pair, true);
  expect(apart.kinds.map(({ code }) => code)).not.toContain("POSSIBLE_DUPLICATE");
  expect(statuses().filter((text) => text.includes("possible repeat"))).toEqual([]);
  const second = await office.endOf(call<ExportRun>("startExport").id);
  expect(second.state).toBe("published");
  expect(second.result!.problems.map(({ code }) => code)).not.toContain("POSSIBLE_DUPLICATE");
  expect(answered(second)).toEqual(answered(first));

  // Next morning the exporter is down: one more try after five minutes, two mails, and the answers stay with the reason above them.
  expect(await office.stopExporter()).toEqual({ code: 0, signal: null });
  const answers = () => office.shown("Summary").slice(2);
  const [stood, published] = [answers(), current()];
  let ran = host.executions.length;
  await office.passTo(TUESDAY_AT_SEVEN + 25 * MINUTE);
  expect(startedBy(office, ran)).toEqual(["handleDaily", "handleRetry"]);
  expect(host.executions.slice(ran).map(({ error }) => error)).toEqual(host.executions.slice(ran).map(() => undefined));
  const { mails } = host.outbox;
  expect(mails.map(({ to, subject }) => [to, subject])).toEqual([
    [MAIL, "Leads: today's export failed and is tried again"],
    [MAIL, "Leads: today's export failed twice"],
  ]);
  expect(mails[1].at - mails[0].at).toBeGreaterThanOrEqual(5 * MINUTE);
  expect(mails[1].at - mails[0].at).toBeLessThan(10 * MINUTE);
  const names = office
    .shown("Leads")
    .slice(1)
    .flatMap((cells) => cells.slice(1, 3));
  for (const { body } of mails) {
    expect(body).toContain("could not be reached");
    expect(names.filter((name) => new RegExp(`\\b${name}\\b`, "u").test(body))).toEqual([]);
  }
  const [why, stay] = office.shown("Summary");
  expect(why[0]).toMatch(
    /^The run of 24 November 2026, 07:\d\d \(Africa\/Lagos\) failed: The exporter could not be reached/,
  );
  expect(stay[0]).toMatch(/^The answers below stay: as of 23 November 2026, 09:0\d \(Africa\/Lagos\)/);
  expect(answers()).toEqual(stood);
  expect(current()).toBe(published);

  // It is back at one o'clock: the hourly look makes the day's export, once, and that is told once.
  await office.passTo(TUESDAY_AT_SEVEN + 6 * HOUR);
  expect([mails.length, office.shown("Summary")[0]]).toEqual([2, why]);
  await office.startExporter();
  ran = host.executions.length;
  await office.passTo(TUESDAY_AT_SEVEN + 7 * HOUR + 5 * MINUTE);
  const third = await office.endOf(call<ExportRun>("lastExport").id);
  await office.passTo(office.clock.now() + 5 * MINUTE);
  expect(startedBy(office, ran).at(-1)).toBe("handleFollowUp");
  expect([third.state, third.error, third.requestedBy]).toEqual(["published", null, ADA]);
  await office.passTo(TUESDAY_AT_SEVEN + 9 * HOUR);
  expect(answered(third)).toEqual(expected(office));
  expect(told(office.shown("Summary"))).toEqual(expected(office));
  expect(office.shown("Summary")[0][0]).toMatch(/^Leads as of 24 November 2026, 1[34]:\d\d \(Africa\/Lagos\)$/);
  expect(office.shown("Exports").map((row) => row.slice(1, 3).join())).toEqual([
    "Who,Outcome",
    ...Array(3).fill(`${ADA},published`),
  ]);
  expect(readdirSync(join(out, "snapshots"))).toHaveLength(3);
  expect(mails.slice(2).map(({ to, subject }) => [to, subject])).toEqual([
    [MAIL, "Leads: the daily export works again"],
  ]);
  expect(office.call("health")).toMatchObject({
    checks: expect.arrayContaining([expect.objectContaining({ name: "Last daily export", state: "good" })]),
  });
}, 120_000);
