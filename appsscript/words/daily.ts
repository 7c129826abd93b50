import type { Said } from "./said";
import { TELL_EXPORTER } from "./ways-out";

/** What became of the daily export. */
export const DAILY_WORDS = {
  ofAnother: ({ owner }: { owner: string }): Said => ({
    sentence: `The daily export belongs to ${owner}, and Google lets nobody else delete it.`,
    wayOut: `Ask ${owner} to remove it, or take it over: then only yours exports.`,
  }),
  published: "Published.",
  unchanged: "Nothing had changed since the last one.",
  stopped: ({ sentence }: { sentence: string }) => `Stopped: ${sentence}`,
  failed: ({ sentence }: { sentence: string }) => `Failed, and is tried again after 5 minutes: ${sentence}`,
  failedTwice: ({ sentence }: { sentence: string }) => `Failed twice, and is tried again every hour: ${sentence}`,
  tooLong: ({ id }: { id: string }): Said => ({
    sentence: `The export ${id} has not ended after two hours.`,
    wayOut: TELL_EXPORTER,
  }),
  unexplained: ({ id, state }: { id: string; state: string }): Said => ({
    sentence: `The exporter says that the export ${id} is ${state}, and not why.`,
    wayOut: TELL_EXPORTER,
  }),
};

/** What is mailed of it: what a mail is about, and what happens next. */
export const MAIL_WORDS = {
  subject: ({ about }: { about: string }) => `Leads: ${about}`,
  retry: "today's export failed and is tried again",
  afterRetry: "It is tried once more in five minutes.",
  failure: "today's export failed twice",
  afterFailure:
    "It is tried again every hour until midnight, and you are told when it works. Export now, in the menu Leads, tries at once.",
  guard: "today's export was stopped",
  afterGuard:
    "It looked as if leads had gone missing. If the numbers are right, release it, or ask somebody who may: Export now, in the menu Leads.",
  recovered: "the daily export works again",
  wentWell: ({ before }: { before: string }): Said => ({
    sentence: "Today's export went well.",
    wayOut: `Before: ${before}`,
  }),
  answersStay: "The answers of the last export that went well stay in the Summary tab.",
  workbook: ({ name, url }: { name: string; url: string }) => `${name}: ${url}`,
};

/** The mail of the answers. */
export const ANSWERS_WORDS = {
  subject: ({ leads, since, name }: { leads: string; since: string; name: string }) =>
    `${leads} leads${since === "" ? "" : ` (${since})`}: ${name}`,
  shows: ({ shows }: { shows: string }) => `Leads ${shows}.`,
  rest: "The rest is in the tab Summary.",
};
