import type { Readable } from "node:stream";
import {
  AbortMultipartUploadCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  type S3Client,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import type { Failure } from "../words/failure";
import type { BucketAddress } from "./address";
import type { Arriving } from "./bring";
import { BucketStore, PIECE_BYTES } from "./bucket-store";
import { openS3 } from "./s3-client";
import { isPrecondition, nameOf, s3Failure } from "./s3-failures";
import type { S3Settings } from "./settings";
import type { StoredObject } from "./store";

const MOST_PARTS = 10_000;
const PARTS_AT_ONCE = 2;
const MOST_DELETED = 1000;
/** Two that replace one object in the same moment may both be told to try again. */
const CONFLICTS = 5;

/** A place in a bucket of S3, or of a store that speaks its language. A version is an ETag. */
export class S3Store extends BucketStore {
  protected readonly actions = { get: "GetObject", put: "PutObject" };

  private constructor(
    name: string,
    address: BucketAddress,
    private readonly settings: S3Settings,
    private readonly client: S3Client,
    /** Milliseconds by which the store's clock is ahead of this one, as its last answer said. */
    private readonly clock: { ahead: number },
    endpoint: string,
  ) {
    super(name, address, endpoint);
  }

  static async open(name: string, address: BucketAddress, settings: S3Settings): Promise<S3Store> {
    const { client, clock, endpoint } = await openS3(settings);
    return new S3Store(name, address, settings, client, clock, endpoint);
  }

  async list(prefix: string): Promise<StoredObject[]> {
    const Prefix = this.below(prefix);
    return this.asked("ListBucket", null, async () => {
      const objects: StoredObject[] = [];
      for await (const { Contents = [] } of paginateListObjectsV2({ client: this.client }, { ...this.where, Prefix })) {
        for (const { Key, Size } of Contents) objects.push({ key: this.keyOf(Key!), bytes: Size! });
      }
      return objects;
    });
  }

  async delete(keys: readonly string[]): Promise<void> {
    for (let at = 0; at < keys.length; at += MOST_DELETED) {
      const Objects = keys.slice(at, at + MOST_DELETED).map((key) => ({ Key: this.at(key) }));
      await this.asked("DeleteObject", keys[at], async () => {
        const request = { ...this.where, Delete: { Objects, Quiet: true } };
        const { Errors = [] } = await this.client.send(new DeleteObjectsCommand(request));
        const [first] = Errors;
        if (first !== undefined) throw Object.assign(new Error(first.Message), { name: first.Code });
      });
    }
  }

  async clear(prefix: string): Promise<void> {
    await this.asked("ListBucketMultipartUploads", null, async () => {
      const { Uploads = [] } = await this.client.send(
        new ListMultipartUploadsCommand({ ...this.where, Prefix: this.at(`${prefix}/`) }),
      );
      for (const { Key, UploadId } of Uploads) {
        await this.asked("AbortMultipartUpload", this.keyOf(Key!), () =>
          this.client.send(new AbortMultipartUploadCommand({ ...this.where, Key, UploadId })),
        );
      }
    });
  }

  protected async replace(key: string, text: string, seen: string | null): Promise<string> {
    const condition = seen === null ? { IfNoneMatch: "*" } : { IfMatch: seen };
    const params = { ...this.where, ...this.encryption, Key: this.at(key), Body: text, ...condition };
    for (let conflicts = 0; ; conflicts++) {
      try {
        return (await this.client.send(new PutObjectCommand(params))).ETag!;
      } catch (error) {
        if (nameOf(error) !== "ConditionalRequestConflict" || conflicts === CONFLICTS) throw error;
      }
    }
  }

  /** The store checks the bytes against the file's own SHA-256. */
  protected async putWhole(key: string, Body: Buffer, sha256: string): Promise<void> {
    const ChecksumSHA256 = Buffer.from(sha256, "hex").toString("base64");
    await this.client.send(new PutObjectCommand({ ...this.putting(key, sha256), Body, ChecksumSHA256 }));
  }

  /** The store checks each part against a SHA-256 of its own. */
  protected async putPieces(
    key: string,
    Body: Readable,
    size: number,
    sha256: string,
    onSent: (bytes: number) => void,
  ): Promise<void> {
    const upload = new Upload({
      client: this.client,
      partSize: Math.max(PIECE_BYTES, Math.ceil(size / MOST_PARTS)),
      queueSize: PARTS_AT_ONCE,
      params: { ...this.putting(key, sha256), ChecksumAlgorithm: "SHA256", Body },
    });
    upload.on("httpUploadProgress", ({ loaded = 0 }) => onSent(loaded));
    await upload.done();
  }

  protected async isThere(key: string, sha256: string, size: number): Promise<boolean> {
    const asked = new HeadObjectCommand({ ...this.where, Key: this.at(key) });
    const there = await this.asked("GetObject", key, () => this.unlessMissing(this.client.send(asked)));
    return there?.Metadata?.sha256 === sha256 && there.ContentLength === size;
  }

  protected async open(key: string, from: number, version: string | null): Promise<Arriving | null> {
    const rest = version === null ? {} : { Range: `bytes=${from}-`, IfMatch: version };
    const asked = new GetObjectCommand({ ...this.where, Key: this.at(key), ...rest });
    const found = await this.unlessMissing(this.client.send(asked));
    if (found === null) return null;
    const modified = found.LastModified!.getTime();
    const age = Math.max(0, Date.now() + this.clock.ahead - modified);
    return { body: found.Body as Readable, version: found.ETag!, modified, age };
  }

  protected isRefused(error: unknown): boolean {
    return isPrecondition(error);
  }

  protected isMissing(error: unknown): boolean {
    return /^(NoSuchKey|NotFound|NoSuchUpload)$/.test(nameOf(error));
  }

  protected failure(action: string, key: string | null, error: unknown): Failure {
    const { bucket } = this.address;
    const resource = key === null ? bucket : `${bucket}/${this.at(key)}`;
    return s3Failure(error, { action, bucket, where: this.placeOf(key), resource });
  }

  /** A new object, and never another in place of one. */
  private putting(key: string, sha256: string) {
    return { ...this.where, ...this.encryption, Key: this.at(key), IfNoneMatch: "*", Metadata: { sha256 } };
  }

  private get where(): { Bucket: string; RequestPayer?: "requester" } {
    const { bucket: Bucket } = this.address;
    return this.settings.requesterPays ? { Bucket, RequestPayer: "requester" } : { Bucket };
  }

  private get encryption() {
    const { encryption, kmsKey } = this.settings;
    return {
      ...(encryption && { ServerSideEncryption: encryption }),
      ...(kmsKey !== undefined && { SSEKMSKeyId: kmsKey }),
    };
  }
}
