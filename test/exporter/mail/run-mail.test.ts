import fc from "fast-check";
import { expect, test } from "vitest";
import { writeMessage } from "../../../exporter/mail/message";
import { type RunFacts, runMail } from "../../../exporter/mail/run-mail";
import { Failure } from "../../../exporter/words/failure";
import { loadZone } from "../../../exporter/words/zone";

const facts: RunFacts = {
  name: '"Leads 2026"',
  out: "/data/out",
  spreadsheet: "1abc",
  host: "exporter-1",
  zone: loadZone("Africa/Lagos"),
  current: { snapshot: "2026-11-22T060000Z-1a2b3c4d", asOf: Date.parse("2026-11-22T06:00:00Z") },
};
const SEVEN = Date.parse("2026-11-23T06:00:20Z");
const unreachable = new Failure("SHEETS_UNREACHABLE", "…");
const locked = new Failure("LOCKED", "Another run holds /data/out.", { way: "here" });

test("the mail on the second try says when, and that silence then means success", () => {
  expect(runMail(facts, [{ failure: unreachable, at: SEVEN }], SEVEN + 300_000)).toMatchObject({
    subject: 'Lead Export failed, it will be tried again (SHEETS_UNREACHABLE): "Leads 2026"',
    text: `The export of "Leads 2026" failed on 23 November 2026, 07:00 (Africa/Lagos).

What happened (SHEETS_UNREACHABLE)
  Google Sheets could not be reached.

What to do
  Check the network and https://www.google.com/appsstatus, then run again.

What stays published
  Snapshot 2026-11-22T060000Z-1a2b3c4d, as of 22 November 2026, 07:00 (Africa/Lagos).

What happens next
  It is tried once more on 23 November 2026, 07:05 (Africa/Lagos). If that goes well no mail follows; if not, one more does.

Where
  Folder /data/out
  Workbook 1abc
  Machine exporter-1
  See also: lead-export history
`,
  });
});

test("the last mail says what both tries met", () => {
  const attempts = [
    { failure: unreachable, at: SEVEN },
    { failure: locked, at: SEVEN + 300_000 },
  ];
  const { subject, text } = runMail({ ...facts, current: null }, attempts, null);
  expect(subject).toBe('Lead Export failed again (LOCKED): "Leads 2026"');
  expect(text).toContain("Another run holds /data/out.");
  expect(text).toContain(
    "The attempt before it ended with SHEETS_UNREACHABLE on 23 November 2026, 07:00 (Africa/Lagos).",
  );
  expect(text).toContain("No snapshot is known to be published.");
  expect(text).toContain("This run is not tried again; the next planned one is.");
});

test("the same facts make the same mail", () => {
  const write = () => runMail(facts, [{ failure: locked, at: SEVEN }], null);
  expect(write()).toEqual(write());
});

test("whatever a text holds, the subject is one short line and the HTML only text", () => {
  const anything = fc.string({ unit: "binary", maxLength: 300 });
  const nasty = fc.constantFrom("\r\nBcc: x@y.z", "</p><script>", "\u2028", "\u202e", "&lt;", '"');
  const text = fc.array(fc.oneof(anything, nasty), { maxLength: 5 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, text, (name, line) => {
      const { subject, html } = writeMessage(name, line, [{ heading: "H", lines: [line] }]);
      expect(subject).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e]/u);
      expect(Array.from(subject).length).toBeLessThanOrEqual(150);
      expect(html.replace(/<\/?(div|p|h3)( style="[^"]*")?>/g, "")).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|#39);)/);
    }),
  );
});
