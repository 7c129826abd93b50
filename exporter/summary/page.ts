import type { Counts } from "../../shared/counts";
import { capital } from "../../shared/sentences";
import { VERDICT_WORDS } from "../../shared/verdict-words";
import { SUMMARY_COLUMNS } from "../../shared/workbook";
import { toWall } from "../../shared/zone";
import { effectOf, wordsOf } from "../words/problem-words";
import type { Report } from "../words/report";
import { loadZone } from "../words/zone";
import { answerLines } from "./answer-lines";
import { goodBanner } from "./banner";
import { BOLD, type Cell, GREY, HEADER, number, place, text, wallTime } from "./cells";
import { chartOf, type PlacedChart, rowsOf } from "./chart";
import type { SummaryContent } from "./content";
import { headline } from "./headline";

/** The whole area of the tab, row by row from the first, and the charts over it. */
export interface Page {
  lines: Cell[][];
  /** How many of the lines hold the answers. */
  answers: number;
  charts: PlacedChart[];
}

/** Lays out everything the tab says, for a reader who starts at the top. */
export function pageOf(content: SummaryContent): Page {
  const { report } = content;
  const lines: Cell[][] = [...goodBanner(report), []];
  const charts: PlacedChart[] = [];
  const add = (block: Cell[][]) => block.length > 0 && lines.push(...block, []);
  add(headline(report));
  for (const answer of report.answers) {
    const top = lines.length;
    const block = answerLines(answer, report, content.places.dashboard, SUMMARY_COLUMNS);
    add(block.lines);
    const unfinished = report.marks.filter(
      ({ question, sentence }) => question === answer.question && sentence === null,
    );
    const at = { header: top + block.header, columns: block.columns, below: lines.length };
    const chart = chartOf(answer, at, new Set(unfinished.map(({ row }) => row)));
    if (chart === null) continue;
    charts.push(chart);
    while (lines.length < chart.row + rowsOf(chart) + 1) lines.push([]);
  }
  const answers = lines.length;
  add(accounting(report.counts));
  add(problems(report));
  add(notices(report));
  add(facts(content));
  // The last line is an empty one.
  return { lines: lines.slice(0, -1), answers, charts };
}

function facts({ report, requestedBy, places }: SummaryContent): Cell[][] {
  const asOf = toWall(loadZone(report.zone), Date.parse(report.asOf));
  return [
    [text("About these numbers", BOLD)],
    [text("As of"), wallTime(asOf)],
    [text("Report zone"), text(report.zone)],
    ...report.sources.map(({ tab, description }) => [text(`Source of ${tab}`), text(description)]),
    [text("Asked by"), text(requestedBy)],
    [text("Dashboard"), place(places.dashboard)],
    [text("Snapshot"), place(places.snapshot)],
  ];
}

function accounting(counts: Report["counts"]): Cell[][] {
  const words = [VERDICT_WORDS.blank, VERDICT_WORDS.clean, VERDICT_WORDS.duplicate, VERDICT_WORDS.held];
  const labels = ["Rows read", ...words.map(capital)];
  const line = (tab: string, { read, blank, clean, duplicate, held }: Counts) => [
    text(tab),
    ...[read, blank, clean, duplicate, held].map((count) => number(count)),
  ];
  return [
    [text("What became of every row", BOLD)],
    [text("Tab", HEADER), ...labels.map((label) => text(label, { ...HEADER, horizontalAlignment: "RIGHT" }))],
    line("Leads", counts.leads),
    line("Companies", counts.companies),
    [text(`Rows read = ${words.join(" + ")}. Only clean rows are counted above.`, GREY)],
  ];
}

function notices({ notices }: Report): Cell[][] {
  if (notices.length === 0) return [];
  return [[text("To know", BOLD)], ...notices.map(({ sentence }) => [text(sentence)])];
}

function problems({ problems }: Report): Cell[][] {
  if (problems.length === 0) return [];
  return [
    [text("Problems in the rows", BOLD)],
    [
      text("Tab", HEADER),
      text("Rows", { ...HEADER, horizontalAlignment: "RIGHT" }),
      text("Effect", HEADER),
      text("Problem", HEADER),
    ],
    ...problems.map(({ tab, code, rows }) => [text(tab), number(rows), text(effectOf(code)), text(wordsOf(code))]),
    [
      text(
        "A row can have several. Its Status says them, and Problems in the menu Leads leads to each, where the add-on is installed.",
        GREY,
      ),
    ],
  ];
}
