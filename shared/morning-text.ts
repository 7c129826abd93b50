import type { Morning, MorningAnswer, MorningRow } from "./morning";

/** Returns the mail of the answers as plain text. */
export function morningText({ leads, change, asOf, warnings, sentences, answers, links }: Morning): string {
  const opening = `${leads}${change === "" ? "" : ` (${change})`}, as of ${asOf}.`;
  const blocks = [
    ...(warnings.length === 0 ? [] : [warnings.join("\n")]),
    [opening, ...sentences].join("\n"),
    ...answers.map(answerText),
    links.map(({ words, to }) => `${words}: ${to}`).join("\n"),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function answerText({ title, window, total, since, rows, more, notes }: MorningAnswer): string {
  const width = (of: (row: MorningRow) => string) => rows.reduce((most, row) => Math.max(most, of(row).length), 0);
  const [labels, values] = [width(({ label }) => label), width(({ value }) => value)];
  const lines = rows.map(({ label, value, change }) =>
    `  ${label.padEnd(labels)}  ${value.padStart(values)}  ${change}`.trimEnd(),
  );
  const rest = [more, total].filter((words) => words !== "").map((words) => `  ${words}`);
  const head = since === "" ? [] : [`  ${" ".repeat(labels + values + 4)}${since}`];
  return [title, window, ...head, ...lines, ...rest, ...notes].join("\n");
}
