import type { Answer } from "../../shared/answer";
import { answerMarks } from "../../shared/answer-marks";
import { localDay } from "../../shared/calendar";
import type { Compared } from "../../shared/compared";
import { toWall } from "../../shared/zone";
import { storedComparison } from "../changes/stored";
import { localFile } from "../publish/local-file";
import type { Manifest } from "../publish/manifest";
import { answerPath } from "../questions/answer-path";
import { type Bounds, inWords } from "../questions/bounds";
import type { Question } from "../questions/question";
import { readAnswers } from "../questions/stored";
import type { Store } from "../stores/store";
import type { Notice, Report } from "../words/report";
import { loadZone } from "../words/zone";

/** The report of a published snapshot, its answers read from its files. */
export async function publishedAnswers(store: Store, manifest: Manifest): Promise<Report> {
  const paths = new Map<string, string>();
  for (const { question } of manifest.questions) {
    paths.set(question, await localFile(store, manifest, answerPath(question)));
  }
  const answers = await readAnswers(manifest.questions, (question) => paths.get(question)!);
  return reportOf(manifest, answers, await storedComparison(store, manifest));
}

/** What a run that found its snapshot published already says of itself. */
export interface FoundAgain {
  readonly questions: readonly Pick<Question, "name" | "window">[];
  readonly bounds: Bounds;
  readonly notices: readonly Notice[];
  readonly sources: Manifest["sources"];
}

/** The report of a run that found again what is published: its answers, as of now, and what there is to know now. */
export async function reportFoundAgain(
  store: Store,
  manifest: Manifest,
  { questions, bounds, notices, sources }: FoundAgain,
): Promise<Report> {
  const report = await publishedAnswers(store, manifest);
  const windows = new Map(questions.map(({ name, window }) => [name, inWords(window, bounds)]));
  return {
    ...report,
    asOf: new Date(bounds.asOf).toISOString(),
    answers: report.answers.map((answer) => ({ ...answer, window: windows.get(answer.question) ?? answer.window })),
    notices: [...notices],
    sources: sourcesOf(sources),
  };
}

/** The report of a snapshot, from its manifest, its answers and what it was compared with. */
export function reportOf(value: Omit<Manifest, "files">, answers: Answer[], compared: Compared | null): Report {
  const today = localDay(toWall(loadZone(value.zone), Date.parse(value.as_of)));
  return {
    snapshot: value.snapshot,
    asOf: value.as_of,
    zone: value.zone,
    counts: value.counts,
    problems: value.problems,
    answers,
    marks: answers.flatMap((answer) => answerMarks(answer, today)),
    compared,
    notices: value.notices,
    sources: sourcesOf(value.sources),
  };
}

function sourcesOf(sources: Manifest["sources"]): Report["sources"] {
  return sources.map(({ tab, description }) => ({ tab, description }));
}
