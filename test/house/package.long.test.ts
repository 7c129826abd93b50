import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import manifest from "../../package.json";
import { DIST } from "../dist";

const run = promisify(execFile);

describe("the package, installed as a global program with nothing else of this repository", () => {
  const folder = mkdtempSync(join(tmpdir(), "lead-global-"));
  const bin = (name: string) => join(folder, "bin", name);
  beforeAll(async () => {
    expect(existsSync(DIST)).toBe(true);
    // As the Dockerfile does it, and docs/running.md says it.
    const { stdout } = await run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder]);
    const [{ filename }] = JSON.parse(stdout);
    const words = ["install", "--global", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", folder];
    await run("npm", [...words, "--prefer-offline", join(folder, filename)], { cwd: folder });
  }, 300_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(Object.keys(manifest.bin))("%s says its version", async (name) => {
    const { stdout } = await run(bin(name), ["--version"], { cwd: folder });
    expect(stdout.trim()).toBe(manifest.version);
  });

  test("exports the sample and shows its answers, as the repository's own does", async () => {
    const tables = ["leads", "companies"].flatMap((tab) => [`--${tab}`, resolve("sample", `${tab}.csv`)]);
    const words = ["run", ...tables, "--as-of", "2026-11-22T12:00:00+01:00", "--zone", "Africa/Lagos", "--json"];
    const [installed, own] = await Promise.all(
      [bin("lead-export"), join(DIST, "lead-export.js")].map(async (program, i) => {
        const { stdout } = await run(program, [...words, "--out", join(folder, `out${i}`)], { cwd: folder });
        return JSON.parse(stdout);
      }),
    );
    expect(installed.counts.leads.clean).toBeGreaterThan(300);
    expect([installed.counts, installed.answers]).toEqual([own.counts, own.answers]);
  });

  test("answers the health check of the image", async () => {
    const check = /^ {2}CMD (\[.*\])$/m.exec(readFileSync("Dockerfile", "utf8"))![1];
    const [program, ...words]: string[] = JSON.parse(check.replaceAll("8080", "18080"));
    const config = join(folder, "config.json");
    writeFileSync(config, JSON.stringify({ spreadsheet: "1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdefg", out: folder }));
    const serve = spawn(bin("lead-export"), ["serve", "--port", "18080", "--config", config], { cwd: folder });
    onTestFinished(() => void serve.kill());
    await Promise.race([once(serve.stdout, "data"), once(serve.stderr, "data")]);
    await expect(run(program, words)).resolves.toBeDefined();
  });
});
