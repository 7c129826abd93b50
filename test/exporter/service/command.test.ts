import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readConfig } from "../../../exporter/config/config";
import { readKeys } from "../../../exporter/service/signature";
import { configuredWorkbooks } from "../../../exporter/service/workbooks";
import type { Failure } from "../../../exporter/words/failure";
import { lead, temporaryFolder } from "../commands/cli";
import { serve } from "./service";

const folder = temporaryFolder();
const path = join(folder, "my.json");

function read(config: unknown) {
  writeFileSync(path, JSON.stringify(config));
  return readConfig(path);
}
function failureOf(work: () => unknown): Failure {
  try {
    work();
  } catch (error) {
    return error as Failure;
  }
  return expect.fail("it should have failed");
}

test("workbooks have what the configuration says for all of them, and their own over it; paths are relative to the file", () => {
  const workbooks = configuredWorkbooks(
    read({
      keyFile: "key.json",
      zone: "Africa/Lagos",
      leadsTab: "People",
      service: {
        workbooks: [
          {
            spreadsheet: "1abc",
            out: "one",
            zone: "UTC",
            site: { folder: "public", address: "https://leads.example.com/one/" },
          },
          { spreadsheet: "https://docs.google.com/spreadsheets/d/2def/edit#gid=0", out: "two", dateOrder: "dmy" },
        ],
      },
    }),
  );
  const both = { keyFile: join(folder, "key.json"), leadsTab: "People", companiesTab: "Companies" };
  expect(Object.fromEntries(workbooks)).toEqual({
    "1abc": {
      ...both,
      spreadsheet: "1abc",
      out: join(folder, "one"),
      zone: "UTC",
      dateOrder: "mdy",
      isDateOrderAsked: false,
      site: { folder: join(folder, "public"), address: "https://leads.example.com/one" },
    },
    "2def": {
      ...both,
      spreadsheet: "2def",
      out: join(folder, "two"),
      zone: "Africa/Lagos",
      dateOrder: "dmy",
      isDateOrderAsked: true,
    },
  });
  const own = configuredWorkbooks(read({ spreadsheet: "3ghi", out: "three", site: { folder: "public" } }));
  expect([...own.keys()]).toEqual(["3ghi"]);
  expect(own.get("3ghi")).toMatchObject({ out: join(folder, "three"), site: { folder: join(folder, "public") } });
});

const google = { audiences: ["a"], emails: ["ada@example.com"] };

test.each<[string, object, RegExp]>([
  [
    "an empty list of audiences",
    { google: { ...google, audiences: [] } },
    /"service\.google\.audiences" must not be empty/,
  ],
  ["no audiences", { google: { emails: ["ada@example.com"] } }, /"service\.google\.audiences" is missing/],
  ["everyone with a Google account", { google: { audiences: ["a"] } }, /needs emails or domain/],
  [
    "certificates from another machine",
    { google: { ...google, certsUrl: "https://evil.example" } },
    /certsUrl" must be an address of this machine/,
  ],
  [
    "a domain that is an address",
    { google: { audiences: ["a"], domain: "ada@example.com" } },
    /must be a domain such as/,
  ],
  [
    "a misspelt key",
    { google: { ...google, email: ["x"] } },
    /no "service\.google\.email" \(did you mean "service\.google\.emails"/,
  ],
  [
    "a misspelt key in a list",
    { workbooks: [{ spreadsheet: "x", out: "y", leadTab: "z" }] },
    /"service\.workbooks\.0\.leadsTab"/,
  ],
  ["a key with two places", { hmac: [{ id: "k", file: "f", env: "E" }] }, /needs either file or env/],
  [
    "two keys of one id",
    {
      hmac: [
        { id: "k", file: "f" },
        { id: "k", env: "E" },
      ],
    },
    /two keys with the same id/,
  ],
  ["no workbook in the list", { workbooks: [] }, /"service\.workbooks" must not be empty/],
  ["a limit of nothing", { limits: { perCaller: 0 } }, /"service\.limits\.perCaller" must be more than 0/],
  ["half a request", { limits: { perAddress: 0.5 } }, /"service\.limits\.perAddress" must be a whole number/],
  ["months for an export", { limits: { runMinutes: 100_000 } }, /runMinutes" must be at most 1440, which is a day/],
  ["months to end", { limits: { graceSeconds: 1e7 } }, /graceSeconds" must be at most 86400, which is a day/],
])("%s is refused by name", (_, service, sentence) => {
  const failure = failureOf(() => read({ spreadsheet: "1abc", service }));
  expect(failure).toMatchObject({ code: "CONFIG_BAD", exit: 2 });
  expect(failure.message).toMatch(sentence);
});

test.each<[string, object, RegExp]>([
  ["no workbook", {}, /names no workbook/],
  [
    "a workbook twice",
    {
      service: {
        workbooks: [
          { spreadsheet: "1", out: "a" },
          { spreadsheet: "1", out: "b" },
        ],
      },
    },
    /the workbook 1 twice/,
  ],
  [
    "a folder twice",
    {
      service: {
        workbooks: [
          { spreadsheet: "1", out: "a" },
          { spreadsheet: "2", out: "./a/" },
        ],
      },
    },
    /the folder .*a twice/,
  ],
])("%s is refused", (_, config, sentence) => {
  const failure = failureOf(() => configuredWorkbooks(read(config)));
  expect(failure).toMatchObject({ code: "SERVE_WORKBOOKS", exit: 2, message: expect.stringMatching(sentence) });
});

test("each workbook's answers go to its own readers, by the one mail server; who is not said to be other is the configuration's", () => {
  const mail = { server: "smtp://localhost:2525", from: "leads@example.com", to: ["data@example.com"] };
  const workbooks = [
    { spreadsheet: "1abc", out: "one", answers: { when: "weekly", to: ["north@example.com"] }, webhooks: [] },
    { spreadsheet: "2def", out: "two", webhooks: [{ kind: "slack", urlFile: "slack-two" }] },
  ];
  const answers = { to: ["insight@example.com"] };
  const webhooks = [{ kind: "teams", urlFile: "teams" }];
  const all = configuredWorkbooks(read({ mail: { ...mail, answers }, webhooks, service: { workbooks } }));
  const [one, two] = ["1abc", "2def"].map((id) => all.get(id)!);
  expect(one.mail).toMatchObject({ ...mail, answers: { when: "weekly", to: ["north@example.com"] } });
  expect(one.webhooks).toEqual([]);
  expect(two.mail).toMatchObject({ ...mail, answers: { when: "daily", to: ["insight@example.com"] } });
  expect(two.webhooks).toMatchObject([{ kind: "slack", urlFile: join(folder, "slack-two") }]);
  const failure = failureOf(() => configuredWorkbooks(read({ service: { workbooks } })));
  expect(failure).toMatchObject({ code: "MAIL_NOT_CONFIGURED", message: expect.stringContaining("1abc") });
  const typo = failureOf(() =>
    read({ mail, service: { workbooks: [{ ...workbooks[0], answers: { wen: "daily" } }] } }),
  );
  expect(typo.message).toContain(
    '"service.workbooks.0.answers.wen" (did you mean "service.workbooks.0.answers.when"?)',
  );
});

test("a shared key must be there and long enough; no message quotes it", () => {
  writeFileSync(join(folder, "short"), "hunter2\n");
  writeFileSync(join(folder, "long"), `${"k".repeat(40)}\n`);
  expect(readKeys([{ id: "k", file: join(folder, "long") }])).toEqual([{ id: "k", secret: "k".repeat(40) }]);
  for (const key of [
    { file: join(folder, "short") },
    { file: join(folder, "none") },
    { env: "LEAD_EXPORT_NO_SUCH_KEY" },
  ]) {
    const failure = failureOf(() => readKeys([{ id: "k", ...key }]));
    expect(failure).toMatchObject({ code: "HMAC_KEY_BAD", exit: 2 });
    expect(failure.message).not.toContain("hunter2");
  }
});

test("a port that is taken, and one that is none, are refused by name", async () => {
  const { url, stop } = await serve(folder, { spreadsheet: "1abc", out: "out" });
  onTestFinished(stop);
  const { port } = new URL(url);
  writeFileSync(path, JSON.stringify({ spreadsheet: "1abc", out: "out" }));
  const [taken, none] = await Promise.all([
    lead(["serve", "--port", port, "--config", path]),
    lead(["serve", "--port", "http"]),
  ]);
  expect([taken.code, taken.stdout, taken.stderr]).toEqual([
    1,
    "",
    expect.stringContaining(`Error PORT_TAKEN: Port ${port} is taken.`),
  ]);
  expect([none.code, none.stderr]).toEqual([2, expect.stringContaining("from 0 to 65535")]);
});
