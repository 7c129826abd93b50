import { execFile } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { PROGRAM } from "../../dist";
import { companiesFile, type Ended, LAGOS, lead, leadAlone, leadsFile, temporaryFolder } from "./cli";

const folder = temporaryFolder();
const leads = leadsFile(folder, "leads.csv", 1);
const files = ["--leads", leads, "--companies", companiesFile(folder)];
const LONG = "x".repeat(300);

describe("what a shell's unset variable leaves empty is refused, and nothing is written where the person happens to be", () => {
  test.each([
    [["run", ...files, "--out", ""], "--out is empty"],
    [["run", ...files, "--out="], "--out is empty"],
    [["run", ...files, "--out", " "], "--out is empty"],
    [["run", ...files, "--config", ""], "--config is empty"],
    [["run", ...files, "--zone", ""], "--zone is empty"],
    [["answers", "--out", ""], "--out is empty"],
    [["prune", "--out", ""], "--out is empty"],
    [["sql", ""], "The statement is empty"],
    [["check", ""], "The file is empty"],
    [["restore", ""], "The snapshot is empty"],
  ])("lead-export %j", async (words, sentence) => {
    const cwd = temporaryFolder();
    const { code, stdout, stderr } = await lead(words, { cwd });
    expect(stderr).toContain(`Error USAGE: ${sentence}.\nGive it a value, or leave it out`);
    expect([code, stdout, readdirSync(cwd)]).toEqual([2, "", []]);
  });
});

describe("a name too long for the disk is told in words", () => {
  test.each([
    [["run", ...files, "--out", LONG], 2, "OUT_NOT_A_FOLDER"],
    [["run", ...files, "--out", `a/${LONG}/b`], 2, "OUT_NOT_A_FOLDER"],
    [["run", ...files, "--leads", LONG], 3, "SOURCE_MISSING"],
    [["check", LONG], 3, "SOURCE_MISSING"],
    [["run", ...files, "--config", LONG], 2, "CONFIG_MISSING"],
    [["answers", "--out", LONG], 1, "NOTHING_PUBLISHED"],
    [["history", "--out", LONG], 0, ""],
  ])("lead-export %j", async (words, exit, failure) => {
    const { code, stderr } = await lead(words, { cwd: folder });
    expect(code).toBe(exit);
    expect(stderr).toContain(failure);
    expect(stderr).not.toContain("UNEXPECTED");
  });
});

describe("TZ", () => {
  test.each([":/etc/localtime", "UTC+3", "Foo/Bar", ""])("%j names no zone: it says what to set", async (TZ) => {
    const { code, stderr } = await leadAlone(["run", ...files, "--out", join(folder, "zone")], { env: { TZ } });
    expect(code).toBe(2);
    expect(stderr).toContain(`Error BAD_ZONE: The environment's TZ is "${TZ}", which names no time zone.\nSet TZ`);
  });

  test("with --zone it does not matter", async () => {
    const { code } = await leadAlone(["check", leads, ...LAGOS], { env: { TZ: "Foo/Bar" } });
    expect(code).toBe(0);
  });
});

describe("temporary files", () => {
  test.each([
    ["missing", () => join(folder, "nowhere")],
    ["a file", () => leads],
  ])("TMPDIR may be %s: a run of files needs none", async (_, place) => {
    const out = join(temporaryFolder(), "out");
    const { code, stderr } = await lead(["run", ...files, "--out", out, ...LAGOS], { env: { TMPDIR: place() } });
    expect([code, stderr]).toEqual([0, expect.not.stringContaining("Error")]);
    expect(readdirSync(out).filter((name) => name.startsWith("."))).toEqual([]);
  });

  test.each([
    ["missing", () => join(folder, "nowhere"), "is missing"],
    ["a file", () => leads, "is no folder"],
  ])("where they are needed, a TMPDIR that is %s is told by its own name", async (_, place, reason) => {
    const words = ["check", "s3://bucket/leads.csv", ...LAGOS];
    const { code, stderr } = await lead(words, { env: { TMPDIR: place() } });
    expect(code).toBe(1);
    expect(stderr).toContain(
      `Error TEMPORARY_FOLDER: The folder for temporary files, ${place()}, ${reason}.\nSet TMPDIR`,
    );
  });
});

/** Runs the program with one of its outputs on a disk that is full. */
function onFullDisk(words: string[], output: "stdout" | "stderr"): Promise<Ended> {
  const to = output === "stdout" ? ">/dev/full" : "2>/dev/full";
  return new Promise((done) => {
    const shell = ["-c", `"$0" "$@" ${to}`, process.execPath, PROGRAM, ...words];
    execFile("bash", shell, { cwd: folder }, (error, stdout, stderr) =>
      done({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });
}

describe.runIf(existsSync("/dev/full"))("a full disk behind an output", () => {
  test.each([["questions"], ["--help"], ["check", leads, "--zone", "UTC"]])(
    "standard output of %s",
    async (...words) => {
      const { code, stderr } = await onFullDisk(words, "stdout");
      expect(code).toBe(1);
      expect(stderr).toContain("Error OUTPUT_CLOSED: Standard output takes nothing more: its disk is full.\n");
      expect(stderr).not.toMatch(/^ {4}at /m);
    },
  );

  test("a run whose words are lost has published all the same, and one whose progress is lost ends well", async () => {
    const out = join(temporaryFolder(), "out");
    const run = ["run", ...files, "--out", out, ...LAGOS];
    expect(await onFullDisk([...run, "--json"], "stdout")).toMatchObject({ code: 1 });
    expect(existsSync(join(out, "current.json"))).toBe(true);
    const { code, stdout } = await onFullDisk([...run, "--json"], "stderr");
    expect([code, JSON.parse(stdout)]).toEqual([0, expect.objectContaining({ published: false })]);
  });
});

test("-v is the version; colours stay in a pipe where FORCE_COLOR asks for them, unless NO_COLOR says no", async () => {
  expect((await lead(["-v"])).stdout).toBe((await lead(["--version"])).stdout);
  const failing = ["answers", "--out", "nowhere"];
  const coloured = await leadAlone(failing, { env: { FORCE_COLOR: "1" } });
  expect(coloured.stderr).toContain("\u001b[31m");
  const none = await leadAlone(failing, { env: { FORCE_COLOR: "1", NO_COLOR: "1" } });
  expect(none.stderr).not.toContain("\u001b");
});
