/** Sends one mail in plain text. False when today's quota of recipients does not admit it. */
export function sendMail(to: readonly string[], subject: string, body: string): boolean {
  if (MailApp.getRemainingDailyQuota() < to.length) return false;
  MailApp.sendEmail(to.join(","), subject, body);
  return true;
}

/** Recipients this person may still write to today. */
export function mailQuotaLeft(): number {
  return MailApp.getRemainingDailyQuota();
}
