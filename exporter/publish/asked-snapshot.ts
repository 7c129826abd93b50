import type { AskedSnapshot } from "../questions/adhoc-tables";
import { answerPath } from "../questions/answer-path";
import { TABLE_NAMES, type TableFiles } from "../questions/tables";
import type { Store } from "../stores/store";
import { localFile } from "./local-file";
import { sourceFiles } from "./source-files";
import { tableFiles } from "./table-files";
import { verify } from "./verify";

/** What of a snapshot an ad-hoc statement may read: its files, each proven as published. Throws `SNAPSHOT_MISSING`, `SNAPSHOT_CHANGED`. */
export async function askedSnapshot(store: Store, name: string): Promise<AskedSnapshot> {
  const manifest = await verify(store, name, []);
  const files = await Promise.all(TABLE_NAMES.map(async (table) => [table, await tableFiles(store, manifest, table)]));
  const answers = manifest.questions.map(async ({ question, columns }) => {
    return { question, columns, path: await localFile(store, manifest, answerPath(question)) };
  });
  return {
    snapshot: name,
    asOf: manifest.as_of,
    files: Object.fromEntries(files) as TableFiles,
    changes: await tableFiles(store, manifest, "changes"),
    answers: await Promise.all(answers),
    sources: sourceFiles(manifest),
  };
}
