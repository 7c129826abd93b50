import { spawn } from "node:child_process";
import { chownSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { answering, freePort, type PostgresServer, serverOwner } from "./postgres-server";

const PROGRAM = "/usr/sbin/pgbouncer";

/** Whether there is one; its tests are skipped otherwise, and say so. */
export const HAS_PGBOUNCER = existsSync(PROGRAM);
if (!HAS_PGBOUNCER) console.warn("pgbouncer is not installed (apt-get install pgbouncer): its tests are skipped");

/** Starts the pgbouncer of `deploy/` before a server; ports and files are other ones here. Returns its port. */
export async function openPgbouncer(
  server: PostgresServer,
  login: { user: string; verifier: string },
): Promise<{ port: number; stop(): Promise<void> }> {
  const port = await freePort();
  const [ini, users] = ["pgbouncer.ini", "userlist.txt"].map((name) => join(server.folder, name));
  const shipped = readFileSync("deploy/pgbouncer/pgbouncer.ini", "utf8");
  const here = {
    "host=127.0.0.1 port=5432 dbname=leads": `host=127.0.0.1 port=${server.port} dbname=postgres`,
    "listen_port = 6432": `listen_port = ${port}`,
    "/etc/pgbouncer/userlist.txt": users,
  };
  const text = Object.entries(here).reduce((text, [theirs, ours]) => {
    if (!text.includes(theirs)) throw new Error(`deploy/pgbouncer/pgbouncer.ini has no ${theirs}`);
    return text.replace(theirs, ours);
  }, shipped);
  writeFileSync(ini, `${text}unix_socket_dir =\n`);
  writeFileSync(users, `"${login.user}" "${login.verifier}"\n`);
  const owner = serverOwner();
  for (const path of [ini, users]) if (owner.uid !== undefined) chownSync(path, owner.uid, owner.gid!);
  const bouncer = spawn(PROGRAM, ["-q", ini], { ...owner, cwd: "/", stdio: "ignore" });
  const ended = new Promise((resolve) => bouncer.once("exit", resolve));
  await answering(async () => {
    // It refuses whoever has no password, which is an answer.
    const client = new pg.Client({ host: "127.0.0.1", port, user: "nobody", database: "leads", password: "x" });
    client.on("error", () => {});
    const refusal = await client.connect().catch((error) => error);
    if (refusal.code === "ECONNREFUSED") throw refusal;
  });
  return {
    port,
    async stop() {
      bouncer.kill("SIGKILL");
      await ended;
    },
  };
}
