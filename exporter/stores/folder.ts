import { copyFile, mkdir, readdir, readFile, rm, rmdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { changedMeanwhile } from "./changed-meanwhile";
import { flushFile, isNothingThere, onDisk, renameFlushed, writeFlushed } from "./disk";
import { sha256Of, sha256OfText } from "./sha256";
import type { Replacing, Store, StoredObject, StoredText } from "./store";

/** What a write that never ended leaves behind ends so. */
const UNFINISHED = ".new";

/** A folder of this machine. Only the holder of its lock may write; a version is the SHA-256 of the text. */
export class FolderStore implements Store {
  readonly name: string;
  readonly home: string;

  constructor(readonly folder: string) {
    this.name = folder;
    this.home = folder;
  }

  async get(key: string): Promise<StoredText | null> {
    const text = await unlessMissing(readFile(this.at(key), "utf8"));
    const status = await unlessMissing(stat(this.at(key)));
    if (text === null || status === null) return null;
    return { text, version: sha256OfText(text), age: Date.now() - status.mtimeMs };
  }

  async list(prefix: string): Promise<StoredObject[]> {
    const found = await unlessMissing(readdir(this.at(prefix), { recursive: true, withFileTypes: true }));
    const paths = (found ?? []).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    const objects = await Promise.all(
      paths.sort().map(async (path) => {
        const status = await unlessMissing(stat(path));
        return status === null ? [] : [{ key: this.keyOf(path), bytes: status.size }];
      }),
    );
    return objects.flat();
  }

  sha256(key: string): Promise<string | null> {
    return unlessMissing(sha256Of(this.at(key)));
  }

  async put(key: string, path: string, _sha256: string, onBytes: (bytes: number) => void = () => {}): Promise<void> {
    const place = this.at(key);
    await this.replacing(place, async (unfinished) => {
      await mkdir(dirname(place), { recursive: true });
      await copyFile(path, unfinished);
      await flushFile(unfinished);
      if ((await unlessMissing(stat(place))) !== null) throw changedMeanwhile(place);
      await renameFlushed(unfinished, place, () => {});
      onBytes((await stat(place)).size);
    });
  }

  async putIf(
    key: string,
    text: string,
    seen: string | null,
    onMoment: (moment: Replacing) => void | Promise<void> = () => {},
  ): Promise<string | null> {
    const place = this.at(key);
    return this.replacing(place, async (unfinished) => {
      await mkdir(dirname(place), { recursive: true });
      const bytes = Buffer.from(text);
      await writeFlushed(unfinished, bytes);
      await onMoment("written");
      if (((await this.get(key))?.version ?? null) !== seen) return null;
      await renameFlushed(unfinished, place, () => onMoment("swapped"));
      await onMoment("flushed");
      return sha256OfText(bytes);
    });
  }

  async delete(keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      await rm(this.at(key), { force: true });
      await this.removeEmpty(dirname(this.at(key)));
    }
  }

  async fetch(key: string, path: string): Promise<string | null> {
    const copied = await unlessMissing(copyFile(this.at(key), path).then(() => true));
    return copied === null ? null : sha256Of(path);
  }

  async clear(prefix: string): Promise<void> {
    const unfinished = (await this.list(prefix)).filter(({ key }) => key.endsWith(UNFINISHED));
    await this.delete(unfinished.map(({ key }) => key));
  }

  /** Writes beside the place first. Whatever becomes of it, a full disk too, no unfinished file stays; only a killed process leaves one. */
  private replacing<T>(place: string, work: (unfinished: string) => Promise<T>): Promise<T> {
    const unfinished = `${place}${UNFINISHED}`;
    return onDisk(this.folder, async () => {
      try {
        return await work(unfinished);
      } finally {
        await rm(unfinished, { force: true }).catch(() => {});
      }
    });
  }

  /** Folders are there for what is in them. */
  private async removeEmpty(folder: string): Promise<void> {
    for (let path = folder; path.startsWith(join(this.folder, "/")); path = dirname(path)) {
      try {
        await rmdir(path);
      } catch {
        return;
      }
    }
  }

  private at(key: string): string {
    return join(this.folder, key);
  }

  private keyOf(path: string): string {
    return path.slice(join(this.folder, "/").length).replaceAll("\\", "/");
  }
}

async function unlessMissing<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (isNothingThere(error)) return null;
    throw error;
  }
}
