import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import manifest from "../../package.json";
import lock from "../../package-lock.json";
import { DIST } from "../dist";

test("every dependency is one exact version, and the lock file is of this version", () => {
  const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  const { version, dependencies, devDependencies } = lock.packages[""];
  expect({ version, dependencies, devDependencies }).toEqual({
    version: manifest.version,
    dependencies: manifest.dependencies,
    devDependencies: manifest.devDependencies,
  });
});

describe("what npm pack ships", () => {
  const folder = mkdtempSync(join(tmpdir(), "lead-pack-"));
  const top = join(folder, "package");
  let shipped: string[];
  beforeAll(() => {
    const words = ["pack", "--json", "--ignore-scripts", "--pack-destination", folder];
    const printed = execFileSync("npm", words, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    const [{ filename }] = JSON.parse(printed);
    execFileSync("tar", ["-xzf", join(folder, filename), "-C", folder]);
    shipped = readdirSync(top, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) =>
        join(parentPath, name)
          .slice(top.length + 1)
          .replaceAll("\\", "/"),
      );
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("is the program, its sample and its words: no test, no source, no map", () => {
    const built = readdirSync(DIST, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== "built-from" && !entry.name.endsWith(".map"))
      .map(({ parentPath, name }) => `dist${join(parentPath, name).slice(DIST.length)}`.replaceAll("\\", "/"));
    const around = ["package.json", "README.md", "sample/leads.csv", "sample/companies.csv"];
    expect(new Set(shipped)).toEqual(new Set([...built, ...around]));
    expect(shipped.filter((path) => /\.tsx?$|(^|\/)(test|shared)\//.test(path))).toEqual([]);
  });

  test.each(Object.entries(manifest.bin))("%s starts from there", (_, path) => {
    // What npm would install beside it.
    if (!readdirSync(folder).includes("node_modules"))
      symlinkSync(resolve("node_modules"), join(folder, "node_modules"), "junction");
    expect(readFileSync(join(top, path), "utf8")).toMatch(/^#!\/usr\/bin\/env node\n/);
    const said = execFileSync(process.execPath, [join(top, path), "--version"], { encoding: "utf8" });
    expect(said.trim()).toBe(manifest.version);
  });

  test("exports the sample", () => {
    const files = ["leads", "companies"].flatMap((tab) => [`--${tab}`, join(top, "sample", `${tab}.csv`)]);
    const words = [join(top, manifest.bin["lead-export"]), "run", ...files, "--out", join(folder, "out")];
    const said = execFileSync(process.execPath, [...words, "--as-of", "2026-11-22T12:00:00+01:00", "--json"], {
      encoding: "utf8",
    });
    expect(JSON.parse(said).snapshot).toMatch(/^2026-11-22/);
  });
});
