import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { project, START } from "./script";

type Script = Awaited<ReturnType<typeof project>>;
const opened: Script[] = [];
let script: Script;
beforeEach(async () => {
  script = await project();
  opened.push(script);
});
afterAll(() => Promise.all(opened.map(({ services }) => services.close())));

const left = () => MailApp.getRemainingDailyQuota();
const to = (count: number) => Array.from({ length: count }, (_, at) => `p${at}@example.com`).join(",");
const send = (message: GoogleAppsScript.Mail.MailAdvancedParameters) =>
  script.run((mail: typeof message) => MailApp.sendEmail(mail), {}, message);

describe("MailApp.sendEmail", () => {
  test("puts a mail into the outbox, with its time and sender, in each of its forms", () => {
    script.clock.advance(5);
    script.run(() => {
      MailApp.sendEmail("bo@example.com, Cy <cy@example.com>", "Subject", "Body");
      MailApp.sendEmail("bo@example.com", "reply@example.com", "Subject", "Body");
      MailApp.sendEmail("bo@example.com", "Subject", "Body", { name: "Leads", cc: "cy@example.com", noReply: true });
      MailApp.sendEmail({ to: "bo@example.com", subject: "Subject", htmlBody: "<b>Body</b>", bcc: "cy@example.com" });
    });
    const usual = {
      ...{ at: START + 5, from: "ada@example.com", to: ["bo@example.com"], cc: [], bcc: [], subject: "Subject" },
      ...{ body: "Body", htmlBody: null, name: null, replyTo: null, noReply: false },
    };
    expect(script.services.outbox.mails).toEqual([
      { ...usual, to: ["bo@example.com", "Cy <cy@example.com>"] },
      { ...usual, replyTo: "reply@example.com" },
      { ...usual, name: "Leads", cc: ["cy@example.com"], noReply: true },
      { ...usual, body: "", htmlBody: "<b>Body</b>", bcc: ["cy@example.com"] },
    ]);
  });

  test("counts recipients against 100 a day, which come back 24 hours after the first", () => {
    expect(script.run(left)).toBe(100);
    send({ to: to(48), cc: "c@example.com", bcc: "b@example.com" });
    script.clock.advance(23 * 3600_000);
    send({ to: to(49) });
    expect(script.run(left)).toBe(1);
    expect(() => send({ to: to(2) })).toThrow("Service invoked too many times for one day: email.");
    expect(script.run(left)).toBe(1);
    expect(script.run(left, { user: "bo@example.com" })).toBe(100);
    script.clock.advance(3600_000);
    expect(script.run(left)).toBe(100);
  });

  const refused: [string, GoogleAppsScript.Mail.MailAdvancedParameters, string][] = [
    ["nobody to send to", { to: " ", subject: "s" }, "Failed to send email: no recipient"],
    ["an address that is none", { to: "bo@example.com,ada" }, "Invalid email: ada"],
    ["more than 50 recipients", { to: to(51) }, "Limit Exceeded: Email Recipients Per Message."],
    ["a body over 200 KB", { to: to(1), body: "x".repeat(204_801) }, "Limit Exceeded: Email Body Size."],
    ["attachments", { to: to(1), attachments: [] }, "MailApp.sendEmail with attachments is not implemented"],
  ];
  test.each(refused)("refuses %s, and nothing is sent", (_, message, sentence) => {
    expect(() => send(message)).toThrow(sentence);
    expect(script.services.outbox.mails).toEqual([]);
    expect(script.run(left)).toBe(100);
  });

  test("is not for simple triggers, nor for projects without the scope", () => {
    expect(() => script.run(left, { authMode: "LIMITED" })).toThrow("not sufficient");
    script.source.scopes = [];
    expect(() => send({ to: to(1) })).toThrow("not sufficient to call MailApp.sendEmail");
  });
});
