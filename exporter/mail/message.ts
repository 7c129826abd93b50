import { escaped, plain } from "../../shared/html-text";

/** One mail. The text and the HTML say the same. */
export interface Message {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** A heading and what stands below it. */
export interface Section {
  readonly heading: string;
  readonly lines: readonly string[];
}

const LONGEST_SUBJECT = 150;
const CSS = "font:15px/1.5 sans-serif;color:#222;max-width:40em";

/** A mail of one opening sentence and sections. Everything is text: the HTML is escaped, and the subject is one line. */
export function writeMessage(subject: string, opening: string, sections: readonly Section[]): Message {
  const blocks = sections.map(
    ({ heading, lines }) => `${heading}\n${lines.map((line) => `  ${plain(line)}`).join("\n")}`,
  );
  const html = sections.map(
    ({ heading, lines }) =>
      `<h3 style="margin:1.2em 0 .2em;font-size:1em">${escaped(heading)}</h3>${lines.map(paragraph).join("")}`,
  );
  return {
    subject: shortLine(subject),
    text: `${[plain(opening), ...blocks].join("\n\n")}\n`,
    html: `<div style="${CSS}">${paragraph(opening)}${html.join("")}</div>`,
  };
}

function paragraph(line: string): string {
  return `<p style="margin:0">${escaped(plain(line))}</p>`;
}

/** A subject: one line, and no longer than mail programs show. */
export function shortLine(text: string): string {
  const characters = Array.from(plain(text));
  return characters.length <= LONGEST_SUBJECT
    ? characters.join("")
    : `${characters.slice(0, LONGEST_SUBJECT - 1).join("")}…`;
}
