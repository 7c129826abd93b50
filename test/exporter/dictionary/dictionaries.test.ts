import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { dataDictionary } from "../../../exporter/dictionary/data-dictionary";
import { dataPackage } from "../../../exporter/dictionary/data-package";
import { DATA_MODEL } from "../../../exporter/tables/data-model";
import { sampleSnapshot } from "../commands/cli";
import { readTypes } from "./read-types";

interface Described {
  path: string;
  schema: { fields: { name: string; type: string; title?: string; description?: string }[] };
}
interface Table {
  paths: string[];
  columns: { name: string; type: string; description?: string; label?: string }[];
}

let snapshot: string;
let files: { path: string; sha256: string; bytes: number }[];
const json = (name: string) => JSON.parse(readFileSync(join(snapshot, name), "utf8"));

beforeAll(async () => {
  snapshot = await sampleSnapshot();
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
  expect(dictionary.flatMap((table) => table.paths).sort()).toEqual(paths);
  for (const path of paths) {
    const resource = resources.find((one) => one.path === path)!;
    const types = await readTypes(join(snapshot, path));
    expect(resource.schema.fields.map(({ name, type }) => [name, type])).toEqual(types);
    const { columns } = dictionary.find((one) => one.paths.includes(path))!;
    expect(columns.map(({ name }) => name)).toEqual(types.map(([name]) => name));
    for (const { name, description, label } of columns) expect([name, description ?? label]).not.toContain(undefined);
  }
});

test("a table of several parts has them all, in both", () => {
  const about = { ...json("manifest.json"), questions: [] };
  const parts = ["leads/part-00000.parquet", "leads/part-00001.parquet"];
  const written = [...parts, "companies.parquet", "held.parquet", "duplicates.parquet"];
  expect(dataDictionary(about, DATA_MODEL, written)).toMatchObject({
    tables: [{ paths: parts }, { name: "companies" }, {}, {}],
  });
  expect(dataPackage(about, DATA_MODEL, written)).toMatchObject({
    resources: [{ path: parts }, { path: "companies.parquet" }, {}, {}],
  });
});

test("the dictionary says how the tables join", () => {
  const joins = json("data-dictionary.json").tables.flatMap((table: { joins: { on: string }[] }) => table.joins);
  expect(joins.map(({ on }: { on: string }) => on)).toContain("leads.company_id = companies.company_id");
});
