import { readFileSync } from "node:fs";
import type { MailSettings } from "../config/mail-settings";
import { Failure } from "../words/failure";

export const PASSWORD_VARIABLE = "LEAD_EXPORT_MAIL_PASSWORD";

/** The password of `user`: from `passwordFile`, or else from the environment. Throws `MAIL_PASSWORD_MISSING` (exit 2). */
export function mailPassword({ passwordFile }: MailSettings): string {
  if (passwordFile === undefined) {
    const password = process.env[PASSWORD_VARIABLE];
    if (password) return password;
    const sentence = "There is a user for the mail server, but no password.";
    throw new Failure("MAIL_PASSWORD_MISSING", sentence);
  }
  let text: string;
  try {
    text = readFileSync(passwordFile, "utf8");
  } catch (cause) {
    const sentence = `The file ${passwordFile} with the password for the mail server cannot be read.`;
    throw new Failure("MAIL_PASSWORD_MISSING", sentence, { cause });
  }
  // An editor ends the line.
  const password = text.replace(/\r?\n$/, "");
  if (password !== "") return password;
  const sentence = `The file ${passwordFile} with the password for the mail server is empty.`;
  throw new Failure("MAIL_PASSWORD_MISSING", sentence);
}
