import { describe, expect, test } from "vitest";
import { POSTGRES } from "./postgres-server";
import { postgresWorld } from "./postgres-world";
import { selects, writeSnapshot } from "./snapshot-files";

const world = postgresWorld();
const { load, ask, one } = world;

describe.skipIf(POSTGRES === null)("a table of other columns", () => {
  const retyped = selects().leads.replace(
    "(i % 3)::INT AS company_id",
    "'c' || i % 3 AS company_id, i % 2 = 0 AS at_hq",
  );

  test("follows the files: new ones come, retyped ones change, those that are gone stay and are empty; views and grants stay", async () => {
    await load(await writeSnapshot(), { keep: 3 });
    await ask("CREATE VIEW $S.mine AS SELECT company, country_code FROM $S.leads");
    const narrower = retyped.replace("CASE WHEN i % 2 = 0 THEN 'NG' END AS country_code,", "");
    await load(await writeSnapshot(selects({ leads: narrower })), { keep: 3 });
    expect(await ask("SELECT company_id, at_hq, country_code FROM $S.leads WHERE source_row = 2")).toEqual([
      { company_id: "c0", at_hq: true, country_code: null },
    ]);
    expect(await one("SELECT count(*)::int FROM $S.mine")).toBe(10);
    // What an earlier snapshot had is kept, as the newer type.
    expect(await ask("SELECT company_id, at_hq FROM $S.history_leads WHERE source_row = 3 ORDER BY at_hq")).toEqual([
      { company_id: "c1", at_hq: false },
      { company_id: "1", at_hq: null },
    ]);
    const indexes = await ask(
      `SELECT indexname FROM pg_indexes WHERE schemaname = '${world.schema}' AND tablename = 'leads'`,
    );
    expect(indexes.map(({ indexname }) => indexname)).toContain("leads_company_id_index");
  });

  test("is refused where a view needs the type, and the old rows stay", async () => {
    const old = await writeSnapshot();
    await load(old);
    await ask("CREATE VIEW $S.mine AS SELECT company_id FROM $S.leads");
    await expect(load(await writeSnapshot(selects({ leads: retyped })))).rejects.toMatchObject({
      code: "TARGET_SHAPE",
    });
    expect(await one("SELECT count(company_id)::int FROM $S.mine")).toBe(10);
    await ask("DROP VIEW $S.mine");
    expect(await load(await writeSnapshot(selects({ leads: retyped })))).toBe(true);
  });

  test("a column of somebody's own is left alone, unless no row could be without it", async () => {
    await load(await writeSnapshot());
    await ask("ALTER TABLE $S.leads ADD COLUMN region text DEFAULT 'west', DROP COLUMN title");
    await load(await writeSnapshot());
    expect(await ask("SELECT DISTINCT region, title FROM $S.leads")).toEqual([{ region: "west", title: "CTO" }]);
    await ask(
      "ALTER TABLE $S.leads ADD COLUMN score int NOT NULL DEFAULT 1; ALTER TABLE $S.leads ALTER score DROP DEFAULT",
    );
    await expect(load(await writeSnapshot())).rejects.toMatchObject({ code: "TARGET_SHAPE" });
  });

  test.each([
    ["a table", "CREATE TABLE $S.leads AS SELECT 1 AS precious"],
    ["a view", "CREATE VIEW $S.leads AS SELECT 1 AS precious"],
    [
      "a table, which its comment has us read,",
      "CREATE TABLE $S.leads AS SELECT 1 AS precious; COMMENT ON TABLE $S.leads IS 'What Lead Export had'",
    ],
  ])("%s of somebody's own with that name is never emptied", async (_, sql) => {
    await ask("CREATE SCHEMA $S AUTHORIZATION loader");
    await ask(sql);
    await expect(load(await writeSnapshot())).rejects.toMatchObject({
      code: "TARGET_IN_USE",
      wayOut: expect.stringContaining(`"${world.schema}"."leads" RENAME TO "my_leads"`),
    });
    expect(await ask("SELECT * FROM $S.leads")).toEqual([{ precious: 1 }]);
  });
});
