import { join } from "node:path";
import type { Answer } from "../../shared/answer";
import { layout } from "../publish/layout";
import type { Manifest } from "../publish/manifest";
import { readAnswers } from "../questions/stored";
import type { Report } from "../words/report";

/** The report of a published snapshot, its answers read from its files. */
export async function publishedAnswers(out: string, manifest: Manifest): Promise<Report> {
  const folder = layout(out).snapshot(manifest.snapshot);
  const pathOf = (question: string) => join(folder, "answers", `${question}.parquet`);
  return reportOf(manifest, await readAnswers(manifest.questions, pathOf));
}

/** The report of a snapshot, from its manifest and its answers. */
export function reportOf(value: Omit<Manifest, "files">, answers: Answer[]): Report {
  return {
    snapshot: value.snapshot,
    asOf: value.as_of,
    zone: value.zone,
    counts: value.counts,
    problems: value.problems,
    answers,
    notices: value.notices,
    sources: value.sources.map(({ tab, description }) => ({ tab, description })),
  };
}
