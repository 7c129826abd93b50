import type { Readable } from "node:stream";
import type { BlobDownloadResponseParsed, BlockBlobClient, ContainerClient } from "@azure/storage-blob";
import type { Failure } from "../words/failure";
import type { BucketAddress } from "./address";
import { openAzure } from "./azure-client";
import { azureFailure, isMissing, isReplaced } from "./azure-failures";
import type { Arriving } from "./bring";
import { BucketStore, PIECE_BYTES } from "./bucket-store";
import { changedMeanwhile } from "./changed-meanwhile";
import { inParallel } from "./in-parallel";
import { type Piece, piecesOf } from "./pieces";
import type { AzureSettings } from "./settings";
import type { StoredObject } from "./store";

const MOST_BLOCKS = 50_000;
const BLOCKS_AT_ONCE = 2;
const DELETED_AT_ONCE = 8;

/** A place in a container of Azure Blob Storage. A version is an ETag. */
export class AzureStore extends BucketStore {
  protected readonly actions = { get: "read", put: "write" };

  private constructor(
    name: string,
    address: BucketAddress,
    private readonly settings: AzureSettings,
    private readonly container: ContainerClient,
  ) {
    super(name, address, new URL(container.url).origin);
  }

  static async open(name: string, address: BucketAddress, settings: AzureSettings): Promise<AzureStore> {
    return new AzureStore(
      name,
      address,
      settings,
      (await openAzure(name, settings)).getContainerClient(address.bucket),
    );
  }

  async list(prefix: string): Promise<StoredObject[]> {
    return this.asked("read", null, async () => {
      const objects: StoredObject[] = [];
      // Accounts with real folders list these too, as empty objects.
      for await (const { name, properties, metadata } of this.blobs(prefix, { includeMetadata: true })) {
        if (metadata?.hdi_isfolder !== "true")
          objects.push({ key: this.keyOf(name), bytes: properties.contentLength! });
      }
      return objects;
    });
  }

  async delete(keys: readonly string[]): Promise<void> {
    await inParallel(DELETED_AT_ONCE, keys, (key) =>
      this.asked("delete", key, () => this.blob(key).deleteIfExists({ deleteSnapshots: "include" })),
    );
  }

  /** Blocks that were never put together are listed as an object that is not there; it is made of none of them, and deleted. */
  async clear(prefix: string): Promise<void> {
    const begun = await this.asked("read", null, async () => {
      const keys = new Set<string>();
      for await (const { name } of this.blobs(prefix, { includeUncommitedBlobs: true })) keys.add(this.keyOf(name));
      for await (const { name } of this.blobs(prefix, {})) keys.delete(this.keyOf(name));
      return [...keys];
    });
    for (const key of begun) {
      await this.asked("write", key, () => this.blob(key).commitBlockList([], { conditions: { ifNoneMatch: "*" } }));
    }
    await this.delete(begun);
  }

  protected async replace(key: string, text: string, seen: string | null): Promise<string> {
    const body = Buffer.from(text);
    const conditions = seen === null ? { ifNoneMatch: "*" } : { ifMatch: seen };
    return (await this.blob(key).upload(body, body.length, { ...this.encryption, conditions })).etag!;
  }

  protected async putWhole(key: string, bytes: Buffer, sha256: string): Promise<void> {
    await this.blob(key).upload(bytes, bytes.length, this.putting(sha256));
  }

  protected async putPieces(
    key: string,
    body: Readable,
    size: number,
    sha256: string,
    onSent: (bytes: number) => void,
  ): Promise<void> {
    const blob = this.blob(key);
    const blocks: string[] = [];
    let sent = 0;
    await inParallel(BLOCKS_AT_ONCE, piecesOf(body, Math.max(PIECE_BYTES, Math.ceil(size / MOST_BLOCKS))), stage);
    await blob.commitBlockList(blocks, this.putting(sha256));

    async function stage({ id, bytes }: Piece): Promise<void> {
      blocks.push(id);
      await blob.stageBlock(id, bytes, bytes.length);
      sent += bytes.length;
      onSent(sent);
    }
  }

  protected async isThere(key: string, sha256: string, size: number): Promise<boolean> {
    const there = await this.asked("read", key, () => this.unlessMissing(this.blob(key).getProperties()));
    return there?.metadata?.sha256 === sha256 && there.contentLength === size;
  }

  protected async open(key: string, from: number, version: string | null): Promise<Arriving | null> {
    const found = await this.download(key, from, version);
    if (found === null) return null;
    const { readableStreamBody, etag, lastModified, date } = found;
    const modified = lastModified!.getTime();
    const age = Math.max(0, (date?.getTime() ?? Date.now()) - modified);
    return { body: readableStreamBody as Readable, version: etag!, modified, age };
  }

  protected isRefused(error: unknown): boolean {
    return isReplaced(error);
  }

  protected isMissing(error: unknown): boolean {
    return isMissing(error);
  }

  protected failure(action: string, key: string | null, error: unknown): Failure {
    return azureFailure(error, { action, container: this.address.bucket, where: this.placeOf(key) });
  }

  /** Where the connection breaks, `bring` goes on, and not the library: only the former asks for the version whose bytes are here. */
  private async download(
    key: string,
    from: number,
    version: string | null,
  ): Promise<BlobDownloadResponseParsed | null> {
    const conditions = version === null ? {} : { ifMatch: version };
    try {
      return await this.unlessMissing(this.blob(key).download(from, undefined, { conditions, maxRetryRequests: 0 }));
    } catch (error) {
      if (isReplaced(error)) throw changedMeanwhile(this.placeOf(key), error);
      throw error;
    }
  }

  private blobs(prefix: string, including: { includeMetadata?: true; includeUncommitedBlobs?: true }) {
    return this.container.listBlobsFlat({ prefix: this.below(prefix), ...including });
  }

  /** A new object, and never another in place of one. */
  private putting(sha256: string) {
    return { ...this.encryption, metadata: { sha256 }, conditions: { ifNoneMatch: "*" } };
  }

  private get encryption() {
    const { encryptionScope } = this.settings;
    return encryptionScope === undefined ? {} : { encryptionScope };
  }

  private blob(key: string): BlockBlobClient {
    return this.container.getBlockBlobClient(this.at(key));
  }
}
