import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { describe, expect, test } from "vitest";
import { makeData } from "../../../bench/data.mjs";
import type { Engine } from "../../../exporter/publish/engine";
import { figuresOf } from "../../../exporter/publish/guard";
import { TWO_EXECUTORS } from "../../../scripts/find-spark.mjs";
import { decideCountry } from "../../../shared/decisions";
import { pairHash } from "../../../shared/kept-apart";
import { badNode, FAULTS, type Fault } from "./bad-nodes";
import { csv, oddTables, vectorTables } from "./data";
import { noSpark, sparkForTests } from "./driver";
import { engineOn, expectSame, expectSameAsBuilt, failureOn, inputOf, runOf } from "./identity";

/** Minutes, on a machine that is busy. */
const PATIENT = 1_200_000;
const LEADS = ["Company", "First Name", "Last Name", "Title", "Country", "Timestamp"];

describe.skipIf(noSpark())("on a Spark of two executors", { timeout: PATIENT }, () => {
  const { folder, send } = sparkForTests(TWO_EXECUTORS, undefined, { "spark.task.maxFailures": "1" });

  test("the rows of the contract's vectors, from JSON Lines, come to the same", async () => {
    const { leads, companies } = vectorTables(folder);
    await expectSame(inputOf(leads, companies), send);
  });

  test("so do odd cells, quoted line breaks and every line end", async () => {
    const { leads, companies } = oddTables(folder, "broken", true);
    await expectSame(inputOf(leads, companies), send);
  });

  test.each(["A", "B"])("100,000 rows of shape %s come to the same", async (shape) => {
    const { leads, companies } = makeData(join(folder, shape), shape, 100_000, 100_001);
    await expectSameAsBuilt({ ...inputOf(leads, companies), leads, companies }, send);
  });

  test("a Parquet file comes to what its CSV does", async () => {
    const parquet = join(folder, "sample.parquet");
    const connection = await (await DuckDBInstance.create()).connect();
    // Rows with more cells than the header, and blank ones, have no place in Parquet.
    const [header, ...lines] = readFileSync("sample/leads.csv", "utf8").trimEnd().split("\n");
    const plain = join(folder, "plain.csv");
    writeFileSync(
      plain,
      [header, ...lines.filter((line) => /^[^",][^"]*$/.test(line) && line.split(",").length === 8)].join("\n"),
    );
    await connection.run(`COPY (FROM read_csv('${plain}', all_varchar = true)) TO '${parquet}' (FORMAT parquet)`);
    const input = inputOf(plain, "sample/companies.csv");
    await expectSame(input, send, { ...input, leads: parquet });
  });

  test.each([
    ["TIMESTAMPTZ", "Z"],
    ["TIMESTAMP", ""],
  ])("a column %s of Parquet comes to what its text with %j behind it does", async (type, offset) => {
    const [plain, parquet] = [join(folder, `${type}.csv`), join(folder, `${type}.parquet`)];
    const row = (name: string, time: string) => ["Acme", name, "Lee", "CTO", "France", time + offset];
    writeFileSync(plain, csv([LEADS, row("Ann", "2026-03-01T09:00:00.5"), row("Bo", "2026-02-28T23:30:00")]));
    const connection = await (await DuckDBInstance.create()).connect();
    await connection.run(`COPY (
      SELECT * REPLACE (CAST("Timestamp" AS ${type}) AS "Timestamp") FROM read_csv('${plain}', all_varchar = true)
    ) TO '${parquet}' (FORMAT parquet)`);
    const input = inputOf(plain, "sample/companies.csv");
    await expectSame(input, send, { ...input, leads: parquet });
  });

  test("a file that begins with an instruction of Excel's comes to the same", async () => {
    const path = join(folder, "excel.csv");
    const lines = ["sep=;", LEADS.join(";"), "Acme;Ann;Lee;CTO;France;2026-03-01", "sep=;b;c;d;Peru;2026-03-01"];
    writeFileSync(path, lines.map((line) => `${line}\r\n`).join(""));
    const { sparks } = await expectSame(inputOf(path, "sample/companies.csv"), send);
    expect(sparks.manifest.counts.leads).toMatchObject({ read: 2, clean: 2 });
  });

  test.each(["utf-16le", "utf-16be"] as const)("a file in %s comes to the same", async (encoding) => {
    const { leads, companies } = oddTables(folder, encoding, false);
    const bytes = Buffer.from(`\ufeff${readFileSync(leads, "utf8")}`, "utf16le");
    writeFileSync(leads, encoding === "utf-16le" ? bytes : bytes.swap16());
    await expectSame(inputOf(leads, companies), send);
  });

  test("what people decided, and pairs they kept apart, count as they do here", async () => {
    const { leads, companies } = oddTables(folder, "decided", false);
    const country = decideCountry("Untied States", "United States");
    if (typeof country === "string") throw new Error(country);
    const decisions = {
      countries: [{ typed: "Untied States", code: country.code, by: "Ada", at: "" }],
      ignored: ["Row 3 does not count."],
    };
    const apart = [
      pairHash(
        ["émile & fils", "zoë", "ångström", "côte d'ivoire"],
        ["emile & fils", "zoe", "angstrom", "côte d'ivoire"],
      ),
      pairHash(["acme", "ann", "lee", "france"], ["acme ltd", "ann", "lee", "france"]),
    ];
    const { sparks } = await expectSame(inputOf(leads, companies, { decisions, apart }), send);
    expect(sparks.manifest.notices.map(({ code }) => code)).toContain("DECISIONS_APPLIED");
  });

  test("one company with two fifths of the leads, and a fifth without any, come to the same, in one file", async () => {
    const leads = join(folder, "skewed.csv");
    const rows = Array.from({ length: 60_000 }, (_, i) => [
      i % 5 < 2 ? "Acme" : i % 5 === 2 ? "" : `Company ${i}`,
      "Ada",
      `Obi ${i}`,
      "CTO",
      "Nigeria",
      "2026-03-01",
    ]);
    writeFileSync(leads, csv([LEADS, ...rows]));
    const companies = join(folder, "skewed-companies.csv");
    writeFileSync(
      companies,
      csv([
        ["Company", "HQ Location"],
        ["Acme", "Nigeria"],
      ]),
    );
    const { sparks } = await expectSame(inputOf(leads, companies), send);
    // A file for each table, not one for each piece or key.
    expect(sparks.manifest.files.filter(({ path }) => path.startsWith("leads"))).toHaveLength(1);
  });

  test("a stop of the guard tells which rows vanished and appeared, as it does here", async () => {
    const out = join(folder, "guarded");
    await runOf(out, inputOf("sample/leads.csv", "sample/companies.csv"));
    const [header, ...lines] = readFileSync("sample/leads.csv", "utf8").trimEnd().split("\n");
    const fewer = join(folder, "fewer.csv");
    const now = lines.flatMap((line, i) => (i % 3 === 0 ? [] : i % 50 === 1 ? [`New ${line}`] : [line]));
    writeFileSync(fewer, [header, ...now, ""].join("\n"));
    const input = inputOf(fewer, "sample/companies.csv");
    const stopped = async (engine?: Engine) => {
      const error = await runOf(out, input, engine, { release: null }).catch((error) => error);
      return figuresOf(error)?.changes;
    };
    const ours = await stopped();
    expect(ours).toMatchObject({ leads: { vanished: { count: expect.any(Number) } } });
    expect(await stopped(engineOn(send))).toEqual(ours);
  });

  const told: Record<Fault, [code: string, sentence: RegExp]> = {
    "exits with 3": ["SPARK_RULES_FAILED", /ended with status 3/],
    "exits with 0": ["SPARK_ROWS_LOST", /do not add up/],
    "is killed": ["SPARK_RULES_FAILED", /killed \(signal 9\)/],
    throws: ["SPARK_RULES_FAILED", /boom/],
    hangs: ["SPARK_RULES_FAILED", /worked on a few rows for more than seconds: 3/],
    "prints garbage": ["SPARK_ROWS_LOST", /Warning: hello/],
    "loses every hundredth line": ["SPARK_ROWS_LOST", /not whole/],
    "doubles a line": ["SPARK_ROWS_LOST", /not whole/],
    "loses one line and has another twice": ["SPARK_ROWS_LOST", /not whole/],
    "is cut off at the end": ["SPARK_ROWS_LOST", /do not add up/],
  };
  test.each(FAULTS)("a worker that %s is noticed, and nothing is published", async (fault) => {
    const [code, sentence] = told[fault];
    await failureOn(send, { node: badNode(folder, fault), patience: 3000 }, code, sentence);
  });

  test("so is one that throws where its exit status is lost in a pipe", async () => {
    await failureOn(send, { node: badNode(folder, "throws", true) }, "SPARK_ROWS_LOST", /do not add up/);
  });

  test.each([
    ["a quote that is never closed", `${LEADS.join(",")}\n"Acme,a,b,c,Peru,2026-03-01\n`, "UNCLOSED_QUOTE", /line 2/],
    [
      "text behind a quote",
      `${LEADS.join(",")}\n"Acme"x,a,b,c,Peru,2026-03-01\n`,
      "BAD_QUOTE",
      /line 2: there is text after/,
    ],
    [
      "a byte that is no UTF-8",
      Buffer.from([...Buffer.from(`${LEADS.join(",")}\nAcm`), 0xe9, 0x0a]),
      "BAD_ENCODING",
      /line 2/,
    ],
    ["a NUL byte", `${LEADS.join(",")}\nAc\0me,a,b,c,Peru,2026-03-01\n`, "BAD_BYTE", /line 2/],
    ["headers of another table", "Name,Size\na,1\n", "HEADER_ROW_MISSING", /Leads/],
    ["a JSON array", `[{"Company": "Acme"}]\n`, "SPARK_CANNOT_READ", /one JSON array/],
  ])("%s is refused by name", async (_, content, code, sentence) => {
    const leads = join(folder, "bad.csv");
    writeFileSync(leads, content);
    await failureOn(send, { node: "node" }, code, sentence, leads);
  });
});

describe.skipIf(noSpark("3.5.9"))("on Spark 3.5", { timeout: PATIENT }, () => {
  const { folder, send } = sparkForTests("local[2]", "3.5.9");

  test("the sample comes to the same", async () => {
    await expectSame(inputOf("sample/leads.csv", "sample/companies.csv"), send);
  });

  test("so do the vectors and odd cells", async () => {
    const { leads, companies } = vectorTables(folder);
    await expectSame(inputOf(leads, companies), send);
    const odd = oddTables(folder, "odd", true);
    await expectSame(inputOf(odd.leads, odd.companies), send);
  });
});
