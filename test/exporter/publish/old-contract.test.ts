import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { expect, test } from "vitest";

import { type Manifest, manifestText } from "../../../exporter/publish/manifest";
import { sha256Of } from "../../../exporter/stores/sha256";
import { companiesFile, LAGOS, lead, leadsFile, temporaryFolder } from "../commands/cli";

/** The columns of contract 1: companies counted in the order of their arrival, and nothing of headquarters. */
const CONTRACT_1 = {
  leads: "SELECT * EXCLUDE (at_hq) REPLACE (0::INTEGER AS company_id) FROM table",
  companies: "SELECT * REPLACE (source_row - 2 AS company_id) FROM table",
};

async function asContract1(folder: string): Promise<void> {
  const path = join(folder, "manifest.json");
  const { seal, ...manifest } = JSON.parse(readFileSync(path, "utf8")) as Manifest & { seal: string };
  const connection = await (await DuckDBInstance.create()).connect();
  for (const [name, sql] of Object.entries(CONTRACT_1)) {
    const table = join(folder, `${name}.parquet`);
    await connection.run(`CREATE TABLE ${name} AS ${sql.replace("table", `read_parquet('${table}')`)}`);
    rmSync(table);
    await connection.run(`COPY ${name} TO '${table}' (FORMAT parquet, COMPRESSION zstd)`);
    const file = manifest.files.find((file) => file.path === `${name}.parquet`)!;
    Object.assign(file, { sha256: await sha256Of(table), bytes: statSync(table).size });
  }
  // The contract is part of what makes content the same.
  writeFileSync(path, manifestText({ ...manifest, contract_version: "1", content_key: "0".repeat(64) }));
}

test("a snapshot of contract 1 is read as ever; the first run under the next one waits for a person, and says so", async () => {
  const place = temporaryFolder();
  const out = join(place, "out");
  const files = ["--leads", leadsFile(place, "leads.csv", 30), "--companies", companiesFile(place), ...LAGOS];
  const run = (...more: string[]) => lead(["run", ...files, "--out", out, "--json", ...more]);
  const { snapshot, answers } = JSON.parse((await run()).stdout);
  await asContract1(join(out, "snapshots", snapshot));

  const sql = async (statement: string) =>
    JSON.parse((await lead(["sql", statement, "--out", out, "--json"])).stdout).rows;
  expect(await sql("SELECT count(*) AS n FROM leads JOIN companies USING (company_id)")).toEqual([{ n: 30 }]);
  expect(JSON.parse((await lead(["answers", "--out", out, "--json"])).stdout).answers).toEqual(answers);
  expect((await lead(["history", "--out", out])).stdout).toContain(snapshot);

  const stopped = JSON.parse((await run()).stdout);
  expect(stopped.error.code).toBe("CONTRACT_CHANGED");
  expect(stopped.error.sentence).toBe("The contract changed from version 1 to version 2.");
  expect(stopped.error.way_out).toContain("--release");
  const released = JSON.parse((await run("--release", "the new columns")).stdout);
  expect([released.published, released.answers]).toEqual([true, answers]);
  expect(await sql("SELECT DISTINCT company_id, at_hq FROM leads")).toEqual([{ company_id: 2, at_hq: true }]);
  expect((await lead(["history", "--out", out])).stdout).toContain(snapshot);
}, 120_000);
