import { expect, test } from "vitest";
import { endOfFailure } from "../../../exporter/service/export-result";
import { EXIT, Failure } from "../../../exporter/words/failure";

const wayOutOf = (code: string, wayOut: string) =>
  endOfFailure(new Failure(code, EXIT.other, "It failed.", wayOut)).error!.wayOut;

test.each([
  ["TAB_MISSING", "Rename the tab, or name the right one with --leads-tab or --companies-tab."],
  ["SHEETS_CREDENTIALS", "Give the key file with --key-file, or sign in with: gcloud auth application-default login"],
  ["NOT_WRITABLE", "Give it the right to write there, or choose another folder with --out."],
  [
    "CURRENT_UNREADABLE",
    "Make a snapshot current again with: lead-export restore SNAPSHOT; if there is none, run again.",
  ],
  ["NO_CREDENTIALS", "Put the token into the variable LEAD_EXPORT_SHEETS_TOKEN."],
  ["LOCKED", "Wait for it to end; if that machine is gone, delete /data/out/locks/1.json and run again."],
  ["UNEXPECTED", "Run it again with --verbose and report what it prints."],
  ["BRAND_NEW", "See: lead-export run --help"],
])("%s: whoever pressed a button is told of nobody's command line or files", (code, wayOut) => {
  expect(wayOutOf(code, wayOut)).toMatch(/whoever runs the service/);
  expect(wayOutOf(code, wayOut)).not.toMatch(/--|lead-export|gcloud|LEAD_EXPORT|\//);
});

test("what a person at the sheet can do is said as it is", () => {
  const wayOut = "Share the workbook with lead-export@project.iam.gserviceaccount.com as an Editor.";
  expect(wayOutOf("SHEETS_FORBIDDEN", wayOut)).toBe(wayOut);
});
