import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Compared } from "../../../shared/compared";
import { oneObject, program, published, TWO_COMPANIES, workplace } from "./world";

const place = workplace();
const companies = place.companies("companies.csv", TWO_COMPANIES);
const out = place.newOut();

const at = (day: string, time = "12:00:00") => ["--as-of", `${day}T${time}+01:00`, "--zone", "Africa/Lagos"];
const row = (name: string, day: string, over: Partial<Record<"title" | "country" | "last", string>> = {}) => {
  const { title = "CTO", country = "Nigeria", last = "Obi" } = over;
  return ["Acme", name, last, title, country, `${day} 08:00:00`];
};

const FIRST = ["Ada", "Ben", "Chi", "Dayo", "Eze"].map((name) => row(name, "2026-11-12"));
const SECOND = [...FIRST, row("Femi", "2026-11-18"), row("Gozi", "2026-11-18", { country: "Ghana" })];
/** Ada is deleted, Ben's title is another, Chi's country is missing, Dayo repeats Eze, and there are two more. */
const THIRD = [
  row("Hana", "2026-11-19"),
  row("Ben", "2026-11-12", { title: "CEO" }),
  row("Chi", "2026-11-12", { country: "" }),
  row("Eze", "2026-11-12"),
  row("Eze", "2026-11-11"),
  ...SECOND.slice(5),
  row("Ike", "2026-11-19", { country: "Ghana" }),
];

const report = async (words: string[]) =>
  oneObject(await program([...words, "--out", out, "--json"])) as unknown as { compared: Compared };
const ask = async (statement: string) => {
  const { stdout } = await program(["sql", statement, "--out", out, "--json"]);
  return JSON.parse(stdout).rows;
};

test("a snapshot says what changed since the one before and since the same day a week ago, in figures and in rows", async () => {
  const first = await published({ leads: place.leads("1.csv", FIRST), companies, out, when: at("2026-11-12") });
  expect(first).toMatchObject({ compared: null });
  expect(first.files.map(({ path }) => path)).not.toContain("changes.parquet");
  // A table all the same: a question that joins it need not know which snapshot is the first.
  expect(await ask("SELECT count(*) AS n FROM changes")).toEqual([{ n: 0 }]);

  const later = at("2026-11-12", "18:00:00");
  const rest = await published({
    leads: place.leads("1b.csv", FIRST.slice(0, 4)),
    companies,
    out,
    when: [...later, "--release", "a test"],
  });
  const second = await published({ leads: place.leads("2.csv", SECOND), companies, out, when: at("2026-11-18") });
  expect(second).toMatchObject({ compared: { last: { snapshot: rest.snapshot }, weekAgo: null } });

  const third = await published({ leads: place.leads("3.csv", THIRD), companies, out, when: at("2026-11-19") });
  const { compared } = await report(["answers"]);
  expect(third).toMatchObject({ compared });
  expect(compared.last).toMatchObject({
    snapshot: second.snapshot,
    asOf: "2026-11-18T11:00:00.000Z",
    since: "since yesterday",
    counts: { leads: { clean: 7 } },
    rows: {
      leads: { new: 2, changed: 2, held: 1, repeat: 1, gone: 1 },
      companies: { new: 0, changed: 0, held: 0, repeat: 0, gone: 0 },
    },
  });
  expect(third.counts.leads.clean).toBe(7 + 2 - 1 - 1 - 1);
  // The last one of that day.
  expect(compared.weekAgo).toMatchObject({
    snapshot: rest.snapshot,
    since: "since a week ago",
    counts: { leads: { clean: 4 } },
  });
  expect(compared.weekAgo).not.toHaveProperty("rows");

  const perMonth = [...Array.from({ length: 10 }, () => 0), 7];
  expect(compared.last!.answers[0]).toEqual({ question: "leads_per_month", total: 7, rows: perMonth });
  // 10 November to 19 November; the day before no snapshot had the 19th.
  const perDay = [0, 0, 5, 0, 0, 0, 0, 0, 2, null];
  expect(compared.last!.answers[1]).toEqual({ question: "leads_past_10_days", total: 7, rows: perDay });
  expect(third.answers.top_countries.map(({ country }) => country)).toEqual(["Nigeria", "Ghana"]);
  expect(compared.last!.answers[2]).toEqual({ question: "top_countries", total: 7, rows: [6, 1] });
  expect(compared.weekAgo!.answers[2]).toEqual({ question: "top_countries", total: 4, rows: [4, null] });

  const { stdout } = await program(["answers", "--out", out]);
  expect(stdout).toMatch(/^ {2}6 counted above \(−1 since yesterday, \+2 since a week ago\) = 6 clean leads$/m);
  expect(stdout).toMatch(/^ {2}rank +Country +Code +Leads +since yesterday +since a week ago$/im);
  expect(stdout).toMatch(/^ +1 +Nigeria +NG +4 +−2$/m);
  expect(stdout).toMatch(/^ +2 +Ghana +GH +2 +\+1 +new$/m);
  expect(stdout).toMatch(/^ {2}November \(so far\) +6 +−1 +\+2$/m);
  expect(stdout).toMatch(/^ {2}Thu 19 November 2026 \(so far\) +2$/m);
  expect(stdout).toContain(
    "Leads since yesterday: 2 new, 1 gone, 2 changed, 1 now repeats another, 1 now waits for correction.\n",
  );

  expect(await ask("SELECT change, source_row, row_before, first_name, before FROM changes")).toEqual([
    { change: "new", source_row: 2, row_before: null, first_name: "Hana", before: null },
    { change: "new", source_row: 9, row_before: null, first_name: "Ike", before: null },
    { change: "changed", source_row: 3, row_before: 3, first_name: "Ben", before: '{"title":"CTO"}' },
    {
      change: "changed",
      source_row: 6,
      row_before: 6,
      first_name: "Eze",
      before: '{"operator_timestamp":"2026-11-12T07:00:00.000Z"}',
    },
    { change: "held", source_row: 4, row_before: 4, first_name: "Chi", before: null },
    { change: "repeat", source_row: 5, row_before: 5, first_name: "Dayo", before: null },
    { change: "gone", source_row: null, row_before: 2, first_name: "Ada", before: null },
  ]);
  const dictionary = JSON.parse(readFileSync(join(third.folder, "data-dictionary.json"), "utf8"));
  expect(dictionary.tables.at(-1)).toMatchObject({ name: "changes", paths: ["changes.parquet"] });
  expect(third.files.find(({ path }) => path === "changes.parquet")).toMatchObject({ rows: 7 });
}, 60_000);

test("January is not compared with the January of another year", async () => {
  await published({ leads: place.leads("4.csv", THIRD), companies, out, when: at("2026-12-31") });
  const leads = place.leads("5.csv", [...THIRD, row("Kemi", "2027-01-01")]);
  const { compared } = (await published({ leads, companies, out, when: at("2027-01-01") })) as unknown as {
    compared: Compared;
  };
  expect(compared.last!.answers.map(({ question }) => question)).toEqual([
    "leads_past_10_days",
    "top_countries",
    "hq_staff",
  ]);
}, 60_000);

test("a damaged snapshot is no reason not to publish, and nothing is said of it", async () => {
  const harmed = place.copyOf(out);
  const { snapshot } = JSON.parse(readFileSync(join(harmed, "current.json"), "utf8"));
  rmSync(join(harmed, "snapshots", snapshot, "leads.parquet"));
  const leads = place.leads("6.csv", THIRD);
  const next = await published({ leads, companies, out: harmed, when: at("2027-01-02") });
  expect(next).toMatchObject({ compared: null });
}, 60_000);
