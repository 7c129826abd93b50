import { createHash } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { constants, gzip } from "node:zlib";
import * as v from "valibot";
import { Cache } from "../../stores/cache";
import { makeFolder, onDisk } from "../../stores/disk";
import { sha256Of } from "../../stores/sha256";
import type { Store } from "../../stores/store";
import type { TabRead, WorkbookRead } from "../workbook/read-workbook";

const zip = promisify(gzip);

export const INFO = "copy.json";
const RAW = "raw";
const STAGING = ".staging";
const TABS = ["leads", "companies"] as const;

const tab = v.object({
  /** The tab's title. */
  title: v.string(),
  /** Of the contract's columns: the content. */
  sha256: v.string(),
  /** Of the file. */
  file_sha256: v.string(),
  notices: v.array(v.object({ code: v.string(), sentence: v.string() })),
});
const copyInfo = v.object({
  workbook_id: v.string(),
  title: v.string(),
  zone: v.string(),
  locale: v.string(),
  revision: v.string(),
  read_at: v.pipe(v.string(), v.isoTimestamp()),
  tabs: v.object({ leads: tab, companies: tab }),
  /** The pairs kept apart. Older copies have none. */
  apart: v.optional(v.array(v.string()), []),
  /** What people decided. Older copies have nothing. */
  decisions: v.optional(
    v.object({
      countries: v.array(v.object({ typed: v.string(), code: v.string(), by: v.string(), at: v.string() })),
      ignored: v.array(v.string()),
    }),
    { countries: [], ignored: [] },
  ),
});

/** What a copy says about itself. */
export type CopyInfo = v.InferOutput<typeof copyInfo>;

/** The rows of a workbook as they were read, in files that read back the same. */
export interface RawCopy {
  readonly leads: string;
  readonly companies: string;
  readonly info: CopyInfo;
}

/** A copy that counts only once it is kept. */
export interface StagedCopy extends RawCopy {
  /** Makes it the last good copy: it counts once its description is there. Earlier ones go. */
  keep(): Promise<void>;
  discard(): Promise<void>;
}

/** Writes what was read to files of this machine, which may become the copy below `raw/<workbook id>` of the store. Only the holder of its lock may. */
export async function stageCopy(store: Store, workbookId: string, read: WorkbookRead): Promise<StagedCopy> {
  const folder = copyStaging(store, workbookId);
  const packed = {
    leads: await zip(read.tabs.leads.text, { level: constants.Z_BEST_SPEED }),
    companies: await zip(read.tabs.companies.text, { level: constants.Z_BEST_SPEED }),
  };
  const info = infoOf(workbookId, read, packed);
  await onDisk(store.home, async () => {
    await rm(folder, { recursive: true, force: true });
    await makeFolder(folder);
    for (const name of TABS) await writeFile(join(folder, fileOf(name)), packed[name]);
    await writeFile(join(folder, INFO), `${JSON.stringify(info, null, 2)}\n`);
  });
  return {
    ...copyAt(folder, info),
    keep: async () => {
      const earlier = await copiesIn(store, workbookId);
      const kept = `${RAW}/${workbookId}/${info.read_at.replaceAll(":", "")}`;
      await store.delete(earlier.get(kept) ?? []);
      for (const file of [...TABS.map(fileOf), INFO]) {
        await store.put(`${kept}/${file}`, join(folder, file), await sha256Of(join(folder, file)));
      }
      for (const [older, keys] of earlier) if (older !== kept) await store.delete(keys);
    },
    discard: () => rm(folder, { recursive: true, force: true }),
  };
}

/** The last copy that was kept and is still whole, as files of this machine; `null` when there is none. */
export async function lastCopy(store: Store, workbookId: string): Promise<RawCopy | null> {
  for (const prefix of [...(await copiesIn(store, workbookId)).keys()].sort().reverse()) {
    const copy = await wholeCopy(store, prefix, workbookId);
    if (copy !== null) return copy;
  }
  return null;
}

export function fileOf(name: "leads" | "companies"): string {
  return `${name}.jsonl.gz`;
}

function copyAt(folder: string, info: CopyInfo): RawCopy {
  return { leads: join(folder, fileOf("leads")), companies: join(folder, fileOf("companies")), info };
}

function infoOf(
  workbookId: string,
  { title, zone, locale, revision, readAt, tabs, apart, decisions }: WorkbookRead,
  packed: { leads: Buffer; companies: Buffer },
): CopyInfo {
  const tabOf = ({ info, sha256, notices }: TabRead, file: Buffer) => ({
    title: info.title,
    sha256,
    file_sha256: hashOf(file),
    notices: notices.map(({ code, sentence }) => ({ code, sentence })),
  });
  return {
    workbook_id: workbookId,
    title,
    zone,
    locale,
    revision,
    read_at: new Date(readAt).toISOString(),
    tabs: { leads: tabOf(tabs.leads, packed.leads), companies: tabOf(tabs.companies, packed.companies) },
    apart: [...apart],
    decisions: { countries: [...decisions.countries], ignored: [...decisions.ignored] },
  };
}

/** The workbooks that there are copies of. */
export async function workbooksIn(store: Store): Promise<string[]> {
  return [...new Set((await store.list(RAW)).map(({ key }) => key.split("/")[1]))];
}

/** The folder of this machine in which a copy is made; what is in it when nobody is at work was left by a run that was killed. */
export function copyStaging({ home }: Store, workbookId: string): string {
  return join(home, RAW, workbookId, STAGING);
}

/** What lies below `raw/<workbook id>`, as the prefix of a copy -> its keys. */
export async function copiesIn(store: Store, workbookId: string): Promise<Map<string, string[]>> {
  const copies = new Map<string, string[]>();
  for (const { key } of await store.list(`${RAW}/${workbookId}`)) {
    const parts = key.split("/");
    if (parts[2] === STAGING) continue;
    const prefix = parts.slice(0, 3).join("/");
    copies.set(prefix, [...(copies.get(prefix) ?? []), key]);
  }
  return copies;
}

/** A copy as files of this machine; `null`: it is damaged. */
export async function wholeCopy(store: Store, prefix: string, workbookId: string): Promise<RawCopy | null> {
  const stored = await store.get(`${prefix}/${INFO}`);
  let info: CopyInfo;
  try {
    info = v.parse(copyInfo, JSON.parse(stored?.text ?? ""));
  } catch {
    // Damaged: an older one may serve.
    return null;
  }
  if (info.workbook_id !== workbookId) return null;
  const files = { leads: "", companies: "" };
  for (const name of TABS) {
    const path = await localCopy(store, `${prefix}/${fileOf(name)}`, info.tabs[name].file_sha256);
    if (path === null) return null;
    files[name] = path;
  }
  return { ...files, info };
}

/** The file itself in a folder, or in the cache; `null`: it is not what it was. */
async function localCopy(store: Store, key: string, sha256: string): Promise<string | null> {
  if (store.folder !== null) return (await store.sha256(key)) === sha256 ? join(store.folder, key) : null;
  return new Cache().file(sha256, null, (path) => store.fetch(key, path));
}

function hashOf(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}
