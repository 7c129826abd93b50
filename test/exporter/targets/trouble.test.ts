import { describe, expect, test } from "vitest";
import { POSTGRES, type PostgresServer } from "./postgres-server";
import { postgresWorld } from "./postgres-world";
import { selects, writeSnapshot } from "./snapshot-files";

const world = postgresWorld();
const { load, ask, one } = world;

describe.skipIf(POSTGRES === null)("what goes wrong is told with the way out, and changes nothing", () => {
  test.each([
    ["may not make a schema", "stranger", 'GRANT CREATE ON DATABASE "postgres" TO "stranger";'],
    ["may not make a table in the schema", "guest", "GRANT USAGE, CREATE ON SCHEMA"],
    ["does not own the tables", "other", 'OWNER TO "other";'],
  ])("a user who %s", async (what, user, grant) => {
    await ask(`CREATE ROLE ${user} LOGIN`);
    if (what !== "may not make a schema") {
      await load(await writeSnapshot());
      if (user === "other")
        await ask("GRANT USAGE, CREATE ON SCHEMA $S TO other; GRANT SELECT ON ALL TABLES IN SCHEMA $S TO other");
    }
    const failed = load(await writeSnapshot(), { url: world.server.url(user) });
    await expect(failed).rejects.toMatchObject({ code: "TARGET_FORBIDDEN", wayOut: expect.stringContaining(grant) });
    await ask(`DROP OWNED BY ${user}; DROP ROLE ${user}`);
  });

  test.each<[string, (server: PostgresServer) => string, string]>([
    ["a server that is away", () => "postgresql://a:secret@127.0.0.1:1/x", "TARGET_UNREACHABLE"],
    ["a host that is none", () => "postgresql://a:secret@no-such-host.invalid/x?sslmode=disable", "TARGET_UNREACHABLE"],
    [
      "a database that is none",
      ({ port }) => `postgresql://loader:secret@127.0.0.1:${port}/none`,
      "TARGET_LOGIN_REFUSED",
    ],
    [
      "a user who is none",
      ({ port }) => `postgresql://nobody:secret@127.0.0.1:${port}/postgres`,
      "TARGET_LOGIN_REFUSED",
    ],
    [
      "a server without TLS",
      ({ port }) => `postgresql://loader:secret@127.0.0.1:${port}/postgres?sslmode=require`,
      "TARGET_NOT_ENCRYPTED",
    ],
    ["an address of something else", () => "mysql://a:secret@127.0.0.1/x", "TARGET_ADDRESS"],
    ["an address that is none", () => "postgresql://a:secret@[/x", "TARGET_ADDRESS"],
  ])("%s, without the password", async (_, url, code) => {
    const failure = await load(await writeSnapshot(), { url: url(world.server) }).catch((error) => error);
    expect(failure).toMatchObject({ code });
    expect(`${failure.message} ${failure.wayOut}`).not.toContain("secret");
  });

  test("a file and a variable with the address that are not there", async () => {
    for (const place of [{ urlFile: "/none" }, { urlEnv: "LEAD_EXPORT_NOT_SET" }]) {
      const settings = { url: undefined, ...place };
      await expect(load(await writeSnapshot(), settings)).rejects.toMatchObject({ code: "TARGET_ADDRESS" });
    }
  });

  test("a trigger that drops rows is noticed", async () => {
    await load(await writeSnapshot());
    await ask(`CREATE FUNCTION $S.fewer() RETURNS trigger LANGUAGE plpgsql AS
      'BEGIN IF NEW.source_row = 5 THEN RETURN NULL; END IF; RETURN NEW; END'`);
    await ask("CREATE TRIGGER fewer BEFORE INSERT ON $S.leads FOR EACH ROW EXECUTE FUNCTION $S.fewer()");
    const failed = load(await writeSnapshot(selects({ leads: `${selects().leads} WHERE i < 7` })));
    await expect(failed).rejects.toMatchObject({
      code: "TARGET_COUNT_DIFFERS",
      message: expect.stringMatching(/leads has 7 rows.* 6/),
    });
    expect(await one("SELECT count(*)::int FROM $S.leads")).toBe(10);
  });

  test.each([
    [10, "ADD CONSTRAINT short CHECK (last_name <> 'Obi 4') NOT VALID", "short"],
    [100_000, "ADD CONSTRAINT short CHECK (last_name <> 'Obi 4') NOT VALID", "short"],
    [10, "ADD CONSTRAINT brief EXCLUDE (last_name WITH =)", "brief"],
  ])(
    "of %i rows, one that a table of somebody's own refuses (%s): no word of it is told",
    async (rows, change, name) => {
      await load(await writeSnapshot());
      await ask(`ALTER TABLE $S.leads ${change}`);
      const leads = `${selects().leads.replace("range(10)", `range(${rows})`)} UNION ALL (${selects().leads} OFFSET 4)`;
      const failure = await load(await writeSnapshot(selects({ leads }))).catch((error) => error);
      expect(failure).toMatchObject({ code: "TARGET_REFUSED", message: expect.stringContaining(name) });
      expect(failure.message).not.toContain("Obi");
    },
  );

  test("nor of what a trigger says of it", async () => {
    await load(await writeSnapshot());
    await ask(`CREATE FUNCTION $S.refuse() RETURNS trigger LANGUAGE plpgsql AS
      'BEGIN RAISE EXCEPTION ''not % here'', NEW.last_name; END'`);
    await ask("CREATE TRIGGER refuse BEFORE INSERT ON $S.leads FOR EACH ROW EXECUTE FUNCTION $S.refuse()");
    const failure = await load(await writeSnapshot()).catch((error) => error);
    expect(failure).toMatchObject({ code: "TARGET_REFUSED" });
    expect(failure.message).not.toContain("Obi");
  });
});
