import type { ServiceError } from "../../shared/service";
import { sendMail } from "../services/mail";
import { effectiveUser } from "../services/user";
import { workbook } from "../sheet/workbook";
import { readStored } from "../stored";
import { MAIL_WORDS } from "../words/daily";
import type { Said } from "../words/said";

/** The first attempt of the day failed, and there will be a second. */
export function mailRetry(error: ServiceError): void {
  mail(MAIL_WORDS.retry, error, MAIL_WORDS.afterRetry);
}

/** The second attempt failed too. */
export function mailFailure(error: ServiceError): void {
  mail(MAIL_WORDS.failure, error, MAIL_WORDS.afterFailure);
}

/** The guard kept the exporter from publishing. */
export function mailGuard(error: ServiceError): void {
  mail(MAIL_WORDS.guard, error, MAIL_WORDS.afterGuard);
}

/** The first export that went well after days on which it had not. */
export function mailRecovered(before: string): void {
  mail(MAIL_WORDS.recovered, MAIL_WORDS.wentWell({ before }), "");
}

/** Sentences of the exporter name cells, tabs and counts, and never a lead. */
function mail(about: string, { sentence, wayOut }: Said, next: string): void {
  const { settings } = readStored();
  const book = workbook();
  const to = settings.mail.length > 0 ? settings.mail : [effectiveUser()];
  const after = next === "" ? [] : [next, MAIL_WORDS.answersStay, ""];
  const last = MAIL_WORDS.workbook({ name: book.getName(), url: book.getUrl() });
  const isSent = sendMail(to, MAIL_WORDS.subject({ about }), [sentence, wayOut, "", ...after, last].join("\n"));
  if (!isSent) console.warn(`No mail was sent ("${about}"): today's quota of recipients is used up.`);
}
