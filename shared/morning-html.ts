import { escaped } from "./html-text";
import type { Morning, MorningAnswer, MorningLink, MorningRow } from "./morning";

/** Mail programs know tables and styles in the tags, and little else: Outlook draws with Word, Gmail drops style sheets. */
const FONT = "font-family:Arial,Helvetica,sans-serif";
const TEXT = `${FONT};font-size:15px;line-height:22px;color:#1f2933`;
const GREY = `${FONT};font-size:13px;line-height:19px;color:#5a6772`;
const BAR = "#2a6cab";
const WIDTH = 600;

/** Returns the mail of the answers as HTML, without anything that would have to be fetched. */
export function morningHtml(morning: Morning): string {
  const { subject, leads, change, asOf, warnings, sentences, answers, links } = morning;
  const body = [
    ...warnings.map((warning) => row(`<b>${escaped(warning)}</b>`, `${TEXT};background:#fff2cc;padding:12px 16px`)),
    row(escaped(leads), `${FONT};font-size:34px;line-height:42px;font-weight:bold;color:#1f2933;padding:20px 16px 0`),
    ...(change === "" ? [] : [row(escaped(change), `${TEXT};padding:0 16px`)]),
    row(`As of ${escaped(asOf)}`, `${GREY};padding:2px 16px 8px`),
    ...sentences.map((sentence) => row(escaped(sentence), `${TEXT};padding:0 16px 2px`)),
    ...answers.flatMap(answerRows),
    ...links.map((link) => row(linkHtml(link), `${TEXT};padding:14px 16px 0`)),
    row("&nbsp;", "font-size:8px;line-height:16px"),
  ];
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light"><title>${escaped(subject)}</title></head>
<body style="margin:0;padding:0;background:#eef1f4">
<div style="display:none;max-height:0;overflow:hidden">${escaped(subject)}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#eef1f4"><tr><td align="center" style="padding:12px 4px">
<!--[if mso]><table role="presentation" width="${WIDTH}" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#ffffff" style="max-width:${WIDTH}px;background:#ffffff;text-align:left">
${body.join("\n")}
</table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr></table>
</body></html>
`;
}

function row(html: string, style: string): string {
  return `<tr><td style="${style}">${html}</td></tr>`;
}

function answerRows({ title, window, total, since, rows, more, notes }: MorningAnswer): string[] {
  const rest = [more, total].filter((words) => words !== "");
  return [
    row(`<h2 style="margin:0;font-size:17px;line-height:24px">${escaped(title)}</h2>`, `${TEXT};padding:22px 16px 0`),
    row(escaped(window), `${GREY};padding:0 16px 6px`),
    ...(since === "" ? [] : [row(escaped(since), `${GREY};padding:0 16px;text-align:right`)]),
    row(table(title, rows), "padding:0 16px"),
    ...rest.map((words) => row(escaped(words), `${GREY};padding:4px 16px 0`)),
    ...notes.map((note) => row(escaped(note), `${GREY};padding:4px 16px 0`)),
  ];
}

function table(title: string, rows: readonly MorningRow[]): string {
  const lines = rows.map(({ label, value, share, change }) => {
    const cells = [
      `<th scope="row" align="left" style="${TEXT};font-weight:normal;padding:2px 10px 2px 0">${escaped(label)}</th>`,
      ...(share === null ? [] : [`<td width="32%" style="padding:2px 0">${bar(share)}</td>`]),
      `<td align="right" style="${TEXT};font-weight:bold;padding:2px 0 2px 10px;white-space:nowrap">${escaped(value)}</td>`,
      `<td align="right" width="56" style="${GREY};padding:2px 0 2px 10px;white-space:nowrap">${escaped(change) || "&nbsp;"}</td>`,
    ];
    return `<tr>${cells.join("")}</tr>`;
  });
  return `<table width="100%" cellpadding="0" cellspacing="0" border="0" aria-label="${escaped(title)}">${lines.join("\n")}</table>`;
}

/** A cell of so many percent of a table: the one bar that every mail program draws. */
function bar(share: number): string {
  const percent = Math.round(share * 100);
  if (percent === 0) return "&nbsp;";
  const rest = percent === 100 ? "" : '<td style="font-size:1px;line-height:12px">&nbsp;</td>';
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td width="${percent}%" bgcolor="${BAR}" style="background:${BAR};font-size:1px;line-height:12px">&nbsp;</td>${rest}</tr></table>`;
}

function linkHtml({ words, to }: MorningLink): string {
  if (!/^https?:\/\//.test(to)) return `${escaped(words)}: ${escaped(to)}`;
  return `<a href="${escaped(to)}" style="color:#1c5a94">${escaped(words)}</a>`;
}
