import { mkdir } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname, join, resolve } from "node:path";
import { inParallel } from "../stores/in-parallel";
import { openStore } from "../stores/open-store";
import type { StoreSettings } from "../stores/settings";
import { sha256Of, sha256OfText } from "../stores/sha256";
import type { Store } from "../stores/store";
import { Failure } from "../words/failure";

const FILES_AT_ONCE = 4;

/** A folder in a bucket in which Spark works, where its executors and this machine share no disk. One publisher at a time uses it. */
export class BucketFolder {
  private constructor(
    private readonly store: Store,
    private readonly prefix: string,
    /** As Spark names it. */
    readonly address: string,
  ) {}

  /**
   * Opens one below a place in a bucket, as Spark names that (`s3a://...`, `s3://...`, `gs://...`). It is always the same one for an `out`, so that a run finds
   * what a killed one left. Throws `USAGE` for any other place.
   */
  static async open(
    place: string,
    settings: StoreSettings,
    out: Pick<Store, "folder" | "name">,
  ): Promise<BucketFolder> {
    if (!/^(?:s3a?|gs):\/\/[^/]/i.test(place)) {
      throw new Failure("USAGE", `Spark and this machine cannot share ${place}.`, { way: "sparkFolder" });
    }
    const store = await openStore({ ...settings, out: place.replace(/^s3a:/i, "s3:") });
    const identity = out.folder === null ? out.name : `${hostname()} ${resolve(out.folder)}`;
    const prefix = `lead-export-${sha256OfText(identity).slice(0, 12)}`;
    return new BucketFolder(store, prefix, `${place.replace(/\/+$/, "")}/${prefix}`);
  }

  /** Removes all that is in it: also what a run left that was killed. */
  async clear(): Promise<void> {
    await this.store.clear(this.prefix);
    await this.store.delete((await this.store.list(this.prefix)).map(({ key }) => key));
  }

  /** Puts a file of this machine under a name that is free. */
  async put(name: string, path: string): Promise<void> {
    await this.store.put(`${this.prefix}/${name}`, path, await sha256Of(path));
  }

  /** Returns the text of a small file; `null`: there is none. */
  async text(name: string): Promise<string | null> {
    return (await this.store.get(`${this.prefix}/${name}`))?.text ?? null;
  }

  /** Brings the tables and answers that Spark wrote to a folder of this machine, each to the same place in it. */
  async bring(folder: string, onFraction: (fraction: number) => void): Promise<void> {
    const parts = (await this.store.list(this.prefix))
      .map(({ key, bytes }) => ({ key, bytes, name: key.slice(this.at("").length) }))
      .filter(({ name }) => name.endsWith(".parquet") && !name.startsWith("work/"));
    const total = parts.reduce((sum, { bytes }) => sum + bytes, 0);
    let brought = 0;
    await inParallel(FILES_AT_ONCE, parts, async ({ key, bytes, name }) => {
      const path = join(folder, name);
      await mkdir(dirname(path), { recursive: true });
      await this.store.fetch(key, path);
      brought += bytes;
      onFraction(brought / total);
    });
  }

  private at(name: string): string {
    return `${this.prefix}/${name}`;
  }
}
