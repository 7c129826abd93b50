import pg from "pg";
import type { PostgresSettings } from "../../config/target-settings";
import { Failure } from "../../words/failure";
import { type AddressPlace, connectionTo } from "./address";
import { type Database, withDatabase } from "./connect";
import { quotedName, quotedText } from "./identifiers";

/** The role that all readers of a target share. */
export interface Readers {
  readonly role: string;
  /** How many of its connections may be open at once. */
  readonly connections: number;
  /** As PostgreSQL keeps it; `null` leaves the password as it is. */
  readonly verifier: string | null;
}

/** A statement, and the one that gives whoever may not run it the right to. */
interface Step {
  readonly sql: string;
  readonly grant: string;
}

export interface ReadersPlan {
  readonly sql: readonly string[];
  /** Where readers connect: without a password. */
  readonly address: string;
  readonly isApplied: boolean;
}

/**
 * What lets readers see a target, and nothing else: the schema, their role with a limit of connections, and its right to read every table
 * there is and will be. `apply` runs it in one transaction, as the user of `admin`. Throws `TARGET_FORBIDDEN` with the GRANT that is missing.
 */
export async function letReadersIn(
  target: PostgresSettings,
  admin: AddressPlace | null,
  readers: Readers,
  apply: boolean,
): Promise<ReadersPlan> {
  const { user, host, port, database } = new pg.Client(connectionTo(target));
  const loader = user!;
  return withDatabase(
    admin ?? target,
    async (connection) => {
      const steps = await stepsFor(connection, target.schema, loader, readers);
      if (apply) await applySteps(connection, steps, target.schema, loader, readers.role);
      return {
        sql: steps.map(({ sql }) => `${sql};`),
        address: `postgresql://${encodeURIComponent(readers.role)}@${host}:${port}/${encodeURIComponent(database!)}`,
        isApplied: apply,
      };
    },
    database,
  );
}

async function stepsFor({ ask, client }: Database, schema: string, loader: string, readers: Readers): Promise<Step[]> {
  const [{ schemas, roles }] = (await ask(
    `SELECT ARRAY(SELECT nspname::text FROM pg_catalog.pg_namespace WHERE nspname = $1) AS schemas,
       ARRAY(SELECT rolname::text FROM pg_catalog.pg_roles WHERE rolname IN ($2, $3)) AS roles`,
    [schema, loader, readers.role],
  )) as { schemas: string[]; roles: string[] }[];
  const me = quotedName(client.user!);
  const [at, base, owner, reader] = [schema, client.database!, loader, readers.role].map((name) => quotedName(name));
  const makeRoles = `ALTER ROLE ${me} CREATEROLE;`;
  const actAsLoader = `GRANT ${owner} TO ${me};`;
  const isNew = !roles.includes(readers.role);
  const changeRole = isNew ? makeRoles : `GRANT ${reader} TO ${me} WITH ADMIN OPTION; ${makeRoles}`;
  const password = readers.verifier === null ? "" : ` PASSWORD ${quotedText(readers.verifier)}`;
  const steps: Step[] = [];
  if (!roles.includes(loader)) steps.push({ sql: `CREATE ROLE ${owner} LOGIN`, grant: makeRoles });
  if (!schemas.includes(schema)) {
    const grant = `GRANT CREATE ON DATABASE ${base} TO ${me};${loader === client.user ? "" : ` ${actAsLoader}`}`;
    steps.push({ sql: `CREATE SCHEMA ${at} AUTHORIZATION ${owner}`, grant });
  }
  const limit = `LOGIN CONNECTION LIMIT ${readers.connections}${password}`;
  steps.push(
    { sql: `${isNew ? "CREATE" : "ALTER"} ROLE ${reader} ${limit}`, grant: changeRole },
    { sql: `ALTER ROLE ${reader} SET default_transaction_read_only = on`, grant: changeRole },
    // Who forgets a transaction keeps deleted rows from being freed.
    { sql: `ALTER ROLE ${reader} SET idle_in_transaction_session_timeout = '5min'`, grant: changeRole },
    { sql: `GRANT USAGE ON SCHEMA ${at} TO ${reader}`, grant: actAsLoader },
    { sql: `GRANT SELECT ON ALL TABLES IN SCHEMA ${at} TO ${reader}`, grant: actAsLoader },
    {
      sql: `ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} IN SCHEMA ${at} GRANT SELECT ON TABLES TO ${reader}`,
      grant: actAsLoader,
    },
  );
  return steps;
}

async function applySteps(
  { ask, client }: Database,
  steps: readonly Step[],
  schema: string,
  loader: string,
  role: string,
): Promise<void> {
  await ask("BEGIN");
  for (const { sql, grant } of steps) await ask(sql, [], grant);
  // A GRANT by who may not give all of it is a mere warning to the server.
  const [{ unread }] = await ask(
    `SELECT ARRAY(
       SELECT c.relname::text FROM pg_catalog.pg_class c
       WHERE c.relnamespace = n.oid AND c.relkind IN ('r', 'p', 'v') AND NOT has_table_privilege($2, c.oid, 'SELECT')
     ) || CASE WHEN has_schema_privilege($2, n.oid, 'USAGE') THEN '{}' ELSE ARRAY[n.nspname::text] END AS unread
     FROM pg_catalog.pg_namespace n WHERE n.nspname = $1`,
    [schema, role],
  );
  const [first] = unread as string[];
  if (first !== undefined) {
    const sentence = `The database user ${client.user} may not let ${role} read ${first}.`;
    throw new Failure("TARGET_FORBIDDEN", sentence, {
      grant: `GRANT ${quotedName(loader)} TO ${quotedName(client.user!)};`,
    });
  }
  await ask("COMMIT");
}
