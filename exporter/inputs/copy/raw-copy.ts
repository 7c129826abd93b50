import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { constants, gzip } from "node:zlib";
import * as v from "valibot";
import { errorCode, flushFile, flushFolder, makeFolder, onDisk, renameFlushed } from "../../stores/disk";
import type { TabRead, WorkbookRead } from "../workbook/read-workbook";

const zip = promisify(gzip);

const INFO = "copy.json";
const STAGING = ".staging";

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
  /** Makes it the last good copy, by one rename; earlier ones go. */
  keep(): Promise<void>;
  discard(): Promise<void>;
}

/** Writes what was read below `<out>/raw/<workbook id>`. Only the holder of the lock of `<out>` may. */
export async function stageCopy(out: string, workbookId: string, read: WorkbookRead): Promise<StagedCopy> {
  const home = homeOf(out, workbookId);
  const folder = join(home, STAGING);
  const packed = {
    leads: await zip(read.tabs.leads.text, { level: constants.Z_BEST_SPEED }),
    companies: await zip(read.tabs.companies.text, { level: constants.Z_BEST_SPEED }),
  };
  const info = infoOf(workbookId, read, packed);
  await onDisk(out, async () => {
    await makeFolder(home);
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder);
    for (const name of ["leads", "companies"] as const) {
      await writeFile(fileOf(folder, name), packed[name]);
    }
    await writeFile(join(folder, INFO), `${JSON.stringify(info, null, 2)}\n`);
  });
  return {
    ...copyAt(folder, info),
    keep: () =>
      onDisk(out, async () => {
        for (const name of await readdir(folder)) await flushFile(join(folder, name));
        await flushFolder(folder);
        const kept = join(home, info.read_at.replaceAll(":", ""));
        await rm(kept, { recursive: true, force: true });
        await renameFlushed(folder, kept, () => {});
        for (const older of await copies(home)) {
          if (join(home, older) !== kept) await rm(join(home, older), { recursive: true, force: true });
        }
      }),
    discard: () => rm(folder, { recursive: true, force: true }),
  };
}

/** The last copy that was kept and is still whole; `null` when there is none. */
export async function lastCopy(out: string, workbookId: string): Promise<RawCopy | null> {
  const home = homeOf(out, workbookId);
  for (const name of (await copies(home)).reverse()) {
    const info = await wholeInfo(join(home, name), workbookId);
    if (info !== null) return copyAt(join(home, name), info);
  }
  return null;
}

function homeOf(out: string, workbookId: string): string {
  return join(out, "raw", workbookId);
}

function fileOf(folder: string, name: "leads" | "companies"): string {
  return join(folder, `${name}.jsonl.gz`);
}

function copyAt(folder: string, info: CopyInfo): RawCopy {
  return { leads: fileOf(folder, "leads"), companies: fileOf(folder, "companies"), info };
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

/** The names of the copies, the oldest first. */
async function copies(home: string): Promise<string[]> {
  try {
    return (await readdir(home)).filter((name) => name !== STAGING).sort();
  } catch (error) {
    if (errorCode(error) === "ENOENT") return [];
    throw error;
  }
}

async function wholeInfo(folder: string, workbookId: string): Promise<CopyInfo | null> {
  try {
    const info = v.parse(copyInfo, JSON.parse(await readFile(join(folder, INFO), "utf8")));
    if (info.workbook_id !== workbookId) return null;
    for (const name of ["leads", "companies"] as const) {
      if (hashOf(await readFile(fileOf(folder, name))) !== info.tabs[name].file_sha256) return null;
    }
    return info;
  } catch {
    // Damaged: an older one may serve.
    return null;
  }
}

function hashOf(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}
