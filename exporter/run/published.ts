import { join } from "node:path";
import { layout } from "../publish/layout";
import { type Manifest, reportOf } from "../publish/manifest";
import { readAnswers } from "../questions/stored";
import type { Report } from "../words/report";

/** The report of a published snapshot, its answers read from its files. */
export async function publishedAnswers(out: string, manifest: Manifest): Promise<Report> {
  const folder = layout(out).snapshot(manifest.snapshot);
  const pathOf = (question: string) => join(folder, "answers", `${question}.parquet`);
  return reportOf(manifest, await readAnswers(manifest.questions, pathOf));
}
