import pg from "pg";
import type { PostgresSettings } from "../../config/target-settings";
import type { Target } from "../target";
import { connectionTo } from "./address";
import { forgetInSchema } from "./forget";
import { loadSnapshot } from "./load";

/** A schema of a PostgreSQL database with the tables of the current snapshot. Throws `TARGET_ADDRESS`. */
export function postgresTarget(settings: PostgresSettings): Target {
  const { host, port, database } = new pg.Client(connectionTo(settings));
  return {
    name: `the schema ${settings.schema} of the PostgreSQL database ${database} at ${host}:${port}`,
    load: (snapshot, onProgress) => loadSnapshot(settings, snapshot, onProgress),
    forget: (isTheirs, forgetting) => forgetInSchema(settings, isTheirs, forgetting),
  };
}
