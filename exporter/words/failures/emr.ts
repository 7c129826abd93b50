import { EXIT } from "../exit";
import type { FailureKind } from "./kind";

/** Runs on EMR Serverless, besides what any run on Spark can end with. */
export const EMR = {
  EMR_LOGIN: {
    exit: EXIT.other,
    when: "AWS knows no credentials of this machine, or does not accept them.",
    commandLine:
      "Sign in as the AWS tools do: AWS_PROFILE, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a role of the machine.",
    quote: "way out",
  },
  EMR_NO_REGION: {
    exit: EXIT.usage,
    when: "No region of AWS is named.",
    commandLine: 'Name it: AWS_REGION, or "region" in "emr" of the configuration.',
    quote: "all",
  },
  EMR_NO_APPLICATION: {
    exit: EXIT.other,
    when: "There is no such application of EMR Serverless in the region.",
    commandLine:
      'Compare "application" and "region" in "emr" of the configuration with: aws emr-serverless list-applications',
    quote: "way out",
  },
  EMR_FORBIDDEN: {
    exit: EXIT.other,
    when: "Who runs this program may not start, see or cancel jobs of the application, or not pass the role to it.",
    commandLine: "Allow {permission}; docs/emr.md has the whole policy.",
    quote: "way out",
  },
  EMR_STOPPED: {
    exit: EXIT.other,
    when: "The application of EMR Serverless takes no jobs in its state.",
    commandLine: "Start it (aws emr-serverless start-application), or let it start by itself with a job.",
    passes: true,
    quote: "way out",
  },
  EMR_BUSY: {
    exit: EXIT.unreachable,
    when: "EMR Serverless takes no more requests for now, or is out of order.",
    commandLine: "Run again later.",
    passes: true,
    quote: "way out",
  },
  EMR_UNREACHABLE: {
    exit: EXIT.unreachable,
    when: "EMR Serverless does not answer.",
    commandLine: 'Check the network, and "region" in "emr" of the configuration; nothing was published.',
    passes: true,
    quote: "way out",
  },
  EMR_REFUSED: {
    exit: EXIT.other,
    when: "EMR Serverless does not take the request as it is.",
    commandLine: "Compare what it says with the request: lead-export spark emr --dry-run shows it.",
    quote: "way out",
  },
  EMR_JOB_FAILED: {
    exit: EXIT.other,
    when: "The job ended without an answer: its driver could not start, was killed, or is not let at its files.",
    commandLine:
      'Look at its logs (the console, or "logs" in "emr" of the configuration), and run again; nothing was published.',
    passes: true,
    quote: "way out",
  },
  EMR_JOB_CANCELLED: {
    exit: EXIT.other,
    when: "Somebody cancelled the job.",
    commandLine: "Run again; nothing was published.",
    quote: "way out",
  },
} as const satisfies Record<string, FailureKind>;
