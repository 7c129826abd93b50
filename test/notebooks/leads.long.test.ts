import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { lead, temporaryFolder } from "../exporter/commands/cli";
import { pythonWith } from "../python";

const requirements = readFileSync("notebooks/requirements.txt", "utf8").trim().split("\n");
// moto is a store that speaks S3.
const python = await pythonWith([...requirements, "moto[server]==5.2.5"]);

/** Runs the notebook on what was published there. Returns what its cells print, or throws with the error of one. */
async function runNotebook(out: string, env: Record<string, string> = {}): Promise<string> {
  const surroundings = { ...process.env, ...env, LEADS_OUT: out };
  const { stdout } = await promisify(execFile)(python!, ["notebooks/execute.py"], { env: surroundings });
  return stdout;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

// Each notebook starts Python and pandas, which takes long where cores are shared.
describe.skipIf(python === null)("notebooks/leads.ipynb", { timeout: 120_000 }, () => {
  const folder = temporaryFolder();
  const out = join(folder, "out");
  const snapshots: string[] = [];
  /** Publishes the sample's leads but for those of some lines. */
  async function publish(day: string, isLeft: (line: number) => boolean): Promise<void> {
    const lines = readFileSync("sample/leads.csv", "utf8").split("\n");
    const leads = join(folder, `${day}.csv`);
    writeFileSync(leads, lines.filter((_, i) => i === 0 || isLeft(i)).join("\n"));
    const files = ["--leads", leads, "--companies", "sample/companies.csv", "--out", out, "--zone", "Africa/Lagos"];
    const { stdout } = await lead(["run", ...files, "--as-of", `${day}T12:00:00+01:00`, "--json"]);
    snapshots.push(JSON.parse(stdout).snapshot);
  }

  beforeAll(() => publish("2026-11-21", (line) => line < 380));

  test("draws the answers of a first snapshot, and says that there is none before it", async () => {
    expect(await runNotebook(out)).toBe(
      `${snapshots[0]}, as of 2026-11-21T11:00:00.000Z in Africa/Lagos\nThere is no snapshot before this one.\n1 pictures\n`,
    );
  });

  test("draws the answers of the second, and what changed", async () => {
    await publish("2026-11-22", (line) => line < 120 || line > 130);
    const said = await runNotebook(out);
    expect(said).toBe(`${snapshots[1]}, as of 2026-11-22T11:00:00.000Z in Africa/Lagos\n2 pictures\n`);
  });

  test("reads the same from a bucket", async () => {
    const port = await freePort();
    const store = spawn(python!, ["-m", "moto.server", "-p", String(port)], { stdio: "ignore" });
    onTestFinished(() => void store.kill());
    const url = `http://127.0.0.1:${port}`;
    await expect
      .poll(
        () =>
          fetch(url).then(
            ({ ok }) => ok,
            () => false,
          ),
        { timeout: 30_000 },
      )
      .toBe(true);
    const env = {
      AWS_ENDPOINT_URL_S3: url,
      AWS_ACCESS_KEY_ID: "key",
      AWS_SECRET_ACCESS_KEY: "secret",
      AWS_REGION: "us-east-1",
    };
    const put =
      "import s3fs, sys; s3 = s3fs.S3FileSystem(); s3.mkdir('leads'); s3.put(sys.argv[1], 'leads/daily', recursive=True)";
    await promisify(execFile)(python!, ["-c", put, out], { env: { ...process.env, ...env } });
    expect(await runNotebook("s3://leads/daily", env)).toBe(await runNotebook(out));
  }, 120_000);

  test.each([
    ["the leads of another day", "leads.parquet"],
    ["an answer of another day", "answers/leads_per_month.parquet"],
  ])("ends with an error where a snapshot holds %s", async (_, file) => {
    const mixed = join(folder, file.replace("/", "-"));
    cpSync(out, mixed, { recursive: true });
    const [first, second] = snapshots.map((name) => join(mixed, "snapshots", name, file));
    cpSync(first, second);
    await expect(runNotebook(mixed)).rejects.toThrow("AssertionError");
  });
});
