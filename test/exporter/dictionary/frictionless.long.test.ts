import { execFile } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import { pythonWith } from "../../python";
import { sampleSnapshot, temporaryFolder } from "../commands/cli";

const python = await pythonWith(["frictionless[parquet]==5.21.0", "pandas==3.1.1", "pyarrow==26.0.0"]);

describe.skipIf(python === null)("the Data Package of a snapshot, as the frictionless program sees it", () => {
  let snapshot: string;
  beforeAll(async () => {
    snapshot = await sampleSnapshot();
  });

  /** What is wrong with the files of a folder, by the code of each fault. */
  async function faultsOf(folder: string): Promise<string[]> {
    const words = ["-m", "frictionless", "validate", "--json", "datapackage.json"];
    // It ends with 1 when something is wrong.
    const { stdout } = await promisify(execFile)(python!, words, { cwd: folder }).catch((error) => error);
    const { tasks, errors } = JSON.parse(stdout);
    return [...errors, ...tasks.flatMap((task: { errors: object[] }) => task.errors)].map(({ type }) => type);
  }

  test("is valid, and the files are what it says", async () => {
    expect(await faultsOf(snapshot)).toEqual([]);
  });

  test.each<[string, (text: string) => string, string]>([
    ["a column that is not there", (text) => text.replace('"first_name"', '"forename"'), "incorrect-label"],
    ["a file that is not there", (text) => text.replace("leads.parquet", "lead.parquet"), "source-error"],
    [
      "a key that is none",
      (text) => text.replace(/"primaryKey": \[[^\]]*\]/, '"primaryKey": ["country"]'),
      "primary-key",
    ],
    [
      "a key of another table that is none",
      (text) => text.replace(/("reference": \{[^}]*)"source_row"/, '$1"hq_location"'),
      "foreign-key",
    ],
  ])("%s would be found", async (_, damage, fault) => {
    const folder = temporaryFolder();
    cpSync(snapshot, folder, { recursive: true });
    const path = join(folder, "datapackage.json");
    const text = readFileSync(path, "utf8");
    writeFileSync(path, damage(text));
    expect(damage(text)).not.toBe(text);
    expect(await faultsOf(folder)).toContain(fault);
  });
});
