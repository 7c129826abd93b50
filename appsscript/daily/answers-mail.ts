import { isDue } from "../../shared/answers-due";
import { localDay } from "../../shared/calendar";
import { escaped } from "../../shared/html-text";
import { toWall } from "../../shared/zone";
import { sendMail } from "../services/mail";
import { effectiveUser } from "../services/user";
import { readSummary, type SummaryTexts } from "../sheet/summary";
import { workbook } from "../sheet/workbook";
import { readStored, remember } from "../stored";
import { ANSWERS_WORDS, MAIL_WORDS } from "../words/daily";

/** Of the tab's columns; charts stand beside them. */
const COLUMNS = 6;
/** A mail is no table of thousands. */
const MOST_LINES = 100;
const MONDAY = 1;

/** Mails what the Summary tab says from this person's quota, when Settings ask for it and it is due: for exporters that send no mail. */
export function mailAnswers(): void {
  const { settings, answersTold, zone } = readStored();
  const { answers: when = "never", mail } = settings;
  const summary = when === "never" ? null : readSummary();
  if (when === "never" || summary === null) return;
  const now = Date.now();
  const news = {
    day: localDay(zone === null ? now : toWall(zone, now)),
    snapshot: summary.shows,
    isChanged: summary.news.isChanged,
  };
  if (!isDue({ when, weekday: MONDAY }, answersTold, news)) return;
  const { subject, text, html } = summaryMail(summary, { name: workbook().getName(), url: workbook().getUrl() });
  const isSent = sendMail(mail.length > 0 ? mail : [effectiveUser()], subject, text, html);
  if (isSent) remember("answersTold", { day: news.day, snapshot: news.snapshot, owed: false });
  else console.warn("The answers were not mailed: today's quota of recipients is used up.");
}

/** Returns the mail: a heading, then the lines of the tab. */
function summaryMail({ rows, shows, news }: SummaryTexts, book: { readonly name: string; readonly url: string }) {
  // Rows 1 and 2 are the banner.
  const all = rows.slice(2, news.rows).map((row) => row.slice(0, COLUMNS));
  const lines = all.slice(0, MOST_LINES);
  const last = [...(all.length > lines.length ? [ANSWERS_WORDS.rest] : []), MAIL_WORDS.workbook(book)];
  const text = lines.map((line) => line.filter((cell) => cell !== "").join("  "));
  const first = ANSWERS_WORDS.shows({ shows });
  return {
    subject: ANSWERS_WORDS.subject({ leads: news.leads, since: news.change, name: book.name }),
    text: [first, ...text, "", ...last].join("\n"),
    html: `<div style="font:15px/1.4 Arial,sans-serif;color:#1f2933"><p>${escaped(first)}</p>${table(lines)}${last.map((line) => `<p>${escaped(line)}</p>`).join("")}</div>`,
  };
}

/** A line of one cell goes through all columns; the first one after a gap is a heading. */
function table(lines: readonly (readonly string[])[]): string {
  const rows = lines.map((line, i) => {
    const filled = line.filter((cell) => cell !== "").length;
    if (filled === 0) return `<tr><td colspan="${COLUMNS}">&nbsp;</td></tr>`;
    const isHeading = i === 0 || lines[i - 1].every((cell) => cell === "");
    const style = `padding:2px 10px 2px 0${isHeading ? ";font-weight:bold" : ""}`;
    if (filled === 1 && line[0] !== "")
      return `<tr><td colspan="${COLUMNS}" style="${style}">${escaped(line[0])}</td></tr>`;
    return `<tr>${line.map((cell) => `<td align="${/^[+\u2212]?[\d,]+$/.test(cell) ? "right" : "left"}" style="${style}">${escaped(cell)}</td>`).join("")}</tr>`;
  });
  return `<table cellpadding="0" cellspacing="0" border="0">${rows.join("")}</table>`;
}
