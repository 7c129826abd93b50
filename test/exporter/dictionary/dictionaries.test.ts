import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { LAGOS, lead, temporaryFolder } from "../commands/cli";
import { readTypes } from "./read-types";

interface Described {
  path: string;
  schema: { fields: { name: string; type: string; title?: string; description?: string }[] };
}
interface Table {
  path: string;
  columns: { name: string; type: string; description?: string; label?: string }[];
}

let snapshot: string;
let files: { path: string; sha256: string; bytes: number }[];
const json = (name: string) => JSON.parse(readFileSync(join(snapshot, name), "utf8"));

beforeAll(async () => {
  const out = temporaryFolder();
  const tables = ["--leads", "sample/leads.csv", "--companies", "sample/companies.csv"];
  const { stdout } = await lead(["run", ...tables, "--out", out, "--json", ...LAGOS]);
  snapshot = join(out, "snapshots", JSON.parse(stdout).snapshot);
  files = json("manifest.json").files;
});

test.each(["data-dictionary.json", "datapackage.json"])("%s is listed in the manifest, as it is", (name) => {
  const bytes = readFileSync(join(snapshot, name));
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  expect(files.find(({ path }) => path === name)).toMatchObject({ sha256, bytes: bytes.length });
});

test("both have every table of the snapshot, and each of its columns with a type that is its own", async () => {
  const resources: Described[] = json("datapackage.json").resources;
  const { tables, answers } = json("data-dictionary.json");
  const dictionary: Table[] = [...tables, ...answers];
  const paths = files.map(({ path }) => path).filter((path) => path.endsWith(".parquet"));
  expect(resources.map(({ path }) => path).sort()).toEqual(paths);
  expect(dictionary.map(({ path }) => path).sort()).toEqual(paths);
  for (const path of paths) {
    const resource = resources.find((one) => one.path === path)!;
    const types = await readTypes(join(snapshot, path));
    expect(resource.schema.fields.map(({ name, type }) => [name, type])).toEqual(types);
    const { columns } = dictionary.find((one) => one.path === path)!;
    expect(columns.map(({ name }) => name)).toEqual(types.map(([name]) => name));
    for (const { name, description, label } of columns) expect([name, description ?? label]).not.toContain(undefined);
  }
});

test("the dictionary says how the tables join", () => {
  const joins = json("data-dictionary.json").tables.flatMap((table: { joins: { on: string }[] }) => table.joins);
  expect(joins.map(({ on }: { on: string }) => on)).toContain("leads.company_id = companies.company_id");
});
