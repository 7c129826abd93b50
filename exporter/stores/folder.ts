import { constants, copyFile, mkdir, readdir, readFile, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { errorCode, flushFile, flushFolder, onDisk, renameFlushed, writeFlushed } from "./disk";
import { sha256Of, sha256OfText } from "./sha256";
import type { Replacing, Store, StoredObject, StoredText } from "./store";

const MISSING = new Set(["ENOENT", "ENOTDIR"]);

/** A folder of this machine. Only the holder of its lock may write; a version is the SHA-256 of the text. */
export class FolderStore implements Store {
  readonly name: string;

  constructor(readonly folder: string) {
    this.name = folder;
  }

  async get(key: string): Promise<StoredText | null> {
    const text = await unlessMissing(readFile(this.at(key), "utf8"));
    return text === null ? null : { text, version: sha256OfText(text) };
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

  async put(key: string, path: string): Promise<void> {
    const place = this.at(key);
    await onDisk(this.folder, async () => {
      await mkdir(dirname(place), { recursive: true });
      await copyFile(path, place, constants.COPYFILE_EXCL);
      await flushFile(place);
      await flushFolder(dirname(place));
    });
  }

  async putIf(
    key: string,
    text: string,
    seen: string | null,
    onMoment: (moment: Replacing) => void | Promise<void> = () => {},
  ): Promise<string | null> {
    const place = this.at(key);
    return onDisk(this.folder, async () => {
      await writeFlushed(`${place}.new`, text);
      await onMoment("written");
      if (((await this.get(key))?.version ?? null) !== seen) {
        await rm(`${place}.new`, { force: true });
        return null;
      }
      await renameFlushed(`${place}.new`, place, () => onMoment("swapped"));
      await onMoment("flushed");
      return sha256OfText(text);
    });
  }

  async delete(keys: readonly string[]): Promise<void> {
    for (const key of keys) await rm(this.at(key), { force: true });
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
    if (MISSING.has(errorCode(error) ?? "")) return null;
    throw error;
  }
}
