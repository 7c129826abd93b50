import { execFile, spawn } from "node:child_process";
import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { makeProgram } from "../../../exporter/commands/program";
import { EXIT_CODES } from "../../../exporter/terminal/exit-codes";
import { EXIT } from "../../../exporter/words/exit";
import { DIST } from "../../dist";
import { lead, temporaryFolder } from "./cli";

const readme = readFileSync("README.md", "utf8");
const manifest = JSON.parse(readFileSync("package.json", "utf8"));

/** The lines of the README's shell blocks. */
const shell = [...readme.matchAll(/^```sh\n(.*?)^```/gms)].flatMap(([, block]) => block.trim().split("\n"));

/** The rows of the table whose header row begins with this cell. */
function table(first: string): string[][] {
  const lines = readme.split("\n");
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

/** Words as a shell takes them, as far as the README needs it. */
function words(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, inQuotes, plain]) => inQuotes ?? plain);
}

test("every lead-export line runs, in the order of the page", async () => {
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

test("every npm script it names exists", () => {
  const named = [...readme.matchAll(/npm (?:run )?(\w+)/g)].map(([, name]) => name).filter((name) => name !== "ci");
  expect(Object.keys(manifest.scripts)).toEqual(expect.arrayContaining([...new Set(named)]));
});

test("its commands are the program's, in its words and order", () => {
  const commands = makeProgram().commands.map((command) => [`\`${command.name()}\``, command.summary()]);
  expect(table("Command")).toEqual(commands);
});

test("its exit codes are the program's", () => {
  expect(table("Exit code")).toEqual(EXIT_CODES.map(([code, meaning]) => [String(code), meaning]));
  expect(EXIT_CODES.map(([code]) => code)).toEqual(Object.values(EXIT).sort());
});

test("it gives a reason for every dependency, and for no other", () => {
  const listed = table("Package").flatMap(([names]) => [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => name));
  expect(listed.sort()).toEqual(Object.keys(manifest.dependencies).sort());
});

test("every file and folder it names is there", () => {
  const links = [...readme.matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target.replace(/#.*/, ""));
  const house = /## How it is built\n\n```\n(.*?)```/s.exec(readme)![1];
  const top = [...house.matchAll(/^(\w+)\/ /gm)].map(([, name]) => name);
  const inside = [...house.matchAll(/(?:^ {2}| {2})(\w+)\/ {2}/gm)].map(([, name]) => `exporter/${name}`);
  expect(top).toContain("shared");
  expect(inside).toContain("exporter/threads");
  for (const path of [...links, ...top, ...inside]) expect([path, existsSync(path)]).toEqual([path, true]);
});
