import { createTransport } from "nodemailer";
import { type MailSettings, mailServer } from "../config/mail-settings";
import { Failure } from "../words/failure";
import type { Message } from "./message";
import { mailPassword } from "./password";
import { recipientsRefused, sendFailure } from "./send-failure";

/** From the first byte to the last; a mail server that needs longer must not hold up a run. */
const PATIENCE_MS = 60_000;

/**
 * Sends one mail to every address of the settings and answers when the server has taken it.
 * Throws a `Failure` that says what stood in the way; `MAIL_RECIPIENT_REFUSED` also when only some have it.
 */
export async function sendMail(settings: MailSettings, { subject, text, html }: Message): Promise<void> {
  const { host, port, secure, isThisMachine } = mailServer(settings.server);
  const login =
    settings.user === undefined ? {} : { auth: { user: settings.user, pass: mailPassword(settings) }, forceAuth: true };
  const patience = Number(process.env.LEAD_EXPORT_MAIL_PATIENCE_MS) || PATIENCE_MS;
  const transport = createTransport({
    host,
    port,
    secure,
    ...login,
    requireTLS: !secure && !isThisMachine,
    // A relay on this machine rarely has a certificate that fits, and what is said to it goes nowhere else.
    tls: { rejectUnauthorized: !isThisMachine },
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const { from, to } = settings;
  let rejected: readonly unknown[];
  try {
    const sent = await transport.sendMail({
      from,
      to,
      subject,
      text,
      html,
      // No holiday notice shall answer it (RFC 3834).
      headers: { "Auto-Submitted": "auto-generated" },
      signal: AbortSignal.timeout(patience),
    });
    rejected = sent.rejected;
  } catch (error) {
    throw sendFailure(error, settings, patience);
  } finally {
    transport.close();
  }
  if (rejected.length > 0) throw recipientsRefused(rejected.map(String), "", true);
}

/** A mail about a run that could not be sent, as a failure beside the run's own. */
export function notSent(error: Failure): Failure {
  return new Failure("MAIL_NOT_SENT", `The mail about this run was not sent: ${error.message}`, {
    wayOut: error,
    cause: error,
  });
}
