import { execFile, spawn } from "node:child_process";
import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { makeProgram } from "../../../exporter/commands/program";
import { CONFIG_KEYS } from "../../../exporter/config/config";
import { EXIT_CODES } from "../../../exporter/terminal/exit-codes";
import { EXIT } from "../../../exporter/words/exit";
import { DIST } from "../../dist";
import { lead, temporaryFolder } from "./cli";

// The README, and the pages to which its long tables moved.

const page = (path: string) => readFileSync(path, "utf8");
const readme = page("README.md");
const manifest = JSON.parse(page("package.json"));

/** The lines of shell blocks, in the order in which a newcomer meets them. */
const shell = ["README.md", "docs/commands.md", "docs/your-own-sheet.md"].flatMap((path) =>
  [...page(path).matchAll(/^```sh\n(.*?)^```/gms)].flatMap(([, block]) => block.trim().split("\n")),
);

/** The rows of the table of a page whose header row begins with this cell. */
function table(path: string, first: string): string[][] {
  const lines = page(path).split("\n");
  const from = lines.findIndex((line) => line.startsWith(`| ${first} `));
  const rest = lines.slice(from + 2);
  const rows = rest.slice(
    0,
    rest.findIndex((line) => !line.startsWith("|")),
  );
  return rows.map((row) =>
    row
      .slice(1, -1)
      .split(" | ")
      .map((cell) => cell.trim()),
  );
}

/** What stands in backquotes in the first cells of a table. */
const named = (path: string, first: string) =>
  table(path, first).flatMap(([names]) => [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => name));

/** Words as a shell takes them, as far as these pages need it. */
function words(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, inQuotes, plain]) => inQuotes ?? plain);
}

test("every lead-export line runs, in the order of the pages", async () => {
  const folder = temporaryFolder();
  symlinkSync(resolve("sample"), join(folder, "sample"));
  const lines = shell.filter((line) => line.startsWith("npx lead-export "));
  expect(lines.length).toBeGreaterThan(6);
  const google = await localGoogle(folder);
  let snapshot = "";
  for (const line of lines) {
    const meant = line
      .replace("SNAPSHOT", snapshot)
      .replace("WORKBOOK", google.workbook)
      .replace("http://127.0.0.1:8787", google.url);
    const typed = words(meant).slice(2);
    const ended = await lead(typed, { cwd: folder });
    expect([line, ended.code, ended.stderr.includes("Error")]).toEqual([line, 0, false]);
    snapshot ||= JSON.parse(readFileSync(join(folder, "out/current.json"), "utf8")).snapshot;
  }
});

/** The local Google, started as the page says. */
async function localGoogle(cwd: string): Promise<{ url: string; workbook: string }> {
  const line = shell.find((line) => line.startsWith("npx lead-workbench "))!;
  const server = spawn(process.execPath, [join(DIST, "lead-workbench.js"), ...words(line).slice(2)], { cwd });
  onTestFinished(() => void server.kill());
  let printed = "";
  for await (const piece of server.stdout) {
    printed += piece;
    const url = /^Listening on (\S+)$/m.exec(printed)?.[1];
    const workbook = /^Workbook: (\S+)$/m.exec(printed)?.[1];
    if (url && workbook && printed.includes("Key file:")) return { url, workbook };
  }
  throw new Error(`The local Google did not start: ${printed}`);
}

test.each(["lead-export", "lead-workbench"])("npx %s starts, also after a build", async (name) => {
  const { stdout } = await promisify(execFile)("npx", ["--offline", name, "--version"]);
  expect(stdout.trim()).toBe(manifest.version);
});

test("every npm script they name exists", () => {
  const pages = ["README.md", "docs/speed.md", "docs/works-with.md", "docs/questions.md", "CONTRIBUTING.md"];
  const scripts = pages.flatMap((path) => [...page(path).matchAll(/npm (?:run )?([\w:]+)/g)].map(([, name]) => name));
  const own = ["ci", "pack", "install"];
  const asked = [...new Set(scripts)].filter((name) => !own.includes(name));
  expect(asked).toEqual(expect.arrayContaining(["demo", "test", "start", "bench:page"]));
  expect(Object.keys(manifest.scripts)).toEqual(expect.arrayContaining(asked));
});

test("docs/commands.md has the program's commands, in its words and order, and its exit codes", () => {
  const commands = makeProgram().commands.map((command) => [`\`${command.name()}\``, command.summary()]);
  expect(table("docs/commands.md", "Command")).toEqual(commands);
  const codes = EXIT_CODES.map(([code, meaning]) => [String(code), meaning]);
  expect(table("docs/commands.md", "Exit code")).toEqual(codes);
  expect(EXIT_CODES.map(([code]) => code)).toEqual(Object.values(EXIT).sort());
});

test("docs/configuration.md says what each key is for, and knows no other", () => {
  expect(named("docs/configuration.md", "Key").sort()).toEqual([...CONFIG_KEYS].sort());
});

test("docs/dependencies.md gives a reason for every dependency, and for no other", () => {
  expect(named("docs/dependencies.md", "Package").sort()).toEqual(Object.keys(manifest.dependencies).sort());
});

test("docs/architecture.md lists folders that are there", () => {
  const house = /## The house\n\n```\n(.*?)```/s.exec(page("docs/architecture.md"))![1];
  const top = [...house.matchAll(/^(\w+)\/ /gm)].map(([, name]) => name);
  const inside = [...house.matchAll(/(?:^ {2}| {2})(\w+)\/ {2}/gm)].map(([, name]) => `exporter/${name}`);
  expect(top).toContain("shared");
  expect(inside).toContain("exporter/threads");
  for (const path of [...top, ...inside]) expect([path, existsSync(path)]).toEqual([path, true]);
});

test("the README is narrow enough to be reviewed, and its figures are those of docs/speed.md", () => {
  expect(readme.split("\n").filter((line) => line.length > 120)).toEqual([]);
  const figures = [...readme.matchAll(/\d+\.\d\d s/g)].map(([figure]) => figure);
  expect(figures.length).toBeGreaterThan(3);
  const measured = page("docs/speed.md");
  for (const figure of figures) expect(measured).toContain(figure);
});
