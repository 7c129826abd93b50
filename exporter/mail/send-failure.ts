import { type MailSettings, mailServer } from "../config/mail-settings";
import { Failure } from "../words/failure";

/** What nodemailer's errors carry: its own code, the step, and the server's answer. */
interface SmtpError {
  code?: string;
  /** Of the system or of TLS. */
  originalCode?: string;
  command?: string;
  response?: string;
  responseCode?: number;
  rejected?: string[];
  message?: string;
}

const LONGEST_QUOTE = 200;
const HOST_UNKNOWN = new Set(["ENOTFOUND", "EAI_AGAIN", "ENODATA"]);
const CERTIFICATE = /CERT|SIGNATURE|ERR_TLS/;

/** Why a mail could not be sent, in a person's words. `patience`: ms after which it was given up. */
export function sendFailure(cause: unknown, settings: MailSettings, patience: number): Failure {
  const trouble = (cause ?? {}) as SmtpError;
  const { host, port } = mailServer(settings.server);
  const server = `the mail server ${host}:${port}`;
  const words = quoted(trouble.response);
  const system = trouble.originalCode ?? "";

  if (cause instanceof Failure) return cause;
  if (trouble.code === "EDNS" || HOST_UNKNOWN.has(system)) {
    return new Failure(
      "MAIL_HOST_UNKNOWN",
      `There is no mail server called ${host}, or its name cannot be looked up now.`,
      { cause },
    );
  }
  if (trouble.code === "EAUTH" || trouble.code === "ENOAUTH") {
    return new Failure("MAIL_LOGIN_REFUSED", `${capital(server)} refused the login of ${settings.user}.${words}`, {
      cause,
    });
  }
  if (trouble.command === "STARTTLS" && trouble.response !== undefined) {
    return new Failure(
      "MAIL_NOT_ENCRYPTED",
      `${capital(server)} offers no STARTTLS, so the mail would travel unprotected.`,
      { way: "noStartTls", cause },
    );
  }
  if (trouble.code === "ETLS" || CERTIFICATE.test(system)) {
    return new Failure(
      "MAIL_NOT_ENCRYPTED",
      `No protected connection to ${server} could be made: ${clean(trouble.message ?? "")}.`,
      { way: "certificate", cause },
    );
  }
  if (trouble.rejected !== undefined) return recipientsRefused(trouble.rejected, words, false);
  if (trouble.command === "MAIL FROM") {
    return new Failure("MAIL_SENDER_REFUSED", `${capital(server)} refused the sender ${settings.from}.${words}`, {
      cause,
    });
  }
  if (trouble.command === "DATA" && trouble.responseCode !== undefined) {
    return new Failure("MAIL_REFUSED", `${capital(server)} refused the message.${words}`, { cause });
  }
  if (trouble.code === "EABORT" || trouble.code === "ETIMEDOUT") {
    return new Failure(
      "MAIL_UNREACHABLE",
      `${capital(server)} did not take the mail within ${Math.max(1, Math.round(patience / 1000))} seconds.`,
      { way: "slow", cause },
    );
  }
  return new Failure("MAIL_UNREACHABLE", `${capital(server)} could not be talked to: ${why(system, trouble)}.`, {
    way: "cut",
    cause,
  });
}

/** `others`: the rest of the addresses have the mail. */
export function recipientsRefused(addresses: readonly string[], words: string, others: boolean): Failure {
  const one = addresses.length === 1;
  const rest = others ? " The other addresses have the mail." : "";
  return new Failure(
    "MAIL_RECIPIENT_REFUSED",
    `The mail server refused the recipient${one ? "" : "s"} ${addresses.join(", ")}.${rest}${words}`,
  );
}

function why(system: string, { message = "" }: SmtpError): string {
  if (system === "ECONNREFUSED") return "the connection was refused";
  if (system === "ECONNRESET" || system === "EPIPE" || /closed/i.test(message)) return "the connection was cut";
  return clean(message) || "no more is known";
}

function quoted(response: string | undefined): string {
  return response === undefined ? "" : ` The server's words: ${clean(response)}`;
}

function clean(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return (line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE)}...` : line).replace(/\.$/, "");
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
