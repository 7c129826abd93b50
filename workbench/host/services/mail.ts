import type { Execution } from "../realm/execution";
import type { Like } from "../realm/google";
import { surface } from "../realm/surface";
import { DailyQuota } from "./daily-quota";
import { notImplemented, refuse, wrongArguments } from "./refusal";
import { SCOPES } from "./scopes";

/** A consumer account's. */
const RECIPIENTS_A_DAY = 100;
const RECIPIENTS_A_MESSAGE = 50;
const SUBJECT_LIMIT = 250;
const BODY_LIMIT = 200 * 1024;

/** One mail that the script sent. */
export interface Mail {
  /** UTC ms. */
  readonly at: number;
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly subject: string;
  readonly body: string;
  readonly htmlBody: string | null;
  readonly name: string | null;
  readonly replyTo: string | null;
  readonly noReply: boolean;
}

/** Where mail goes here: nothing leaves this machine. */
export class Outbox {
  readonly mails: Mail[] = [];
  readonly quota = new DailyQuota(RECIPIENTS_A_DAY);
}

const OPTIONS = ["to", "subject", "body", "htmlBody", "cc", "bcc", "name", "replyTo", "noReply"];

export function mailApp(execution: Execution, outbox: Outbox): object {
  const user = execution.effectiveUser;

  const addresses = (text: unknown): string[] => {
    const list = String(text ?? "")
      .split(",")
      .map((address) => address.trim())
      .filter((address) => address !== "");
    for (const address of list) {
      if (!/^(?:[^<>]*<)?[^\s@<>,]+@[^\s@<>,]+\.[^\s@<>,]+>?$/.test(address)) {
        refuse(execution, `Invalid email: ${address}`);
      }
    }
    return list;
  };

  const send = (message: Record<string, unknown>) => {
    const unknown = Object.keys(message).find((name) => message[name] !== undefined && !OPTIONS.includes(name));
    if (unknown !== undefined) notImplemented(execution, `MailApp.sendEmail with ${unknown}`);
    const [to, cc, bcc] = [addresses(message.to), addresses(message.cc), addresses(message.bcc)];
    const recipients = to.length + cc.length + bcc.length;
    const text = (name: string) => (message[name] == null ? null : String(message[name]));
    const mail: Mail = {
      at: execution.now(),
      from: user,
      to,
      cc,
      bcc,
      subject: text("subject") ?? "",
      body: text("body") ?? "",
      htmlBody: text("htmlBody"),
      name: text("name"),
      replyTo: text("replyTo"),
      noReply: message.noReply === true,
    };
    if (recipients === 0) refuse(execution, "Failed to send email: no recipient");
    if (recipients > RECIPIENTS_A_MESSAGE) refuse(execution, "Limit Exceeded: Email Recipients Per Message.");
    if (mail.subject.length > SUBJECT_LIMIT) refuse(execution, "Invalid argument: subject");
    if (Buffer.byteLength(mail.body + (mail.htmlBody ?? "")) > BODY_LIMIT) {
      refuse(execution, "Limit Exceeded: Email Body Size.");
    }
    if (!outbox.quota.use(user, recipients, mail.at)) {
      refuse(execution, "Service invoked too many times for one day: email.");
    }
    outbox.mails.push(mail);
  };

  return surface(execution.realm, "MailApp", {
    sendEmail: (...given: unknown[]) =>
      execution.call("MailApp.sendEmail", () => {
        execution.need("MailApp.sendEmail", [SCOPES.mail]);
        const [to, ...rest] = given;
        const texts = given.every((value) => typeof value === "string");
        if (given.length === 1 && typeof to === "object" && to !== null) return send({ ...to });
        if (given.length === 3 && texts) return send({ to, subject: rest[0], body: rest[1] });
        if (given.length === 4 && texts) return send({ to, replyTo: rest[0], subject: rest[1], body: rest[2] });
        if (given.length === 4 && typeof rest[2] === "object") {
          return send({ to, subject: rest[0], body: rest[1], ...rest[2] });
        }
        wrongArguments(execution, "MailApp.sendEmail", given);
      }),
    getRemainingDailyQuota: () =>
      execution.call("MailApp.getRemainingDailyQuota", () => {
        execution.need("MailApp.getRemainingDailyQuota", [SCOPES.mail]);
        return outbox.quota.left(user, execution.now());
      }),
  } satisfies Like<GoogleAppsScript.Mail.MailApp>);
}
