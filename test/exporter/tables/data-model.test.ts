import { readFileSync } from "node:fs";
import { join } from "node:path";
import { tableFromIPC } from "apache-arrow";
import { parquetMetadata } from "hyparquet";
import { beforeAll, describe, expect, test } from "vitest";
import { tableColumns } from "../../../exporter/questions/tables";
import { DATA_MODEL } from "../../../exporter/tables/data-model";
import { COMPANIES, LEADS } from "../../../shared/contract";
import { sampleSnapshot } from "../commands/cli";
import { select } from "../e2e/parquet";

let snapshot: string;
beforeAll(async () => {
  snapshot = await sampleSnapshot();
});

describe.each(DATA_MODEL)("$name of the sample", ({ name, columns, primaryKey, uniqueKeys, foreignKeys, joins }) => {
  const footer = () => {
    const bytes = readFileSync(join(snapshot, `${name}.parquet`));
    return parquetMetadata(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  };
  const keyValue = (key: string) => footer().key_value_metadata?.find((pair) => pair.key === key)?.value ?? "";

  test("has the columns of the model, null where it says so and nowhere else", async () => {
    const [[types]] = await select(snapshot, `SELECT list(column_name || ' ' || column_type) FROM (DESCRIBE ${name})`);
    const expected = tableColumns(LEADS, COMPANIES)[name].replaceAll("TIMESTAMPTZ", "TIMESTAMP WITH TIME ZONE");
    expect((types as string[]).join(", ")).toBe(expected);
    const [, ...written] = footer().schema;
    expect(written.map((column) => [column.name, column.repetition_type === "OPTIONAL"])).toEqual(
      columns.map((column) => [column.name, column.nullable]),
    );
  });

  test("says what each column holds, in its Arrow schema and in a key of its own", () => {
    const described = Object.fromEntries(columns.map((column) => [column.name, column.description]));
    expect(new Set(Object.values(described)).size).toBe(columns.length);
    expect(JSON.parse(keyValue("lead_export.columns"))).toEqual(described);
    const { schema } = tableFromIPC(Buffer.from(keyValue("ARROW:schema"), "base64"));
    expect(Object.fromEntries(schema.fields.map((field) => [field.name, field.metadata.get("description")]))).toEqual(
      described,
    );
  });

  test("has no two rows equal in a key, and something in it", async () => {
    for (const key of [primaryKey, ...uniqueKeys]) {
      const list = key.join(", ");
      const [[rows, distinct]] = await select(
        snapshot,
        `SELECT count(*)::INT, count(DISTINCT (${list}))::INT FROM ${name}`,
      );
      expect([list, rows, Number(rows) > 0]).toEqual([list, distinct, true]);
    }
  });

  test.each(foreignKeys)("names one row of $to in $columns.0, or none", async ({ to, columns: [own, other] }) => {
    const named = `(SELECT count(*) FROM ${to} other WHERE other.${other} = ${name}.${own})`;
    const found = await select(snapshot, `SELECT DISTINCT ${own} IS NULL, ${named}::INT FROM ${name} ORDER BY ALL`);
    expect(found).toEqual([
      [false, 1],
      [true, 0],
    ]);
  });

  test.each(joins)("joins $to on $on", async ({ to, on, columns: [own, other] }) => {
    const [[found]] = await select(snapshot, `SELECT count(*)::INT FROM ${name} JOIN ${to} ON ${on}`);
    expect(found).toBeGreaterThan(0);
    for (const column of [`${name}.${own}`, `${to}.${other}`]) expect(on).toContain(column);
  });
});

test("each duplicate finds the one row that it repeats, in the table of its tab", async () => {
  const { joins } = DATA_MODEL.find(({ name }) => name === "duplicates")!;
  const counts = joins.map(({ to, on }) => `(SELECT count(*) FROM ${to} WHERE ${on})`);
  const found = await select(
    snapshot,
    `SELECT (${counts.join(" + ")})::INT AS winners, count(*) > 1 FROM duplicates GROUP BY ALL`,
  );
  expect(found).toEqual([[1, true]]);
});

test("a lead finds a company for each of its headquarters, or is warned that it has none", async () => {
  const [{ joins }] = DATA_MODEL;
  const unlike = await select(
    snapshot,
    `SELECT leads.source_row FROM leads
     WHERE (SELECT count(*) FROM companies WHERE ${joins[0].on})
       <> (SELECT count(*) FROM companies WHERE lower(companies.company) = lower(leads.company))
       OR (coalesce(warnings, '') LIKE '%UNKNOWN_COMPANY%') = EXISTS (FROM companies WHERE ${joins[0].on})`,
  );
  expect(unlike).toEqual([]);
});
