import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import type { Failure } from "../words/failure";
import { addressOf, type BucketAddress } from "./address";
import { type Arriving, bring, bringText } from "./bring";
import { homeOf } from "./cache";
import { failpoint } from "./failpoint";
import { proven, provenBytes } from "./proven";
import type { Replacing, Store, StoredObject, StoredText } from "./store";

/** Up to here an object goes in one request; beyond, in pieces of at least as much. Google takes multiples of 256 KB. */
export const PIECE_BYTES = 8 * 1024 * 1024;

/** A place in a bucket, whosever it is: what differs from cloud to cloud is how one request is made, and what its refusal means. */
export abstract class BucketStore implements Store {
  readonly folder = null;
  readonly home: string;

  /** What an administrator must permit for an object to be read and put. */
  protected abstract readonly actions: { readonly get: string; readonly put: string };

  protected constructor(
    readonly name: string,
    protected readonly address: BucketAddress,
    endpoint: string,
  ) {
    this.home = homeOf(`${endpoint} ${name}`);
  }

  abstract list(prefix: string): Promise<StoredObject[]>;
  abstract delete(keys: readonly string[]): Promise<void>;
  abstract clear(prefix: string): Promise<void>;

  /** Puts a text where there is none (`seen`: null), or in place of the version that was seen. Returns its own version. */
  protected abstract replace(key: string, text: string, seen: string | null): Promise<string>;
  /** Puts a small object where none is. */
  protected abstract putWhole(key: string, bytes: Buffer, sha256: string): Promise<void>;
  /** Puts a large one where none is. `onSent` is told how many bytes have arrived in all. */
  protected abstract putPieces(
    key: string,
    body: Readable,
    size: number,
    sha256: string,
    onSent: (bytes: number) => void,
  ): Promise<void>;
  /** Whether an object is what was to be put there. */
  protected abstract isThere(key: string, sha256: string, size: number): Promise<boolean>;
  /** Opens an object at byte `from`, of the version whose earlier bytes are here already. `null`: there is none. */
  protected abstract open(key: string, from: number, version: string | null): Promise<Arriving | null>;
  /** Whether a put was refused because another object is there. */
  protected abstract isRefused(error: unknown): boolean;
  /** Whether there is no such object, or no such upload (any more: it may be one by now). */
  protected abstract isMissing(error: unknown): boolean;
  /** What went wrong with an action on an object, or on the bucket (`null`). */
  protected abstract failure(action: string, key: string | null, error: unknown): Failure;

  get(key: string): Promise<StoredText | null> {
    return this.asked(this.actions.get, key, () => bringText(() => this.open(key, 0, null)));
  }

  sha256(key: string): Promise<string | null> {
    return this.bring(key, null);
  }

  fetch(key: string, path: string): Promise<string | null> {
    return this.bring(key, path);
  }

  async putIf(
    key: string,
    text: string,
    seen: string | null,
    onMoment: (moment: Replacing) => void | Promise<void> = () => {},
  ): Promise<string | null> {
    await onMoment("written");
    let version: string;
    try {
      version = await this.replace(key, text, seen);
    } catch (error) {
      if (!this.isRefused(error) && !(seen !== null && this.isMissing(error))) {
        throw this.failure(this.actions.put, key, error);
      }
      // The answer to an earlier try may have been lost: then what is there is ours.
      const there = await this.get(key);
      return there?.text === text ? there.version : null;
    }
    await onMoment("swapped");
    await onMoment("flushed");
    return version;
  }

  async put(key: string, path: string, sha256: string, onBytes: (bytes: number) => void = () => {}): Promise<void> {
    const { size } = await stat(path);
    try {
      if (size > PIECE_BYTES) {
        let told = 0;
        const body = Readable.from(proven(createReadStream(path), path, sha256));
        await this.putPieces(key, body, size, sha256, (bytes) => {
          onBytes(bytes - told);
          told = bytes;
          failpoint("part-uploaded");
        });
      } else {
        await this.putWhole(key, await provenBytes(path, sha256), sha256);
        onBytes(size);
      }
    } catch (error) {
      // The answer to an earlier try may have been lost: then what is there is ours.
      const mayBeDone = this.isRefused(error) || this.isMissing(error);
      if (mayBeDone && (await this.isThere(key, sha256, size))) return;
      throw this.failure(this.actions.put, key, error);
    }
  }

  /** What `work` returns; `null` when it fails because the object is not there. */
  protected async unlessMissing<T>(work: Promise<T>): Promise<T | null> {
    try {
      return await work;
    } catch (error) {
      if (this.isMissing(error)) return null;
      throw error;
    }
  }

  protected async asked<T>(action: string, key: string | null, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw this.failure(action, key, error);
    }
  }

  /** Where an object is in the bucket. */
  protected at(key: string): string {
    const { prefix } = this.address;
    return prefix === "" ? key : `${prefix}/${key}`;
  }

  /** What stands before all objects below a prefix. */
  protected below(prefix: string): string {
    return this.at(prefix === "" ? "" : `${prefix}/`);
  }

  protected keyOf(whole: string): string {
    return whole.slice(this.at("").length);
  }

  /** The place, as people see it. */
  protected placeOf(key: string | null): string {
    return key === null ? this.name : addressOf(this.name, key);
  }

  private bring(key: string, path: string | null): Promise<string | null> {
    return this.asked(this.actions.get, key, () => bring((from, version) => this.open(key, from, version), path));
  }
}
