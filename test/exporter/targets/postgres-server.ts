import { execFileSync, spawn } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";

/** A PostgreSQL server of its own, on this machine, that trusts whoever connects. */
export interface PostgresServer {
  readonly port: number;
  /** Its folder is reached by the user it runs as. */
  readonly folder: string;
  /** The address of a database for a user. */
  url(user?: string, database?: string): string;
  /** Asks as its administrator. */
  ask(sql: string, database?: string): Promise<Record<string, unknown>[]>;
  stop(): Promise<void>;
}

const DEBIAN = "/usr/lib/postgresql";

/** The newest PostgreSQL's programs, or `null`: then the tests that want one are skipped, and say so. */
export const POSTGRES = programs();

function programs(): string | null {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const folder = versions.map((version) => join(DEBIAN, version, "bin")).find((bin) => existsSync(join(bin, "initdb")));
  if (folder === undefined)
    console.warn("PostgreSQL is not installed (apt-get install postgresql): its tests are skipped");
  return folder ?? null;
}

/** A server will not run as root: then it runs as the user that its package made. */
export function serverOwner(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

/** Starts a server with settings such as `max_connections`, with rules of who may log in how, and with more files in its folder. */
export async function openPostgres(
  settings: Record<string, string | number> = {},
  hba: string | null = null,
  addTo: (data: string) => void = () => {},
): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), "lead-postgres-"));
  const owner = serverOwner();
  chmodSync(folder, 0o711);
  const data = join(folder, "data");
  mkdirSync(data, 0o700);
  if (owner.uid !== undefined) chownSync(data, owner.uid, owner.gid!);
  const initdb = ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"];
  execFileSync(join(POSTGRES!, "initdb"), initdb, { ...owner, cwd: "/", stdio: "ignore" });
  const port = await freePort();
  const lines = Object.entries({
    fsync: "off",
    listen_addresses: "'127.0.0.1'",
    unix_socket_directories: "''",
    port,
    ...settings,
  });
  writeFileSync(join(data, "postgresql.auto.conf"), lines.map(([name, value]) => `${name} = ${value}\n`).join(""));
  addTo(data);
  if (hba !== null) writeFileSync(join(data, "pg_hba.conf"), hba);
  const server = spawn(join(POSTGRES!, "postgres"), ["-D", data], { ...owner, cwd: "/", stdio: "ignore" });
  const ended = new Promise((resolve) => server.once("exit", resolve));
  const url = (user = "postgres", database = "postgres") =>
    `postgresql://${user}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
  const ask = async (sql: string, database?: string) => {
    const client = new pg.Client(url("postgres", database));
    client.on("error", () => {});
    await client.connect();
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  };
  await answering(() => ask("SELECT 1"));
  return {
    port,
    folder,
    url,
    ask,
    async stop() {
      // Does not wait for clients.
      server.kill("SIGINT");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Waits until a server answers. */
export async function answering(ask: () => Promise<unknown>): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      await ask();
      return;
    } catch (error) {
      if (tries > 400) throw error;
      await new Promise((later) => setTimeout(later, 50));
    }
  }
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as { port: number };
  await new Promise((closed) => server.close(closed));
  return port;
}
