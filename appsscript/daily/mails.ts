import type { ServiceError } from "../../shared/service";
import { sendMail } from "../services/mail";
import { effectiveUser } from "../services/user";
import { workbook } from "../sheet/workbook";
import { readStored } from "../stored";

const ANSWERS_STAY = "The answers of the last export that went well stay in the Summary tab.";

/** The first attempt of the day failed, and there will be a second. */
export function mailRetry(error: ServiceError): void {
  mail("today's export failed and is tried again", error, "It is tried once more in five minutes.");
}

/** The second attempt failed too. */
export function mailFailure(error: ServiceError): void {
  mail(
    "today's export failed twice",
    error,
    "It is tried again every hour until midnight, and you are told when it works. Export now, in the menu Leads, tries at once.",
  );
}

/** The guard kept the exporter from publishing. */
export function mailGuard(error: ServiceError): void {
  mail(
    "today's export was stopped",
    error,
    "It looked as if leads had gone missing. If the numbers are right, a person who may can release it: Export now, in the menu Leads.",
  );
}

/** The first export that went well after days on which it had not. */
export function mailRecovered(before: string): void {
  mail("the daily export works again", { sentence: "Today's export went well.", wayOut: `Before: ${before}` }, "");
}

/** Sentences of the exporter name cells, tabs and counts, and never a lead. */
function mail(subject: string, { sentence, wayOut }: Pick<ServiceError, "sentence" | "wayOut">, next: string): void {
  const { settings } = readStored();
  const book = workbook();
  const to = settings.mail.length > 0 ? settings.mail : [effectiveUser()];
  const after = next === "" ? [] : [next, ANSWERS_STAY, ""];
  const text = [sentence, wayOut, "", ...after, `${book.getName()}: ${book.getUrl()}`].join("\n");
  const isSent = sendMail(to, `Leads: ${subject}`, text);
  if (!isSent) console.warn(`No mail was sent ("${subject}"): today's quota of recipients is used up.`);
}
