import { expect, test } from "vitest";
import { makeProgram } from "../../../exporter/commands/program";
import { lead } from "./cli";

const commands = makeProgram().commands.map((command) => command.name());

test("alone it shows its help, as --help does", async () => {
  const [alone, asked] = await Promise.all([lead([]), lead(["--help"])]);
  expect(alone).toMatchObject({ code: 0, stderr: "", stdout: asked.stdout });
  expect(asked.code).toBe(0);
  expect(asked.stdout).toMatch(/Exit codes:\n {2}0 {2}/);
  for (const name of commands) expect(asked.stdout).toMatch(new RegExp(`^ {2}${name}\\b`, "m"));
});

test.each(commands)("%s --help has examples; only run repeats the exit codes of the top help", async (name) => {
  const { code, stdout, stderr } = await lead([name, "--help"]);
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(new RegExp(`Examples?:\\n {2}lead-export ${name}`));
  expect(/Exit codes:\n {2}0 {2}/.test(stdout)).toBe(name === "run");
});

test.each([
  [["rnu"], "There is no command rnu.", "Did you mean run?"],
  [["run", "--leds", "x"], "There is no option --leds.", "Did you mean --leads?"],
  [["restore"], "The snapshot is missing.", "lead-export restore --help"],
  [["sql", "SELECT 1", "--json", "--csv"], "cannot be used with", "lead-export sql --help"],
  [["help", "nope"], "There is no such command", "lead-export --help"],
])("%j is refused with exit 2 and a hint", async (words, sentence, hint) => {
  const { code, stderr } = await lead(words);
  expect(code).toBe(2);
  expect(stderr).toContain(sentence);
  expect(stderr).toContain(hint);
});

test("--version is the package's", async () => {
  expect((await lead(["--version"])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});
