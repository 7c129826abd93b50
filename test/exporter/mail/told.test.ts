import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { told } from "../../../exporter/mail/told";
import { EXIT, Failure } from "../../../exporter/words/failure";

const MARK = "Zaphod";
const said = (failure: Failure) => Object.values(told(failure)).join(" ");

describe("what a mail says of a failure", () => {
  test.each([
    ["an error nobody foresaw", "UNEXPECTED", EXIT.other],
    ["a code that is new", "BRAND_NEW", EXIT.other],
    ["a code with the name of what every object has", "constructor", EXIT.contract],
    ["a difference between what was written and what was read", "READ_BACK_DIFFERS", EXIT.other],
    ["a fault in a question", "BAD_QUESTION", EXIT.other],
    ["a request that Google refused", "SHEETS_REFUSED", EXIT.other],
  ])("%s: nothing of its own words", (_, code, exit) => {
    const text = said(new Failure(code, exit, `Could not convert "${MARK}".`, `Look at ${MARK}.`));
    expect(text).not.toContain(MARK);
    expect(text).toMatch(/\w+\. The run's own output has the full sentence/);
  });

  test.each(["SHEETS_UNREACHABLE", "SHEETS_FORBIDDEN", "SHEETS_NOT_FOUND", "SHEETS_CREDENTIALS", "TAB_MISSING"])(
    "%s: the way out, without Google's words",
    (code) => {
      const text = said(new Failure(code, EXIT.unreachable, `No. Google's words: ${MARK}`, "Share it."));
      expect(text).toMatch(/\w+\. Share it\.$/);
      expect(text).not.toContain(MARK);
    },
  );

  test("a disk, a lock, a file, a stop: all of it", () => {
    expect(told(new Failure("DISK_FULL", EXIT.other, "The disk is full.", "Free some space."))).toEqual({
      sentence: "The disk is full.",
      wayOut: "Free some space.",
    });
  });

  test("what the workbook said when it could not be told of the failure is left out", () => {
    const cause = new Failure("LOCKED", EXIT.locked, "Another run holds it.", "Wait.");
    const failure = new Failure("LOCKED", EXIT.locked, cause.message, `Wait. The workbook could not be told. ${MARK}`, {
      cause,
    });
    expect(said(failure)).toBe("Another run holds it. Wait.");
  });

  test("every code it knows is one the program has", () => {
    const source = (folder: string): string =>
      readdirSync(folder, { withFileTypes: true })
        .filter(({ name }) => name !== "mail")
        .map((entry) => {
          const path = join(folder, entry.name);
          return entry.isDirectory() ? source(path) : path.endsWith(".ts") ? readFileSync(path, "utf8") : "";
        })
        .join("\n");
    const program = source("exporter") + readFileSync("shared/headers.ts", "utf8");
    const known = readFileSync("exporter/mail/told.ts", "utf8").match(/\b[A-Z]+(_[A-Z]+)+(?=["]|: \{)|"LOCKED"/g)!;
    expect(known.length).toBeGreaterThan(35);
    for (const code of known) expect(program).toContain(`"${code.replaceAll('"', "")}"`);
  });
});
