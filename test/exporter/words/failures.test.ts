import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ADD_ON_REFUSALS } from "../../../appsscript/words/refusals";
import { REFUSALS } from "../../../exporter/service/refusal";
import { Failure, THEIRS } from "../../../exporter/words/failure";
import type { FailureKind, Ways } from "../../../exporter/words/failures/kind";
import { FAILURES, type FailureCode } from "../../../exporter/words/failures/table";
import { errorsPage } from "../../../scripts/errors.mjs";

const KINDS = Object.entries(FAILURES) as [FailureCode, FailureKind][];
const texts = (ways: Ways | null | undefined): string[] =>
  ways == null ? [] : typeof ways === "string" ? [ways] : Object.values(ways);
const gaps = (text: string | undefined) => [...(text ?? "").matchAll(/\{(\w+)\}/g)].map(([, gap]) => gap);
const page = await errorsPage();

/** The one text of all ways, or that of one. */
const textOf = (ways: Ways | null | undefined, way: string | undefined) =>
  typeof ways === "string" ? ways : way === undefined ? undefined : ways?.[way];
const waysOf = ({ commandLine }: FailureKind) =>
  commandLine === null || typeof commandLine === "string" ? [undefined] : Object.keys(commandLine);

/** What only whoever typed a command can use: options, programs, variables of the environment. */
const OF_COMMAND_LINE = /(^|\s)--\w|\blead-export\b|\bgcloud\b|\bnpm\b|\b[A-Z]+_[A-Z_]+\b/;

test("the pattern knows the words of a command line", () => {
  const typed = KINDS.flatMap(([, { commandLine }]) => texts(commandLine)).filter((text) => OF_COMMAND_LINE.test(text));
  expect(typed.length).toBeGreaterThan(20);
});

describe.each(KINDS)("%s", (code, kind) => {
  test("tells nobody of a command line who has none", () => {
    for (const text of [...texts(kind.sheet), ...texts(kind.service)]) expect(text).not.toMatch(OF_COMMAND_LINE);
  });

  test("leaves nothing to fill in, whoever is told, and fills in only what a command line is told too", () => {
    for (const way of waysOf(kind)) {
      const allowed = gaps(textOf(kind.commandLine, way));
      expect(allowed).toEqual(expect.arrayContaining(gaps(textOf(kind.sheet, way))));
      const details = Object.fromEntries(allowed.map((gap) => [gap, "X"]));
      const failure = new Failure(code, "It failed.", { way, ...details } as never);
      for (const text of [failure.wayOut, failure.wayOutFor("sheet")]) {
        expect(text).not.toMatch(/[{}]|undefined/);
        expect(text).not.toBe("");
      }
    }
    if (typeof kind.sheet === "object") expect(waysOf(kind)).toEqual(expect.arrayContaining(Object.keys(kind.sheet)));
    expect(gaps(kind.service)).toEqual([]);
  });

  test("is told in whole sentences", () => {
    for (const text of [kind.when, ...texts(kind.sheet), ...texts(kind.service)]) {
      expect(text).toMatch(/^([A-Z]|current\.json|\{\w+\}).*\.$|^\{fix\}$/);
    }
  });

  test("is explained on the page", () => {
    expect(page.split("\n")).toContain(`### ${code}`);
    for (const text of [kind.when, ...texts(kind.commandLine), ...texts(kind.sheet), ...texts(kind.service)]) {
      expect(page).toContain(text);
    }
  });
});

/** The text of all TypeScript in a folder, but for what `isTable` names. */
function source(folder: string, isTable: (path: string) => boolean): string {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(({ name }) => name.endsWith(".ts"))
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => !isTable(path))
    .map((path) => readFileSync(path, "utf8"))
    .join("\n");
}
const headers = readFileSync("shared/headers.ts", "utf8");

test("every code is thrown somewhere", () => {
  const program = source("exporter", (path) => path.includes(join("words", "failures"))) + headers;
  expect(KINDS.map(([code]) => code).filter((code) => !program.includes(`"${code}"`))).toEqual([]);
});

test("every refusal of the service is thrown somewhere, explained, and told without a command line", () => {
  const program = source("exporter", (path) => path.endsWith("refusal.ts"));
  for (const [code, [, sentence, wayOut]] of Object.entries(REFUSALS)) {
    expect(program).toContain(`"${code}"`);
    expect(page).toContain(`| \`${code}\` |`);
    expect(`${sentence} ${wayOut}`).not.toMatch(OF_COMMAND_LINE);
  }
});

test("the add-on says what its table has, and nothing else", () => {
  const program = source("appsscript", (path) => path.includes("sidebar") || path.endsWith("refusals.ts")) + headers;
  const codes = Object.keys(ADD_ON_REFUSALS);
  for (const code of codes) {
    expect(program).toContain(`"${code}"`);
    expect(page).toContain(`| \`${code}\` |`);
  }
  const said = [...program.matchAll(/\bcode: "([A-Z_]+)"/g)].map(([, code]) => code);
  expect(said).toContain("GOOGLE_FAILED");
  // Notices are no refusals.
  const notices = ["HEADER_NEAR_MISS", "HEADER_IGNORED"];
  expect(codes).toEqual(expect.arrayContaining(said.filter((code) => !notices.includes(code))));
});

test("a code that is not in the table, or lacks what its way out needs, is an error of the compiler", () => {
  // @ts-expect-error
  expect(() => new Failure("BRAND_NEW", "It failed.").exit).toThrow();
  // @ts-expect-error
  new Failure("LOCKED", "It failed.");
  // @ts-expect-error
  new Failure("LOCKED", "It failed.", { way: "lease" });
  // @ts-expect-error
  new Failure("LOCKED", "It failed.", { way: "nowhere" });
  // @ts-expect-error
  new Failure(KINDS[0][0], "It failed.");
  new Failure("LOCKED", "It failed.", { way: "lease", minutes: "2" });
});

test("the sheet is told whom to turn to when a way out has no words for it", () => {
  const failure = new Failure("HEADER_MISSING", "It failed.", { way: "several" });
  expect([failure.wayOut, failure.wayOutFor("sheet")]).toEqual(["Correct row 1, then run again.", THEIRS]);
});
