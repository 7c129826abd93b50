import { execFile, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { isBuiltin } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import manifest from "../../package.json";
import { NOT_BUNDLED } from "../../scripts/not-bundled.mjs";
import { DIST } from "../dist";

const run = promisify(execFile);

/** Makes the root read-only but for a folder, in a view of its own, and goes on as user 1000. */
const CLOSE =
  'mount --bind "$1" "$1" && mount -o remount,bind,ro / && shift && exec setpriv --reuid=1000 --regid=1000 --clear-groups "$@"';
const canClose = canUnshare();

function canUnshare(): boolean {
  try {
    execFileSync("unshare", ["--mount", "bash", "-c", CLOSE, "close", tmpdir(), "true"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

describe("the package, installed as a global program with nothing else of this repository", () => {
  const folder = mkdtempSync(join(tmpdir(), "lead-global-"));
  const data = join(folder, "data");
  const bin = (name: string) => join(folder, "bin", name);
  /** A configuration of the service beside what it keeps. */
  function serviceConfig(out: string): string {
    const config = join(out, "config.json");
    writeFileSync(config, JSON.stringify({ spreadsheet: "1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdefg", out }));
    return config;
  }
  beforeAll(async () => {
    expect(existsSync(DIST)).toBe(true);
    // As the Dockerfile does it, and docs/running.md says it.
    const { stdout } = await run(process.execPath, ["scripts/package.mjs", "--pack-destination", folder]);
    const filename = stdout.trim();
    const words = ["install", "--global", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", folder];
    await run("npm", [...words, "--prefer-offline", join(folder, filename)], { cwd: folder });
    // For the image's user.
    chmodSync(folder, 0o755);
    mkdirSync(data);
    if (canClose) chownSync(data, 1000, 1000);
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

  test("is small: beside the program there is the one library that it does not hold", () => {
    const installed = join(folder, "lib", "node_modules", manifest.name, "node_modules");
    const packages = readdirSync(installed).flatMap((name) =>
      name.startsWith("@") ? readdirSync(join(installed, name)).map((inner) => `${name}/${inner}`) : [name],
    );
    const [ours, native] = [NOT_BUNDLED, packages.filter((name) => !NOT_BUNDLED.includes(name))];
    expect(packages).toEqual(expect.arrayContaining(ours));
    expect(native.filter((name) => !/^(@duckdb\/node-bindings-|detect-libc$)/.test(name))).toEqual([]);
    const bytes = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.parentPath.includes("node_modules"))
      .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
    console.log(`the installed program: ${Math.round(bytes / 1e6)} MB`);
    expect(bytes).toBeLessThan(100e6);
  });

  test("asks Node for no library that is not installed with it", () => {
    const dist = join(folder, "lib", "node_modules", manifest.name, "dist");
    const asked = readdirSync(dist)
      .filter((name) => name.endsWith(".js"))
      .flatMap((name) => [
        ...readFileSync(join(dist, name), "utf8").matchAll(
          /(?:^|;)(?:import|export)\b[^;"'`]*"([^".$][^"]*)"|\bimport\([`"]([^`".$][^`"]*)[`"]\)/gm,
        ),
      ])
      .map(([, written, dynamic]) => written ?? dynamic);
    expect(asked.length).toBeGreaterThan(20);
    expect([...new Set(asked)].filter((name) => !isBuiltin(name) && !NOT_BUNDLED.includes(name))).toEqual([]);
  });

  describe.skipIf(!canClose)(
    `where all but /data is read-only${canClose ? "" : " (not run: this user may not mount)"}`,
    () => {
      /** As the image's user, in a view of this machine in which nothing but one folder can be written. */
      const inside = (words: string[]) => ["--mount", "bash", "-c", CLOSE, "close", data, ...words];
      const surroundings = { cwd: "/", env: { PATH: process.env.PATH } };
      const closed = (words: string[]) => run("unshare", inside(words), surroundings);

      test("a run publishes, and leaves nothing behind", async () => {
        await expect(closed(["touch", join(folder, "anywhere")])).rejects.toThrow("Read-only file system");
        const sample = join(folder, "lib", "node_modules", manifest.name, "sample");
        const tables = ["leads", "companies"].flatMap((tab) => [`--${tab}`, join(sample, `${tab}.csv`)]);
        const out = join(data, "out");
        const { stdout } = await closed([
          bin("lead-export"),
          "run",
          ...tables,
          "--out",
          out,
          "--zone",
          "UTC",
          "--json",
        ]);
        expect(JSON.parse(stdout)).toMatchObject({ published: true, reason: null });
        const { stdout: rows } = await closed([
          bin("lead-export"),
          "sql",
          "SELECT count(*) AS n FROM leads",
          "--out",
          out,
          "--csv",
        ]);
        expect(Number(rows.split("\n")[1])).toBeGreaterThan(300);
        expect(readdirSync(out).filter((name) => name.startsWith("."))).toEqual([]);
      });

      test("the service answers", async () => {
        const words = ["serve", "--port", "18081", "--config", serviceConfig(data)];
        const serve = spawn("unshare", inside([bin("lead-export"), ...words]), surroundings);
        onTestFinished(() => void serve.kill());
        const [said] = await once(serve.stdout, "data");
        expect(String(said)).toMatch(/^Listening on /);
        expect((await fetch("http://127.0.0.1:18081/v1/health")).status).toBe(200);
      });
    },
  );

  test("answers the health check of the image", async () => {
    const check = /^ {2}CMD (\[.*\])$/m.exec(readFileSync("Dockerfile", "utf8"))![1];
    const [program, ...words]: string[] = JSON.parse(check.replaceAll("8080", "18080"));
    const serving = ["serve", "--port", "18080", "--config", serviceConfig(folder)];
    const serve = spawn(bin("lead-export"), serving, { cwd: folder });
    onTestFinished(() => void serve.kill());
    await Promise.race([once(serve.stdout, "data"), once(serve.stderr, "data")]);
    await expect(run(program, words)).resolves.toBeDefined();
  });
});
