import { execFile, spawn } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, expect, test } from "vitest";
import { companiesFile, LAGOS, leadAlone, leadsFile, temporaryFolder } from "../commands/cli";
import { selfSigned } from "../mail/certificate";
import { azureConnection, freePort, PROGRAMS, stop, untilOpen } from "./servers";

// The real libraries sign in as a person did by `az login`, at a server that looks at their tokens and takes none but over TLS. Only az, and
// whoever issues its tokens, are stand-ins.
const folder = temporaryFolder();
const [leads, companies] = [leadsFile(folder, "leads.csv", 12), companiesFile(folder)];
const [cert, key] = [join(folder, "cert.pem"), join(folder, "key.pem")];
let env: Record<string, string>;

beforeAll(async () => {
  const pair = selfSigned("127.0.0.1");
  writeFileSync(cert, pair.cert);
  writeFileSync(key, pair.key);
  const port = await freePort();
  const secure = ["--oauth", "basic", "--cert", cert, "--key", key];
  const usual = ["--blobPort", `${port}`, "--inMemoryPersistence", "--silent", "--skipApiVersionCheck"];
  const server = spawn(process.execPath, [PROGRAMS.az, ...usual, "--disableTelemetry", ...secure], { stdio: "ignore" });
  await untilOpen(port);
  const url = `https://127.0.0.1:${port}`;
  const connection = azureConnection(url).replace("=http;", "=https;");
  const program = `import { BlobServiceClient } from "@azure/storage-blob";
    await BlobServiceClient.fromConnectionString(${JSON.stringify(connection)}).createContainer("leads");`;
  env = { NODE_EXTRA_CA_CERTS: cert, XDG_CACHE_HOME: join(folder, "cache"), AZURE_STORAGE_CONNECTION_STRING: "" };
  await promisify(execFile)(process.execPath, ["--input-type=module", "-e", program], {
    env: { ...process.env, ...env },
  });
  const azure = { endpoint: `${url}/devstoreaccount1` };
  writeFileSync(join(folder, "lead-export.config.json"), JSON.stringify({ out: "az://leads/out", azure }));
  return () => stop(server);
});

/** A folder with an `az` that says so. */
function az(name: string, script: string): string {
  const bin = join(folder, name);
  mkdirSync(bin);
  writeFileSync(join(bin, "az"), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, "az"), 0o755);
  return bin;
}

function token(): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    aud: "https://storage.azure.com",
    iss: "https://sts.windows.net/x/",
    iat: now,
    nbf: now - 60,
    exp: now + 3600,
  };
  const parts = [{ alg: "none", typ: "JWT" }, claims].map((part) =>
    Buffer.from(JSON.stringify(part)).toString("base64url"),
  );
  const accessToken = `${parts.join(".")}.c2ln`;
  const expires = new Date((now + 3600) * 1000).toISOString().slice(0, 19).replace("T", " ");
  return JSON.stringify({ accessToken, expiresOn: `${expires}.000000`, expires_on: now + 3600, tokenType: "Bearer" });
}

const withAz = (bin: string) => ({ cwd: folder, env: { ...env, PATH: `${bin}:/usr/bin:/bin` } });

test("signed in by az login, a run publishes and its readers read", { timeout: 60_000 }, async () => {
  const signedIn = withAz(az("in", `echo '${token()}'`));
  const run = await leadAlone(["run", "--leads", leads, "--companies", companies, "--json", ...LAGOS], signedIn);
  expect(run.code, run.stderr).toBe(0);
  const history = await leadAlone(["history", "--json"], signedIn);
  const [{ snapshot, current }] = JSON.parse(history.stdout).snapshots;
  expect([snapshot, current]).toEqual([JSON.parse(run.stdout).snapshot, true]);
});

test.each([
  ["not signed in", "echo 'ERROR: Please run az login to setup account.' >&2; exit 1", "STORE_NO_LOGIN"],
  [
    "signed in too long ago",
    "echo 'ERROR: AADSTS700082: The refresh token has expired due to inactivity.' >&2; exit 1",
    "STORE_LOGIN_EXPIRED",
  ],
])("%s", { timeout: 60_000 }, async (name, script, code) => {
  const { code: exit, stderr } = await leadAlone(["history"], withAz(az(name, script)));
  expect([exit, stderr]).toEqual([5, expect.stringContaining(`Error ${code}: az://leads/out`)]);
});
