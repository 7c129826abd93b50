import type { Morning } from "../../shared/morning";
import type { WebhookSettings } from "../config/reader-settings";
import type { Report } from "../words/report";

/** The body of a post, in the words of whoever gets it. Small, and without the name of a lead. */
export function webhookBody(kind: WebhookSettings["kind"], said: Morning, report: Report): object {
  if (kind === "slack") return { text: slackText(said) };
  if (kind === "teams") return teamsMessage(said);
  const { snapshot, asOf, zone, counts, compared } = report;
  const answers = said.answers.map(({ title, total }, i) => ({ question: report.answers[i].question, title, total }));
  return {
    type: "answers.published",
    timestamp: asOf,
    data: {
      snapshot,
      as_of: asOf,
      zone,
      counts,
      since: compared?.last == null ? null : { snapshot: compared.last.snapshot, rows: compared.last.rows },
      change: said.change,
      answers,
      links: said.links,
      text: said.subject,
    },
  };
}

function linesOf({ leads, change, asOf, warnings, sentences, answers }: Morning) {
  return {
    title: `${leads}${change === "" ? "" : ` (${change})`}`,
    lines: [
      ...warnings,
      `As of ${asOf}.`,
      ...sentences,
      ...answers.filter(({ total }) => total !== "").map(({ title, total }) => `${title}: ${total}`),
    ],
  };
}

/** https://docs.slack.dev/messaging/formatting-message-text: three characters are escaped, a link is `<address|words>`. */
function slackText(said: Morning): string {
  const plain = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const { title, lines } = linesOf(said);
  const links = said.links.map(({ words, to }) =>
    isPage(to) ? `<${plain(to).replaceAll("|", "%7C")}|${plain(words)}>` : `${plain(words)}: ${plain(to)}`,
  );
  return [`*${plain(title)}*`, ...lines.map(plain), links.join(" · ")].join("\n");
}

/** A message with one card, as the workflows of Teams take it: https://learn.microsoft.com/power-automate/overview-adaptive-cards. */
function teamsMessage(said: Morning): object {
  const { title, lines } = linesOf(said);
  const block = (text: string, more: object = {}) => ({ type: "TextBlock", text: unmarked(text), wrap: true, ...more });
  const pages = said.links.filter(({ to }) => isPage(to));
  const content = {
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    type: "AdaptiveCard",
    version: "1.4",
    body: [
      block(title, { size: "Large", weight: "Bolder" }),
      ...lines.map((line) => block(line, { spacing: "Small" })),
    ],
    actions: pages.map(({ words, to }) => ({ type: "Action.OpenUrl", title: words, url: to })),
  };
  const contentType = "application/vnd.microsoft.card.adaptive";
  return { type: "message", attachments: [{ contentType, contentUrl: null, content }] };
}

/** Cards read a little Markdown; what stands in a title is no markup. */
function unmarked(text: string): string {
  return text.replace(/[\\`*_[\]]/g, "\\$&");
}

function isPage(to: string): boolean {
  return /^https?:\/\//.test(to);
}
