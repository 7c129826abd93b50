// node scripts/store-servers.mjs: builds the servers against which buckets are tested, once, into the user's cache. Prints what it does; ends well
// also when one cannot be had, since its tests then say that they are not run.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { SERVERS, serverPath, serversFolder } from "./store-server-paths.mjs";

/** Go reads many modules on its way. */
const PATIENCE_MS = 20 * 60_000;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await mkdir(serversFolder(), { recursive: true });
  for (const name of Object.keys(SERVERS)) await build(name);
}

async function build(name) {
  if (existsSync(serverPath(name))) return;
  console.log(`${name} is built, once; this takes some minutes.`);
  const env = { ...process.env, GOBIN: serversFolder(), GOFLAGS: "-mod=mod" };
  try {
    await promisify(execFile)("go", ["install", SERVERS[name]], { env, timeout: PATIENCE_MS });
  } catch (error) {
    console.log(`${name} cannot be had (${String(error).split("\n")[0]}): its tests are not run.`);
  }
}
