import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { PROGRAM } from "../../dist";
import { companiesFile, LAGOS, lead, leadsFile, temporaryFolder } from "./cli";

describe("after two runs", async () => {
  const folder = temporaryFolder();
  const out = join(folder, "out");
  const at = ["--out", out];
  const companies = companiesFile(folder);
  const publish = async (leads: string) => {
    const { stdout } = await lead(["run", "--leads", leads, "--companies", companies, ...at, ...LAGOS, "--json"]);
    return JSON.parse(stdout);
  };
  const older = await publish(leadsFile(folder, "older.csv", 10));
  const newer = await publish(leadsFile(folder, "newer.csv", 12));

  test("answers shows the current snapshot, or the one that is named", async () => {
    const [current, named, text] = await Promise.all([
      lead(["answers", ...at, "--json"]),
      lead(["answers", older.snapshot, ...at, "--json"]),
      lead(["answers", ...at]),
    ]);
    expect(JSON.parse(current.stdout)).toMatchObject({ snapshot: newer.snapshot, answers: newer.answers });
    expect(JSON.parse(named.stdout)).toMatchObject({ snapshot: older.snapshot, answers: older.answers });
    expect(text.stdout).toMatch(/^ {2}12 counted above \(\+2 since [^)]+\) = 12 clean leads$/m);
  });

  test("history lists both; restore makes the older one current again, and answers follow", async () => {
    const list = async () =>
      JSON.parse((await lead(["history", ...at, "--json"])).stdout).snapshots.map(
        (entry: { snapshot: string; current: boolean }) => [entry.snapshot, entry.current],
      );
    expect((await list()).sort()).toEqual(
      [
        [older.snapshot, false],
        [newer.snapshot, true],
      ].sort(),
    );
    expect((await lead(["restore", older.snapshot, ...at])).stdout).toBe(
      `Snapshot ${older.snapshot} is current again.\n`,
    );
    expect(await list()).toContainEqual([older.snapshot, true]);
    expect((await lead(["history", ...at])).stdout).toMatch(
      new RegExp(`current +${older.snapshot}.*Africa/Lagos.* 10 `),
    );
    expect((await lead(["restore", newer.snapshot, ...at])).code).toBe(0);
  });

  test("sql reads the four tables as a table, JSON or CSV", async () => {
    const statement = "SELECT company, count(*) AS n, '=1+1' AS formula FROM leads GROUP BY ALL";
    const [table, json, csv] = await Promise.all(
      [[], ["--json"], ["--csv"]].map((how) => lead(["sql", statement, ...at, ...how])),
    );
    expect(table.stdout).toMatch(/company +n +formula\n +Acme +12 +=1\+1\n\n1 row\n/);
    expect(JSON.parse(json.stdout).rows).toEqual([{ company: "Acme", n: 12, formula: "=1+1" }]);
    expect(csv.stdout).toBe("company,n,formula\r\nAcme,12,'=1+1\r\n");
  });

  test("sql knows the answers, an earlier snapshot, and all of them as one series", async () => {
    const ask = async (...words: string[]) => JSON.parse((await lead(["sql", ...words, ...at, "--json"])).stdout).rows;
    const [places, earlier, series] = await Promise.all([
      ask("SELECT question, place, country, leads FROM answers WHERE country IS NOT NULL"),
      ask("SELECT count(*) AS n FROM leads", "--snapshot", older.snapshot),
      ask(
        "SELECT snapshot, count(*) AS n, max(leads) AS most FROM answers WHERE question = 'top_countries' GROUP BY ALL ORDER BY most",
        "--all-snapshots",
      ),
    ]);
    expect(places).toEqual([{ question: "top_countries", place: 1, country: "Nigeria", leads: 12 }]);
    expect(earlier).toEqual([{ n: 10 }]);
    expect(series).toEqual([
      { snapshot: older.snapshot, n: 1, most: 10 },
      { snapshot: newer.snapshot, n: 1, most: 12 },
    ]);
  });

  test("a long cell is cut in the table for people, and whole in JSON and CSV", async () => {
    const long = "😀".repeat(100);
    const ask = (...how: string[]) =>
      lead(["sql", `SELECT '${long}' AS long, '${"x".repeat(60)}' AS fits`, ...at, ...how]);
    const [table, json, csv] = await Promise.all([ask(), ask("--json"), ask("--csv")]);
    expect(table.stdout).toContain(`\n  ${"😀".repeat(59)}…  ${"x".repeat(60)}\n`);
    expect(JSON.parse(json.stdout).rows[0].long).toBe(long);
    expect(csv.stdout).toContain(long);
  });

  test.each(["DELETE FROM leads", "CREATE TABLE t (a INT)", "COPY leads TO 'x.csv'", "SELECT 1; SELECT 2", "SELEC 1"])(
    "sql refuses %s with exit 2",
    async (statement) => {
      const { code, stderr } = await lead(["sql", statement, ...at], { cwd: folder });
      expect(code).toBe(2);
      expect(stderr).toMatch(/^Error SQL_/);
      expect(existsSync(join(folder, "x.csv"))).toBe(false);
    },
  );

  test("a snapshot that does not exist, and one that was edited by hand, are refused", async () => {
    expect(await lead(["restore", "2020-01-01T000000Z-00000000", ...at])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("Error SNAPSHOT_MISSING"),
    });
    const answer = join(out, "snapshots", older.snapshot, "answers", "hq_staff.parquet");
    const bytes = readFileSync(answer);
    bytes[20] ^= 1;
    writeFileSync(answer, bytes);
    const ended = await lead(["answers", older.snapshot, ...at, "--json"]);
    expect(ended.code).toBe(1);
    expect(JSON.parse(ended.stdout).error).toMatchObject({ code: "SNAPSHOT_CHANGED" });
    const restored = await lead(["restore", older.snapshot, ...at]);
    expect(restored.stderr).toMatch(
      /^Error SNAPSHOT_CHANGED: .*\nRestore another; lead-export history lists them\.\n$/,
    );
  });
});

test("before the first run, every command says how to make one", async () => {
  const out = join(temporaryFolder(), "none");
  const [answers, sql, history] = await Promise.all([
    lead(["answers", "--out", out]),
    lead(["sql", "SELECT 1", "--out", out]),
    lead(["history", "--out", out]),
  ]);
  expect([answers.code, sql.code, history.code]).toEqual([1, 1, 0]);
  for (const text of [answers.stderr, sql.stderr, history.stdout]) expect(text).toContain("lead-export run");
});

test("questions lists the four, in order, with their files", async () => {
  const { stdout } = await lead(["questions"]);
  const names = ["leads_per_month", "leads_past_10_days", "top_countries", "hq_staff"];
  expect(stdout.match(/^\w+$/gm)).toEqual(names);
  for (const name of names) expect(stdout).toContain(`${name}.sql`);
  expect(stdout).toContain("lead-export questions new");
});

test("a reader that closes the pipe early ends the program quietly", async () => {
  const child = spawn(process.execPath, [PROGRAM, "check", "sample/leads.csv"]);
  let stderr = "";
  child.stderr.on("data", (data) => {
    stderr += data;
  });
  child.stdout.destroy();
  const [code] = await once(child, "close");
  expect(code).toBe(0);
  expect(stderr).not.toContain("Error");
});
