/** Sends one mail in plain text, and in HTML where there is some. False when today's quota of recipients does not admit it. */
export function sendMail(to: readonly string[], subject: string, body: string, htmlBody?: string): boolean {
  if (MailApp.getRemainingDailyQuota() < to.length) return false;
  if (htmlBody === undefined) MailApp.sendEmail(to.join(","), subject, body);
  else MailApp.sendEmail(to.join(","), subject, body, { htmlBody });
  return true;
}

/** Recipients this person may still write to today. */
export function mailQuotaLeft(): number {
  return MailApp.getRemainingDailyQuota();
}
