import * as v from "valibot";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { targetsSettings } from "../../../exporter/config/target-settings";
import type { SnapshotFiles } from "../../../exporter/publish/put-snapshot";
import { openTarget } from "../../../exporter/targets/open-target";
import { openPostgres, POSTGRES, type PostgresServer } from "./postgres-server";
import { removeSnapshotsAfterwards } from "./snapshot-files";

/** A server for the tests of a file, with a schema for each of them. */
export interface PostgresWorld {
  readonly server: PostgresServer;
  schema: string;
  /** Loads as a target of the configuration does; settings are its own. */
  load(snapshot: SnapshotFiles, settings?: object): Promise<boolean>;
  /** Asks as the administrator; `$S` is the schema. */
  ask(sql: string): Promise<Record<string, unknown>[]>;
  /** The first value of the first row. */
  one(sql: string): Promise<unknown>;
}

/** For the top of a test file. */
export function postgresWorld(): PostgresWorld {
  let server: PostgresServer;
  let schemas = 0;
  beforeAll(async () => {
    if (POSTGRES === null) return;
    server = await openPostgres();
    await server.ask("CREATE ROLE loader LOGIN; GRANT CREATE ON DATABASE postgres TO loader");
  });
  afterAll(() => server?.stop());
  removeSnapshotsAfterwards();
  const world: PostgresWorld = {
    get server() {
      return server;
    },
    schema: "",
    async load(snapshot, settings = {}) {
      const usual = { kind: "postgres", url: server.url("loader"), schema: world.schema };
      const [target] = v.parse(targetsSettings, [{ ...usual, ...settings }]);
      return (await openTarget(target)).load(snapshot, () => {});
    },
    ask: (sql) => server.ask(sql.replaceAll("$S", () => `"${world.schema.replaceAll('"', '""')}"`)),
    one: async (sql) => Object.values((await world.ask(sql))[0])[0],
  };
  beforeEach(() => {
    world.schema = `leads_${++schemas}`;
  });
  return world;
}
