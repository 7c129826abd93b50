import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import type { Cell } from "../../../shared/cell";
import { LEADS } from "../../../shared/contract";
import { bindHeaders } from "../../../shared/headers";
import { makeFolder, onDisk } from "../../stores/disk";
import { sha256Of } from "../../stores/sha256";
import type { Store } from "../../stores/store";
import type { IsOfPerson } from "../person";
import { revisionOf } from "../workbook/read-workbook";
import { tabLines } from "../workbook/tab-lines";
import { copiesIn, copyStaging, fileOf, INFO, type RawCopy, wholeCopy, workbooksIn } from "./raw-copy";

/** A copy of a workbook, and how many of its rows are somebody's. */
export interface CopyRows {
  readonly copy: string;
  readonly rows: number;
}

/** Counts the rows of a person in the copies of all workbooks; a copy that is damaged is none, and counts as nothing. */
export async function rowsInCopies(store: Store, isTheirs: IsOfPerson): Promise<CopyRows[]> {
  const found: CopyRows[] = [];
  for await (const { prefix, copy } of wholeCopies(store)) {
    const rows = theirs(await leadsIn(copy), isTheirs).length;
    if (rows > 0) found.push({ copy: prefix, rows });
  }
  return found;
}

/**
 * Takes the rows of a person out of the copies of all workbooks: they become blank, so that the others keep their numbers. The new copy is
 * there before the old one goes. What killed runs and damaged copies left goes altogether.
 */
export async function forgetInCopies(store: Store, isTheirs: IsOfPerson): Promise<CopyRows[]> {
  const found: CopyRows[] = [];
  const whole = new Set<string>();
  for (const workbook of await workbooksIn(store)) {
    await rm(copyStaging(store, workbook), { recursive: true, force: true });
  }
  for await (const { prefix, copy } of wholeCopies(store)) {
    whole.add(prefix);
    const lines = await leadsIn(copy);
    const places = theirs(lines, isTheirs);
    if (places.length === 0) continue;
    for (const place of places) lines[place] = [];
    whole.add(await putCopy(store, prefix, copy, lines));
    whole.delete(prefix);
    found.push({ copy: prefix, rows: places.length });
  }
  for (const workbook of await workbooksIn(store)) {
    for (const [prefix, keys] of await copiesIn(store, workbook)) if (!whole.has(prefix)) await store.delete(keys);
  }
  return found;
}

async function* wholeCopies(store: Store): AsyncGenerator<{ prefix: string; copy: RawCopy }> {
  for (const workbook of await workbooksIn(store)) {
    for (const prefix of (await copiesIn(store, workbook)).keys()) {
      const copy = await wholeCopy(store, prefix, workbook);
      if (copy !== null) yield { prefix, copy };
    }
  }
}

/** The header, then the rows. */
async function leadsIn({ leads }: RawCopy): Promise<Cell[][]> {
  const text = gunzipSync(await readFile(leads)).toString();
  return text.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line)]));
}

/** Where the rows of a person are; the header is 0. */
function theirs(lines: readonly Cell[][], isTheirs: IsOfPerson): number[] {
  const columns: Record<string, number> = bindHeaders(LEADS, lines[0].map(String)).columns;
  return lines.flatMap((row, place) => (place > 0 && isTheirs((field) => row[columns[field]] ?? null) ? [place] : []));
}

async function putCopy(store: Store, prefix: string, { companies, info }: RawCopy, lines: Cell[][]): Promise<string> {
  const headers = lines[0].map(String);
  const binding = bindHeaders(LEADS, headers);
  const { text, sha256 } = tabLines(LEADS, lines, { headers, shown: headers, binding, notices: [] });
  const folder = copyStaging(store, info.workbook_id);
  const next = `${prefix}-2`;
  try {
    await onDisk(store.home, async () => {
      await makeFolder(folder);
      await writeFile(join(folder, fileOf("leads")), gzipSync(text));
      const leads = { ...info.tabs.leads, sha256, file_sha256: await sha256Of(join(folder, fileOf("leads"))) };
      const { apart, decisions, tabs } = info;
      const revision = revisionOf(sha256, tabs.companies.sha256, apart, decisions);
      const about = { ...info, revision, tabs: { ...tabs, leads } };
      await writeFile(join(folder, INFO), `${JSON.stringify(about, null, 2)}\n`);
    });
    const files = { [fileOf("leads")]: join(folder, fileOf("leads")), [fileOf("companies")]: companies };
    for (const [name, path] of [...Object.entries(files), [INFO, join(folder, INFO)]]) {
      await store.put(`${next}/${name}`, path, await sha256Of(path));
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return next;
}
