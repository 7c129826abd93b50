import type { Manifest } from "../publish/manifest";
import { tablePaths } from "../publish/table-files";
import { answerPath } from "../questions/answer-path";
import type { ModelTable, SnapshotTable } from "../tables/data-model";

/** Returns what the files of a snapshot hold: each table with its columns, keys and joins, each answer with its columns. */
export function dataDictionary(
  about: Omit<Manifest, "files">,
  model: readonly ModelTable<SnapshotTable>[],
  written: readonly string[],
): object {
  const { snapshot, as_of, zone, contract_version, rules_version, questions } = about;
  const tables = model.map(({ name, description, columns, primaryKey, uniqueKeys, foreignKeys, joins }) => ({
    name,
    paths: tablePaths(written, name),
    description,
    columns: columns.map(({ name, kind, nullable, description }) => ({ name, type: kind, nullable, description })),
    primary_key: primaryKey,
    unique_keys: uniqueKeys,
    foreign_keys: foreignKeys,
    joins,
  }));
  const answers = questions.map(({ question, title, window, columns }) => ({
    name: question,
    paths: [answerPath(question)],
    title,
    window,
    columns,
  }));
  return { snapshot, as_of, zone, contract_version, rules_version, tables, answers };
}
