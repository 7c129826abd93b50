import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Bucket, type File, IdempotencyStrategy, type SaveOptions, Storage } from "@google-cloud/storage";
import type { Failure } from "../words/failure";
import { isThisMachine } from "../words/this-machine";
import type { BucketAddress } from "./address";
import type { Arriving } from "./bring";
import { BucketStore, PIECE_BYTES } from "./bucket-store";
import { changedMeanwhile } from "./changed-meanwhile";
import { endIfSilentOrBroken } from "./gcs-connections";
import { gcsFailure, isMissing, isReplaced } from "./gcs-failures";
import { inParallel } from "./in-parallel";
import type { GcsSettings } from "./settings";
import type { StoredObject } from "./store";

const DELETED_AT_ONCE = 8;
/** After the first try, with pauses of 1, 2 and 4 s and more. */
const MORE_TRIES = 3;
const DENIED = "storage.objects.";

/** A place in a bucket of Google Cloud Storage. A version is a generation. */
export class GcsStore extends BucketStore {
  protected readonly actions = { get: "get", put: "create" };

  private constructor(
    name: string,
    address: BucketAddress,
    private readonly settings: GcsSettings,
    private readonly bucket: Bucket,
    endpoint: string,
  ) {
    super(name, address, endpoint);
  }

  /** Signs in as Google's tools do: by a key file in the environment, `gcloud auth`, or the machine's own account. */
  static open(name: string, address: BucketAddress, settings: GcsSettings): GcsStore {
    const { STORAGE_EMULATOR_HOST: emulator, ...rest } = process.env;
    const endpoint = settings.endpoint ?? (emulator ? emulator.replace(/^(?!\w+:\/\/)/, "http://") : undefined);
    const isLocal = endpoint !== undefined && URL.canParse(endpoint) && isThisMachine(new URL(endpoint).hostname);
    const options = {
      ...(endpoint !== undefined && { apiEndpoint: endpoint, useAuthWithCustomEndpoint: !isLocal }),
      // All that is asked may be asked twice: what is put has a condition, and what is deleted is gone.
      retryOptions: { maxRetries: MORE_TRIES, idempotencyStrategy: IdempotencyStrategy.RetryAlways },
    };
    const { userProject } = settings;
    const { env } = process;
    // The library would leave the API's own path out of addresses at that host.
    process.env = rest;
    try {
      const storage = new Storage(options);
      endIfSilentOrBroken(new URL(storage.apiEndpoint).host);
      const bucket = storage.bucket(address.bucket, userProject === undefined ? {} : { userProject });
      return new GcsStore(name, address, settings, bucket, endpoint ?? "");
    } finally {
      process.env = env;
    }
  }

  async list(prefix: string): Promise<StoredObject[]> {
    return this.asked("list", null, async () => {
      const [files] = await this.bucket.getFiles({ prefix: this.below(prefix) });
      return files.map(({ name, metadata }) => ({ key: this.keyOf(name), bytes: Number(metadata.size) }));
    });
  }

  async delete(keys: readonly string[]): Promise<void> {
    await inParallel(DELETED_AT_ONCE, keys, (key) =>
      this.asked("delete", key, () => this.file(key).delete({ ignoreNotFound: true })),
    );
  }

  /** What a broken upload leaves is no object, costs nothing, and is gone after a week. */
  async clear(): Promise<void> {}

  protected async replace(key: string, text: string, seen: string | null): Promise<string> {
    const file = this.file(key);
    await file.save(text, { ...this.saving(seen ?? 0), resumable: false });
    return String(file.metadata.generation);
  }

  protected async putWhole(key: string, bytes: Buffer, sha256: string): Promise<void> {
    await this.file(key).save(bytes, { ...this.putting(sha256), resumable: false });
  }

  /** Each piece that does not arrive is sent again alone. */
  protected async putPieces(
    key: string,
    body: Readable,
    _size: number,
    sha256: string,
    onSent: (bytes: number) => void,
  ): Promise<void> {
    const options = { ...this.putting(sha256), resumable: true, chunkSize: PIECE_BYTES };
    const target = this.file(key).createWriteStream(options);
    target.on("progress", ({ bytesWritten }: { bytesWritten: number }) => onSent(bytesWritten));
    await pipeline(body, target);
  }

  protected async isThere(key: string, sha256: string, size: number): Promise<boolean> {
    const known = await this.asked("get", key, () => this.unlessMissing(this.file(key).getMetadata()));
    return known?.[0].metadata?.sha256 === sha256 && Number(known[0].size) === size;
  }

  protected async open(key: string, from: number, version: string | null): Promise<Arriving | null> {
    const known = await this.unlessMissing(this.file(key).getMetadata());
    if (known === null) return null;
    const [{ generation, updated }, response] = known;
    if (version !== null && String(generation) !== version) throw changedMeanwhile(this.placeOf(key));
    const body = this.file(key, String(generation)).createReadStream(from === 0 ? {} : { start: from });
    const modified = Date.parse(updated!);
    const { date } = response.headers as Record<string, string>;
    const age = Math.max(0, (Date.parse(date) || Date.now()) - modified);
    return { body, version: String(generation), modified, age };
  }

  protected isRefused(error: unknown): boolean {
    return isReplaced(error);
  }

  protected isMissing(error: unknown): boolean {
    return isMissing(error);
  }

  protected failure(action: string, key: string | null, error: unknown): Failure {
    const { bucket } = this.address;
    return gcsFailure(error, { permission: `${DENIED}${action}`, bucket, where: this.placeOf(key) });
  }

  private saving(generation: string | number): SaveOptions {
    return { validation: "crc32c", preconditionOpts: { ifGenerationMatch: generation } };
  }

  /** A new object, and never another in place of one. */
  private putting(sha256: string): SaveOptions {
    return { ...this.saving(0), metadata: { metadata: { sha256 } } };
  }

  private file(key: string, generation?: string): File {
    const { kmsKey } = this.settings;
    return this.bucket.file(this.at(key), {
      ...(generation !== undefined && { generation }),
      ...(kmsKey !== undefined && { kmsKeyName: kmsKey }),
    });
  }
}
