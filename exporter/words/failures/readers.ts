import { EXIT } from "../exit";
import type { FailureKind } from "./kind";

/** The answers on their way to people: what was published stays published. */
export const READERS = {
  READERS_NOT_TOLD: {
    exit: EXIT.other,
    when: "A snapshot is published, but the mail of the answers, or a webhook, did not take them; the next run tells what is owed.",
    commandLine: "{wayOut} The next run tells what is owed.",
    passes: true,
    quote: "all",
  },
  WEBHOOK_ADDRESS: {
    exit: EXIT.usage,
    when: "The address or the secret of a webhook cannot be read, or is none.",
    commandLine: "Put it alone into the file or the variable that the configuration names.",
    quote: "all",
  },
  WEBHOOK_REFUSED: {
    exit: EXIT.other,
    when: "A webhook refused what was posted to it.",
    commandLine: "Check its address and kind in the configuration, and whether it still exists.",
    quote: "all",
  },
  WEBHOOK_UNREACHABLE: {
    exit: EXIT.unreachable,
    when: "A webhook could not be reached, or was too busy, three times.",
    commandLine: "Check its address in the configuration, and the network.",
    passes: true,
    quote: "all",
  },
} as const satisfies Record<string, FailureKind>;
