import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { ask } from "./ask";

const root = join(import.meta.dirname, "../../..");
let folder: string;
let program: string;
const running: ChildProcess[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "lead-workbench-"));
  program = join(folder, "dist", "lead-workbench.mjs");
  const asked =
    "import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);";
  await build({
    entryPoints: [join(root, "workbench/main.ts")],
    outfile: program,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    banner: { js: asked },
    logLevel: "warning",
  });
  cpSync(join(root, "sample"), join(folder, "sample"), { recursive: true });
});
afterEach(() => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Started {
  child: ChildProcess;
  lines: string[];
  url: string;
  id: string;
  token: string;
  errors(): string;
}

function launch(args: string[]): ChildProcess {
  const child = spawn(process.execPath, [program, ...args], { cwd: folder });
  running.push(child);
  return child;
}

/** Runs the command to its end. */
async function run(...args: string[]): Promise<{ code: number; out: string; errors: string }> {
  const child = launch(args);
  let [out, errors] = ["", ""];
  child.stdout?.on("data", (text) => {
    out += text;
  });
  child.stderr?.on("data", (text) => {
    errors += text;
  });
  const [code] = await once(child, "close");
  return { code, out, errors };
}

/** Starts the command and waits for what it prints. */
async function serve(...args: string[]): Promise<Started> {
  const child = launch(["--headless", ...args]);
  let errors = "";
  child.stderr?.on("data", (text) => {
    errors += text;
  });
  const out = await new Promise<string>((resolve, reject) => {
    let text = "";
    child.stdout?.on("data", (piece) => {
      text += piece;
      if (/^Token: .*\n/m.test(text)) resolve(text);
    });
    child.on("close", () => reject(new Error(`It ended: ${errors}`)));
  });
  const after = (label: string) => new RegExp(`^${label} (\\S+)$`, "m").exec(out)?.[1] ?? "";
  return {
    child,
    lines: out.trimEnd().split("\n"),
    url: after("Listening on"),
    id: after("Workbook:"),
    token: after("Token:"),
    errors: () => errors,
  };
}

async function stop({ child }: Started, signal: NodeJS.Signals = "SIGTERM"): Promise<number> {
  child.kill(signal);
  const [code] = await once(child, "close");
  return code;
}

const values = async ({ url, id, token }: Started, range: string, query = "") =>
  (await ask(`${url}/v4/spreadsheets/${id}/values/${range}${query}`, { token })).json.values;
const type = ({ url, id, token }: Started, range: string, text: string) =>
  ask(`${url}/v4/spreadsheets/${id}/values/${range}?valueInputOption=RAW`, {
    method: "PUT",
    token,
    body: { values: [[text]] },
  });

describe("lead-workbench --headless", () => {
  it("prints where it listens, the workbook and the token, a line each, and stops cleanly", async () => {
    const started = await serve("--port", "0");
    expect(started.lines).toEqual([
      expect.stringMatching(/^Listening on http:\/\/127\.0\.0\.1:\d+$/),
      expect.stringMatching(/^Workbook: \S+$/),
      expect.stringMatching(/^Token: \S+$/),
    ]);
    expect(await values(started, "Leads!A1:F1")).toEqual([
      ["Company", "First Name", "Last Name", "Title", "Country", "Timestamp"],
    ]);
    expect(await values(started, "Companies!A1:Z1")).toEqual([["Company", "HQ Location"]]);
    expect(await stop(started)).toBe(0);
    expect(started.errors()).toBe("");
  });

  it("--sample has the bundled rows, with real dates", async () => {
    const started = await serve("--port", "0", "--sample");
    const book = await ask(`${started.url}/v4/spreadsheets/${started.id}`, { token: started.token });
    expect(book.json.properties).toMatchObject({ title: "Leads", timeZone: "Africa/Lagos", locale: "en_US" });
    const titles = book.json.sheets.map((sheet: { properties: { title: string } }) => sheet.properties.title);
    expect(titles).toEqual(["Leads", "Companies", "Summary", "Exports"]);

    const rows = await values(started, "Leads", "?valueRenderOption=UNFORMATTED_VALUE");
    const shown = await values(started, "Leads");
    const lines = readFileSync(join(folder, "sample/leads.csv"), "utf8").trimEnd().split("\n");
    expect(rows.length).toBe(lines.length);
    const first = lines[1]?.split(",") ?? [];
    expect(rows[1].slice(0, 5)).toEqual(first.slice(0, 5));
    expect(rows[1][5]).toBeTypeOf("number");
    expect(shown[1][5]).toBe(first[5]);
    // 1899-12-30 is day 0: https://developers.google.com/sheets/api/reference/rest/v4/DateTimeRenderOption
    const typed =
      /^(\d+)\/(\d+)\/(\d+) (\d+):(\d+):(\d+)$/
        .exec(first[5] ?? "")
        ?.slice(1)
        .map(Number) ?? [];
    const [month = 0, day = 0, year = 0, ...time] = typed as [number, number, number, number, number, number];
    expect(Math.round(rows[1][5] * 86_400)).toBe(
      (Date.UTC(year, month - 1, day, ...time) - Date.UTC(1899, 11, 30)) / 1000,
    );
    await stop(started);
  });

  it("--book keeps the workbook over a stop, whichever way it stops", async () => {
    const file = join(folder, "kept.json");
    const first = await serve("--port", "0", "--book", file);
    expect(existsSync(file)).toBe(true);
    await type(first, "Leads!A2", "Lumen Ltd");
    expect(await stop(first, "SIGINT")).toBe(0);

    const second = await serve("--port", "0", "--book", file, "--sample");
    expect(second.id).toBe(first.id);
    expect(second.errors()).toContain("the sample was not put in");
    expect(await values(second, "Leads!A2")).toEqual([["Lumen Ltd"]]);
    await type(second, "Leads!A3", "Baobab GmbH");
    await waitFor(() => readFileSync(file, "utf8").includes("Baobab GmbH"));
    await stop(second, "SIGKILL");

    const third = await serve("--port", "0", "--book", file);
    expect(await values(third, "Leads!A2:A3")).toEqual([["Lumen Ltd"], ["Baobab GmbH"]]);
    await stop(third);
    expect(readdirSync(folder).filter((name) => name.startsWith("kept.json"))).toEqual(["kept.json"]);
  });

  it("--key-file writes a key once, and the account survives a new start", async () => {
    const file = join(folder, "key.json");
    const first = await serve("--port", "0", "--key-file", file);
    const before = JSON.parse(readFileSync(file, "utf8"));
    expect(before.token_uri).toBe(`${first.url}/token`);
    await stop(first);
    const second = await serve("--port", "0", "--key-file", file);
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({ ...before, token_uri: `${second.url}/token` });
    await stop(second);
  });

  it("takes another port when the usual one is taken", async () => {
    const taken = createServer();
    // Somebody else's program may have it already: that will do as well.
    await new Promise((resolve) => taken.once("listening", resolve).once("error", resolve).listen(8787, "127.0.0.1"));
    const started = await serve();
    expect(started.url).not.toBe("http://127.0.0.1:8787");
    taken.close();
    await stop(started);
  });
});

describe("lead-workbench refuses", () => {
  it("a port that is taken, when it was asked for", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const { port } = taken.address() as { port: number };
    const { code, errors } = await run("--headless", "--port", String(port));
    taken.close();
    expect([code, errors]).toEqual([1, expect.stringContaining(`Port ${port} is taken.`)]);
  });

  it.each([
    [["--headless", "--port", "banana"], "A port is a number from 0 to 65535."],
    [["--headless", "--port", "70000"], "A port is a number from 0 to 65535."],
    [["--headles"], "unknown option"],
    [["--headless", "more"], "too many arguments"],
  ])("%j with exit code 2", async (args, words) => {
    const { code, errors } = await run(...args);
    expect([code, errors]).toEqual([2, expect.stringContaining(words)]);
  });

  it("a workbook file it did not save, and a key file that is not its own, and touches neither", async () => {
    const file = join(folder, "other.json");
    for (const text of ["not JSON", "null", "7", "[]", "{}", '{"a":1}']) {
      writeFileSync(file, text);
      for (const option of ["--book", "--key-file"]) {
        const { code, errors } = await run("--headless", "--port", "0", option, file);
        expect([text, code > 0, errors]).toEqual([text, true, expect.stringContaining(file)]);
        expect(errors).not.toContain("    at ");
        expect(readFileSync(file, "utf8")).toBe(text);
      }
    }
  });
});

it("lead-workbench --help names every option", async () => {
  const { code, out } = await run("--help");
  expect(code).toBe(0);
  for (const option of ["--headless", "--port", "--book", "--sample", "--key-file", "--quota"]) {
    expect(out).toContain(option);
  }
});

async function waitFor(true_: () => boolean): Promise<void> {
  while (!true_()) await new Promise((resolve) => setTimeout(resolve, 20));
}
