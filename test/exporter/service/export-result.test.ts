import { expect, test } from "vitest";
import { endOfFailure } from "../../../exporter/service/export-result";
import { Failure } from "../../../exporter/words/failure";

test.each([
  new Failure("TAB_MISSING", "It failed."),
  new Failure("SHEETS_CREDENTIALS", "It failed."),
  new Failure("NOT_WRITABLE", "It failed."),
  new Failure("CURRENT_UNREADABLE", "It failed."),
  new Failure("NO_CREDENTIALS", "It failed."),
  new Failure("LOCKED", "It failed.", { way: "lease", minutes: "2" }),
  new Failure("UNEXPECTED", "It failed."),
  new Failure("USAGE", "It failed.", { way: "help", suggestion: "", command: "run " }),
  new Failure("HEADER_MISSING", "It failed.", { way: "swapped", tab: "Leads" }),
])("$code: whoever pressed a button is told of nobody's command line or files", (failure) => {
  const { wayOut } = endOfFailure(failure).error!;
  expect(wayOut).toMatch(/whoever runs the exporter/);
  expect(wayOut).not.toMatch(/--|lead-export|gcloud|LEAD_EXPORT|\//);
});

test("what a person at the sheet can do is said as it is", () => {
  const account = "lead-export@project.iam.gserviceaccount.com";
  const failure = new Failure("SHEETS_FORBIDDEN", "It failed.", { account, role: "Editor" });
  expect(endOfFailure(failure).error!.wayOut).toBe(
    `Open the workbook in Google Sheets, press Share, and add ${account} as Editor.`,
  );
});

test("why the tabs are old is told in the words of the same readers", () => {
  const cause = new Failure("SHEETS_CREDENTIALS", "Google does not accept them.");
  const summaryFailure = new Failure("SUMMARY_NOT_WRITTEN", "It is published.", {
    why: cause.message,
    wayOut: cause,
    cause,
  });
  expect(endOfFailure(summaryFailure).error!.wayOut).toBe(
    "Google does not accept them. Tell whoever runs the exporter: it is for them to put right. The next export writes what is missing.",
  );
  expect(summaryFailure.wayOut).toMatch(/^Google does not accept them\. Give the key file of .*--key-file/);
});
