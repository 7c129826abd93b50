import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { file, LAGOS, lead, temporaryFolder } from "./cli";

const folder = temporaryFolder();
const leads = file(folder, "leads.csv", [
  "Company,First Name,Last Name,Title,Country,Timestamp",
  "Acme,Ada,Obi,CTO,Untied States,11/20/2026 9:00:00",
  "Acme,Bo,Eze,CTO,Korea,11/20/2026 9:00:00",
]);
const companies = file(folder, "companies.csv", ["Company,HQ Location", "Acme,Korea"]);
const config = (name: string, countries: object) => {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify({ decisions: { countries } }));
  return path;
};
const right = config("right.json", { "Untied States": "US", korea: "South Korea" });
const codes = (problems: { code: string }[]) => problems.map(({ code }) => code);

test("check reads files by what the configuration decides, and says how many rows", async () => {
  const words = ["check", leads, "--companies", companies, ...LAGOS, "--json"];
  const plain = JSON.parse((await lead(words)).stdout);
  expect(codes(plain.problems)).toEqual(["UNKNOWN_COUNTRY", "AMBIGUOUS_COUNTRY"]);
  const { stdout, code } = await lead([...words, "--config", right]);
  const { problems, notices } = JSON.parse(stdout);
  expect([code, problems]).toEqual([0, []]);
  expect(notices).toEqual([
    {
      code: "DECISIONS_APPLIED",
      sentence:
        '3 rows have a country by decision. 2 rows: "korea" was read as South Korea, as decided by the configuration; ' +
        '1 row: "Untied States" was read as United States, as decided by the configuration.',
    },
  ]);
});

test("run does so too; another decision is another snapshot", async () => {
  const run = async (...more: string[]) => {
    const words = ["run", "--leads", leads, "--companies", companies, "--out", join(folder, "out"), ...LAGOS, "--json"];
    words.push("--release", "a test has few rows");
    return JSON.parse((await lead([...words, ...more])).stdout);
  };
  const first = await run();
  expect(first.answers.hq_staff).toMatchObject([{ company: "Acme", staff: 1 }]);
  const second = await run("--config", right);
  expect([second.published, codes(second.notices)]).toEqual([true, ["DECISIONS_APPLIED"]]);
  expect(second.notices[0].sentence).toMatch(
    /^3 rows have a country by decision\. 2 rows: "korea" was read as South Korea/,
  );
  const third = await run(
    "--config",
    config("other.json", { "Untied States": "United Kingdom", Korea: "North Korea" }),
  );
  expect(third.published).toBe(true);
  expect(third.answers.top_countries.map(({ country }: { country: string }) => country).sort()).toEqual([
    "North Korea",
    "United Kingdom",
  ]);
});

test("a table so large that the companies are read by a second thread is read by them too", async () => {
  const rows = Array.from(
    { length: 60_000 },
    (_, i) => `Acme,Ada ${i},${"Obi".repeat(15)},CTO,South Korea,11/20/2026 9:00:00`,
  );
  const large = file(folder, "large.csv", ["Company,First Name,Last Name,Title,Country,Timestamp", ...rows]);
  const words = ["run", "--leads", large, "--companies", companies, "--out", join(folder, "large"), ...LAGOS, "--json"];
  const { answers, notices } = JSON.parse((await lead([...words, "--config", right])).stdout);
  expect(answers.hq_staff).toEqual([{ company: "Acme", staff: 60_000 }]);
  expect(codes(notices)).toEqual(["DECISIONS_APPLIED"]);
});

test("a row published before its country was decided is no other row afterwards", async () => {
  const header = "Company,First Name,Last Name,Title,Country,Timestamp";
  const rows = Array.from(
    { length: 12 },
    (_, i) => `Acme,Ada ${i},Obi,CTO,${i < 4 ? "Untied States" : "Ghana"},11/20/2026 9:00:00`,
  );
  const words = (name: string, lines: string[]) => {
    const path = file(folder, name, [header, ...lines]);
    return ["run", "--leads", path, "--companies", companies, "--out", join(folder, "vanished"), ...LAGOS, "--json"];
  };
  const first = await lead([...words("all.csv", rows), "--release", "the headquarters is unknown"]);
  expect(JSON.parse(first.stdout).published).toBe(true);
  const stopped = await lead([...words("some.csv", rows.slice(0, 6)), "--config", right]);
  expect(stopped.code).toBe(4);
  const { changes } = JSON.parse(stopped.stdout);
  expect([changes.leads.vanished.count, changes.leads.appeared.count]).toEqual([6, 0]);
});

test("decisions that cannot be stop the program, each named", async () => {
  const countries = { France: "Germany", Here: "Nowhere", There: 7 };
  const path = config("wrong.json", countries);
  const { code, stderr } = await lead(["check", leads, "--config", path]);
  expect([code, stderr]).toEqual([2, expect.stringContaining("decisions.countries.There")]);
  writeFileSync(
    path,
    JSON.stringify({ decisions: { countries: { ...countries, There: "Togo", there: "Mali" }, country: {} } }),
  );
  const { stderr: named } = await lead(["check", leads, "--config", path]);
  expect(named).toContain('"decisions.countries" cannot have "France": "France" is already a name of France');
  expect(named).toContain('cannot have "Here": "Nowhere" is not a country known by that name');
  expect(named).toContain('says different things of "there"');
  expect(named).toContain('there is no "decisions.country" (did you mean "decisions.countries"?)');
});
