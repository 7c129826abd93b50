import { describe, expect, test } from "vitest";
import { quotable } from "../../../exporter/mail/quotable";
import { Failure } from "../../../exporter/words/failure";
import { FAILURES, type FailureCode } from "../../../exporter/words/failures/table";

const MARK = "Zaphod";
const said = (failure: Failure) => Object.values(quotable(failure)).join(" ");
/** The failure with the mark wherever whoever throws it may put words. */
const marked = (code: FailureCode) =>
  new Failure(code, `Could not convert "${MARK}".`, { file: MARK, why: MARK, wayOut: MARK });

describe("what a mail says of a failure", () => {
  test.each<[string, FailureCode]>([
    ["an error nobody foresaw", "UNEXPECTED"],
    ["a difference between what was written and what was read", "READ_BACK_DIFFERS"],
    ["a fault in a question", "BAD_QUESTION"],
    ["a request that Google refused", "SHEETS_REFUSED"],
    ["tabs that could not be written", "SUMMARY_NOT_WRITTEN"],
  ])("%s: nothing of its own words", (_, code) => {
    const text = said(marked(code));
    expect(text).not.toContain(MARK);
    expect(text).toMatch(/\w+\. The run's own output has the full sentence/);
  });

  test.each<[FailureCode, string]>([
    ["SHEETS_UNREACHABLE", "then run again."],
    ["SHEETS_FORBIDDEN", "add the account as Editor."],
    ["SHEETS_NOT_FOUND", "share the workbook with the account."],
    ["SHEETS_CREDENTIALS", "gcloud auth application-default login"],
    ["TAB_MISSING", "--leads-tab or --companies-tab."],
  ])("%s: the way out, without Google's words", (code, end) => {
    const failure = new Failure(code, `No. Google's words: ${MARK}`, {
      account: "the account",
      role: "Editor",
    });
    expect(said(failure)).toBe(`${FAILURES[code].when} ${failure.wayOut}`);
    expect(failure.wayOut.endsWith(end)).toBe(true);
  });

  test("a disk, a lock, a file, a stop: all of it", () => {
    expect(quotable(new Failure("DISK_FULL", "The disk is full."))).toEqual({
      sentence: "The disk is full.",
      wayOut: "Free some space there and run again.",
    });
  });

  test("what the workbook said when it could not be told of the failure is left out", () => {
    const cause = new Failure("LOCKED", "Another run holds it.", { way: "here" });
    const note = `The workbook could not be told. ${MARK}`;
    const failure = new Failure("LOCKED", cause.message, { ...cause.details, note, cause });
    expect(failure.wayOut).toContain(MARK);
    expect(said(failure)).toBe(`Another run holds it. ${cause.wayOut}`);
  });
});
