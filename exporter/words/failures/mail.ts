import { EXIT } from "../exit";
import type { FailureKind } from "./kind";

/** Mails about runs that nobody watches, and the test mail. */
export const MAIL = {
  MAIL_NOT_CONFIGURED: {
    exit: EXIT.usage,
    when: "A test mail is asked for, and the configuration has no mail settings.",
    commandLine: "Add mail to it, as lead-export mail --help shows.",
  },
  MAIL_PASSWORD_MISSING: {
    exit: EXIT.usage,
    when: "There is a user for the mail server, and no password.",
    commandLine:
      "Put it alone into a file, named in mail.passwordFile, or into the variable LEAD_EXPORT_MAIL_PASSWORD.",
  },
  MAIL_HOST_UNKNOWN: {
    exit: EXIT.other,
    when: "The name of the mail server cannot be looked up.",
    commandLine: "Check mail.server in the configuration, and the network.",
  },
  MAIL_LOGIN_REFUSED: {
    exit: EXIT.other,
    when: "The mail server refused the login.",
    commandLine: "Check mail.user and its password; many providers want a password made for this program alone.",
  },
  MAIL_NOT_ENCRYPTED: {
    exit: EXIT.other,
    when: "No protected connection to the mail server can be made.",
    commandLine: {
      noStartTls: "Use the server's smtps:// address, or a relay on this machine.",
      certificate:
        "Check the host's name in mail.server, and smtps:// (usually port 465) against smtp:// (usually 587); an authority of your own is named in NODE_EXTRA_CA_CERTS.",
    },
  },
  MAIL_SENDER_REFUSED: {
    exit: EXIT.other,
    when: "The mail server refused the sender.",
    commandLine: "Put an address into mail.from that this server sends for.",
  },
  MAIL_RECIPIENT_REFUSED: {
    exit: EXIT.other,
    when: "The mail server refused a recipient.",
    commandLine: "Correct or remove the address in mail.to.",
  },
  MAIL_REFUSED: {
    exit: EXIT.other,
    when: "The mail server refused the message.",
    commandLine: "Ask whoever runs that server; the words are its own.",
  },
  MAIL_UNREACHABLE: {
    exit: EXIT.other,
    when: "The mail server could not be talked to, or was too slow.",
    commandLine: {
      slow: "Check the port in mail.server, and whether this machine may send mail there.",
      cut: "Check the port in mail.server, smtps:// (usually 465) against smtp:// (usually 587), and whether this machine may send mail there.",
    },
  },
  MAIL_NOT_SENT: {
    exit: EXIT.other,
    when: "The mail about a run could not be sent; the run's own exit code stays.",
    commandLine: "{wayOut} Try it with: lead-export mail",
  },
} as const satisfies Record<string, FailureKind>;
