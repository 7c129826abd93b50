import { EXIT } from "../exit";
import type { FailureKind } from "./kind";

/** Starting the service, and exports it had to end. */
export const SERVICE = {
  SERVE_OPEN: {
    exit: EXIT.usage,
    when: "The service would be reached by others, and nobody would have to sign in.",
    commandLine:
      'Set up sign-in in "service" of the configuration, as lead-export serve --help shows, or leave --host out to serve this machine only.',
  },
  SERVE_WORKBOOKS: {
    exit: EXIT.usage,
    when: "The configuration names no workbook to export, or one workbook or folder twice.",
    commandLine: {
      none: 'Put "spreadsheet" and "out" into it, or a list of them into "workbooks" of "service".',
      twice: "Give each workbook a folder of its own, once.",
    },
  },
  HMAC_KEY_BAD: {
    exit: EXIT.usage,
    when: "A shared key for signed requests is not there, or too short.",
    commandLine: "Make one with: openssl rand -hex 32",
  },
  HOST_BAD: {
    exit: EXIT.usage,
    when: "This machine has no address of the name that was given.",
    commandLine: "Give one of its addresses, or 0.0.0.0 for all of them.",
  },
  PORT_TAKEN: {
    exit: EXIT.other,
    when: "The port is in use, or may not be used.",
    commandLine: {
      taken: "Stop what uses it, or give another --port.",
      forbidden: "Give a --port above 1023.",
    },
  },
  ASK_REFUSED: {
    exit: EXIT.usage,
    when: "The service refused what lead-export ask asked for.",
    commandLine: "{wayOut}",
  },
  SERVICE_BUSY: {
    exit: EXIT.unreachable,
    when: "The service had no time for lead-export ask, also after a while.",
    commandLine: "Ask again later.",
    passes: true,
  },
  SERVICE_UNREACHABLE: {
    exit: EXIT.unreachable,
    when: "The service does not answer lead-export ask, also after a while.",
    commandLine:
      "See whether it runs, and whether --url is its address. An export that was asked for before goes on without you.",
    passes: true,
  },
  RUN_CRASHED: {
    exit: EXIT.other,
    when: "The process of an export ended without a word.",
    commandLine: null,
    sheet: "Export again; if it fails again, whoever runs the exporter finds more in its log.",
    service: "Look at the exit code or the signal beside this; a signal often says that memory was short.",
  },
  RUN_TOO_LONG: {
    exit: EXIT.other,
    when: "An export took longer than the configuration allows, and was stopped.",
    commandLine: null,
    sheet: "Export again; if it takes as long again, whoever runs the exporter can allow more time.",
    service: "Allow more time as runMinutes of limits in the configuration.",
  },
  SERVICE_STOPPED: {
    exit: EXIT.other,
    when: "The service was stopped while an export ran.",
    commandLine: null,
    sheet: "Export again in a minute.",
  },
} as const satisfies Record<string, FailureKind>;
