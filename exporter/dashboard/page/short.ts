import { earlierOf, restSentences, type TabChange, tabChanges } from "../../../shared/compared-words";
import { type HeadlineFigure, headlineFigures } from "../../../shared/headline";
import { count } from "../../../shared/numbers";
import type { PageReport, PageRows } from "../island";
import { answerOf } from "./data";
import type { Find } from "./details";
import { openBehind } from "./dialog";
import { make } from "./dom";
import { openChanges, openHeld, openLeads, openRepeats } from "./waiting";

/** The numbers a reader wants first, each beside its change, and what became of the rows: each leads to the rows, where they may stand here. */
export function inShort(report: PageReport, find: Find, rows: PageRows | null): HTMLElement {
  const { compared } = report;
  const head = ["In short", "Now", ...earlierOf(compared).map(({ since }) => since)].map((words, i) => {
    const cell = make("th", ["text", "number"][i] ?? "number change", words);
    cell.scope = "col";
    return cell;
  });
  const lines = headlineFigures({ ...report, answers: report.answers.map(answerOf) }).map((figure) =>
    line(figure, pressOf(figure, report, find, rows)),
  );
  const grid = make("table", "", make("thead", "", make("tr", "", ...head)), make("tbody", "", ...lines));
  return make(
    "section",
    "card short",
    grid,
    ...tabChanges(compared).map((change) => changeLine(change, rows)),
    ...restSentences(compared).map((sentence) => make("p", "note", sentence)),
  );
}

function line({ words, now, changes }: HeadlineFigure, press: (() => void) | null): HTMLElement {
  const name = make("th", "text", words);
  name.scope = "row";
  const figure = press === null ? make("b", "figure", count(now)) : link(count(now), `${words}: ${count(now)}`, press);
  return make(
    "tr",
    "",
    name,
    make("td", "number", figure),
    ...changes.map((change) => make("td", "number change", change)),
  );
}

function changeLine({ tab, words, parts }: TabChange, rows: PageRows | null): HTMLElement {
  const changes = rows?.changes;
  const nodes = parts.flatMap(({ change, rows: all, words: part }, i) => {
    const heading = `${words}: ${part}`;
    const press = changes && (() => openChanges(heading, tab, change, changes, all));
    return [i === 0 ? "" : ", ", press === undefined ? part : link(part, heading, press)];
  });
  return make("p", "rows-changed", `${words}: `, ...nodes, ".");
}

function link(words: string, spoken: string, press: () => void): HTMLElement {
  const button = make("button", "link figure", words);
  button.type = "button";
  button.setAttribute("aria-label", `${spoken}: show the rows`);
  button.addEventListener("click", press);
  return button;
}

/** What is behind a number; `null`: nothing that may stand here. */
function pressOf(
  { kind, now, mark, changes }: HeadlineFigure,
  { answers, compared }: PageReport,
  find: Find,
  rows: PageRows | null,
): (() => void) | null {
  if (now === 0) return null;
  if (mark !== null) {
    const answer = answers.find(({ question }) => question === mark.question)!;
    const behind = find(answer, answer.rows[mark.row]);
    const words = earlierOf(compared).flatMap(({ since }, i) => (changes[i] === "" ? [] : [`${changes[i]} ${since}`]));
    return behind && (() => openBehind(behind, words.join(", ")));
  }
  if (rows === null) return null;
  if (kind === "held") return () => openHeld(null, rows.held, now);
  return kind === "duplicate" ? () => openRepeats(null, rows.duplicates, now) : () => openLeads(rows.leads, now);
}
