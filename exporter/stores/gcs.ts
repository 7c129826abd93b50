import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Bucket, type File, type SaveOptions, Storage } from "@google-cloud/storage";
import { Failure } from "../words/failure";
import { isThisMachine } from "../words/this-machine";
import { addressOf, type BucketAddress } from "./address";
import { type Arriving, bring } from "./bring";
import { homeOf } from "./cache";
import { failpoint } from "./failpoint";
import { gcsFailure, isMissing, isReplaced } from "./gcs-failures";
import { inParallel } from "./in-parallel";
import { proven, provenBytes } from "./proven";
import type { GcsSettings } from "./settings";
import type { Replacing, Store, StoredObject, StoredText } from "./store";

/** Up to here in one request; beyond, in pieces that are sent again one by one. Google takes multiples of 256 KB. */
const PIECE_BYTES = 8 * 1024 * 1024;
const DELETED_AT_ONCE = 8;
/** After the first try, with pauses of 1, 2 and 4 s and more. */
const MORE_TRIES = 3;
const DENIED = "storage.objects.";

/** A place in a bucket of Google Cloud Storage. A version is a generation. */
export class GcsStore implements Store {
  readonly folder = null;
  readonly home: string;

  private constructor(
    readonly name: string,
    private readonly address: BucketAddress,
    private readonly settings: GcsSettings,
    private readonly bucket: Bucket,
    endpoint: string,
  ) {
    this.home = homeOf(`${endpoint} ${name}`);
  }

  /** Signs in as Google's tools do: by a key file in the environment, `gcloud auth`, or the machine's own account. */
  static open(name: string, address: BucketAddress, settings: GcsSettings): GcsStore {
    const { STORAGE_EMULATOR_HOST: emulator, ...rest } = process.env;
    const endpoint = settings.endpoint ?? (emulator ? emulator.replace(/^(?!\w+:\/\/)/, "http://") : undefined);
    const isLocal = endpoint !== undefined && URL.canParse(endpoint) && isThisMachine(new URL(endpoint).hostname);
    const options = {
      ...(endpoint !== undefined && { apiEndpoint: endpoint, useAuthWithCustomEndpoint: !isLocal }),
      retryOptions: { maxRetries: MORE_TRIES },
    };
    const { userProject } = settings;
    const { env } = process;
    // The library would leave the API's own path out of addresses at that host.
    process.env = rest;
    try {
      const bucket = new Storage(options).bucket(address.bucket, userProject === undefined ? {} : { userProject });
      return new GcsStore(name, address, settings, bucket, endpoint ?? "");
    } finally {
      process.env = env;
    }
  }

  async get(key: string): Promise<StoredText | null> {
    return this.asked("get", key, async () => {
      for (;;) {
        const known = await unlessMissing(this.file(key).getMetadata());
        if (known === null) return null;
        const [{ generation, updated }, response] = known;
        const found = await unlessMissing(this.file(key, String(generation)).download());
        // Replaced in between: its old generation is gone.
        if (found === null) continue;
        const { date } = response.headers as Record<string, string>;
        const age = Math.max(0, (Date.parse(date) || Date.now()) - Date.parse(updated!));
        return { text: found[0].toString("utf8"), version: String(generation), age };
      }
    });
  }

  async list(prefix: string): Promise<StoredObject[]> {
    return this.asked("list", null, async () => {
      const [files] = await this.bucket.getFiles({ prefix: this.at(prefix === "" ? "" : `${prefix}/`) });
      return files.map(({ name, metadata }) => ({ key: this.keyOf(name), bytes: Number(metadata.size) }));
    });
  }

  sha256(key: string): Promise<string | null> {
    return this.bring(key, null);
  }

  fetch(key: string, path: string): Promise<string | null> {
    return this.bring(key, path);
  }

  async put(key: string, path: string, sha256: string, onBytes: (bytes: number) => void = () => {}): Promise<void> {
    const { size } = await stat(path);
    const options: SaveOptions = {
      ...this.saving(0),
      metadata: { metadata: { sha256 } },
      resumable: size > PIECE_BYTES,
      chunkSize: PIECE_BYTES,
    };
    try {
      if (size > PIECE_BYTES) await this.putPieces(key, path, sha256, options, onBytes);
      else {
        await this.file(key).save(await provenBytes(path, sha256), options);
        onBytes(size);
      }
    } catch (error) {
      // The answer to an earlier try may have been lost: then what is there is ours.
      if (isReplaced(error) && (await this.isThere(key, sha256, size))) return;
      throw this.failure("create", key, error);
    }
  }

  async putIf(
    key: string,
    text: string,
    seen: string | null,
    onMoment: (moment: Replacing) => void | Promise<void> = () => {},
  ): Promise<string | null> {
    await onMoment("written");
    const file = this.file(key);
    try {
      await file.save(text, { ...this.saving(seen ?? 0), resumable: false });
    } catch (error) {
      if (!isReplaced(error)) throw this.failure("create", key, error);
      const there = await this.get(key);
      return there?.text === text ? there.version : null;
    }
    await onMoment("swapped");
    await onMoment("flushed");
    return String(file.metadata.generation);
  }

  async delete(keys: readonly string[]): Promise<void> {
    await inParallel(DELETED_AT_ONCE, keys, (key) =>
      this.asked("delete", key, () => this.file(key).delete({ ignoreNotFound: true })),
    );
  }

  /** What a broken upload leaves is no object, costs nothing, and is gone after a week. */
  async clear(): Promise<void> {}

  private async putPieces(
    key: string,
    path: string,
    sha256: string,
    options: SaveOptions,
    onBytes: (bytes: number) => void,
  ): Promise<void> {
    const target = this.file(key).createWriteStream(options);
    let told = 0;
    target.on("progress", ({ bytesWritten }: { bytesWritten: number }) => {
      onBytes(bytesWritten - told);
      told = bytesWritten;
      failpoint("part-uploaded");
    });
    await pipeline(Readable.from(proven(createReadStream(path), path, sha256)), target);
  }

  private async isThere(key: string, sha256: string, size: number): Promise<boolean> {
    const [{ metadata, size: there }] = await this.asked("get", key, () => this.file(key).getMetadata());
    return metadata?.sha256 === sha256 && Number(there) === size;
  }

  private bring(key: string, path: string | null): Promise<string | null> {
    const open = async (from: number, version: string | null): Promise<Arriving | null> => {
      const known = await unlessMissing(this.file(key).getMetadata());
      if (known === null) return null;
      const [{ generation, updated }] = known;
      if (version !== null && String(generation) !== version) throw this.changed(key);
      const body = this.file(key, String(generation)).createReadStream(from === 0 ? {} : { start: from });
      return { body, version: String(generation), modified: Date.parse(updated!) };
    };
    return this.asked("get", key, () => bring(open, path));
  }

  private saving(generation: string | number): SaveOptions {
    return { validation: "crc32c", preconditionOpts: { ifGenerationMatch: generation } };
  }

  private file(key: string, generation?: string): File {
    const { kmsKey } = this.settings;
    return this.bucket.file(this.at(key), {
      ...(generation !== undefined && { generation }),
      ...(kmsKey !== undefined && { kmsKeyName: kmsKey }),
    });
  }

  private async asked<T>(action: string, key: string | null, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw this.failure(action, key, error);
    }
  }

  private failure(action: string, key: string | null, error: unknown): Failure {
    const where = key === null ? this.name : addressOf(this.name, key);
    return gcsFailure(error, { permission: `${DENIED}${action}`, bucket: this.address.bucket, where });
  }

  private changed(key: string): Failure {
    return new Failure("STORE_CHANGED", `${addressOf(this.name, key)} was written by somebody else meanwhile.`);
  }

  private at(key: string): string {
    const { prefix } = this.address;
    return prefix === "" ? key : `${prefix}/${key}`;
  }

  private keyOf(whole: string): string {
    return whole.slice(this.at("").length);
  }
}

async function unlessMissing<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}
