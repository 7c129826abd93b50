import { execFile, execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LocalGoogle, startServer } from "../../../workbench/server/start";
import { ask } from "../server/ask";

const VERSION = "6.2.1";
const run = promisify(execFile);

/** A Python that has gspread, made once and kept under node_modules; undefined where Python or pip do not work. */
function pythonWithGspread(): string | undefined {
  const venv = join(import.meta.dirname, "../../../node_modules/.cache", `gspread-${VERSION}`);
  const python = join(venv, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
  const works = () => {
    execFileSync(python, ["-c", "import gspread"], { stdio: "ignore" });
    return python;
  };
  try {
    if (existsSync(python)) return works();
  } catch {
    rmSync(venv, { recursive: true, force: true });
  }
  try {
    execFileSync("python3", ["-m", "venv", venv], { stdio: "ignore" });
    const quiet = ["--quiet", "--disable-pip-version-check", "--retries", "1", "--timeout", "10"];
    execFileSync(python, ["-m", "pip", "install", ...quiet, `gspread==${VERSION}`], {
      stdio: "ignore",
      timeout: 120_000,
    });
    return works();
  } catch {
    rmSync(venv, { recursive: true, force: true });
    return undefined;
  }
}

const python = pythonWithGspread();
if (!python) console.warn(`gspread is not tried: python3 with pip cannot install gspread ${VERSION} here.`);

describe.skipIf(!python)("Python's gspread, unchanged", () => {
  let google: LocalGoogle;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "gspread-"));
    google = await startServer();
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await google.close();
  });

  it("opens, fills, formats, reads, finds, sorts and is refused as by Google", async () => {
    const made = await ask(`${google.url}/v4/spreadsheets`, {
      method: "POST",
      token: google.token,
      body: {
        properties: { title: "Leads", locale: "en_US", timeZone: "Africa/Lagos" },
        sheets: [{ properties: { title: "Leads" } }, { properties: { title: "Companies" } }],
      },
    });
    const id = made.json.spreadsheetId;
    const key = google.createKey();
    const keyFile = join(folder, "key.json");
    writeFileSync(keyFile, JSON.stringify(key));
    google.access.share(id, key.client_email, "writer");
    const script = join(import.meta.dirname, "gspread_client.py");
    const { stdout } = await run(python ?? "", [script, google.url, id, keyFile]);
    expect(stdout).toBe("ok\n");
    expect(new Set(google.log.calls.slice(1).map((call) => call.user ?? call.endpoint))).toEqual(
      new Set([key.client_email, "token"]),
    );
  });
});
