import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

// Notices and failures are shown on the dashboard, in Summary, in mails and in the sidebar: to people who have no command line. What to type
// stands in the ways out of the table of failures, and test/exporter/words/failures.test.ts holds those for the sheet to the same.

/** An option in a text. */
const OPTION = /["'`](--[a-z-]+ |.*\s--[a-z])/;

/** Where options are for whoever typed a command, or for another program. */
const OF_A_COMMAND = [
  /^exporter\/(commands|terminal|words\/failures)\//,
  // Refused before a run begins.
  /^exporter\/spark\/connect\/address\.ts: .*--connect/,
  // What a way out of the command line is filled with.
  /^exporter\/words\/zone\.ts: .*suggestion: /,
  // Said by `check` and `run` on the terminal alone.
  /^exporter\/inputs\/when\.ts: .*set another with --zone/,
  // Arguments of other programs.
  /^exporter\/spark\/emr\/job-request\.ts: /,
];

const lines = ["exporter", "shared", "appsscript"].flatMap((part) =>
  readdirSync(part, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .flatMap((path) =>
      readFileSync(`${part}/${path}`, "utf8")
        .split("\n")
        .map((line) => `${part}/${path.replaceAll("\\", "/")}: ${line.trim()}`),
    ),
);
const withOption = lines.filter((line) => OPTION.test(line) && !/: (\*|\/\/|\/\*\*)/.test(line));

test("no sentence that a reader of the answers may see names an option", () => {
  expect(withOption.filter((line) => !OF_A_COMMAND.some((allowed) => allowed.test(line)))).toEqual([]);
});

test("every exception is still one", () => {
  expect(OF_A_COMMAND.filter((allowed) => !withOption.some((line) => allowed.test(line)))).toEqual([]);
});
