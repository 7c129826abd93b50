import { join } from "node:path";
import { Failure } from "../words/failure";

const SCHEME = /^([a-z][a-z0-9+.-]+):\/\//i;

/** S3, Google Cloud Storage, and Azure Blob Storage, whose buckets are called containers. */
const SCHEMES = ["s3", "gs", "az"] as const;

/** A place in a bucket. */
export interface BucketAddress {
  readonly scheme: (typeof SCHEMES)[number];
  readonly bucket: string;
  /** Without a slash at either end; empty: the bucket itself. */
  readonly prefix: string;
}

/** Whether a text is an address (`s3://...`), and no path. */
export function isAddress(text: string): boolean {
  return SCHEME.test(text);
}

/** What an address names; `null` for a path. Throws `STORE_ADDRESS`. */
export function bucketAddress(text: string): BucketAddress | null {
  const named = SCHEME.exec(text)?.[1].toLowerCase();
  if (named === undefined) return null;
  const scheme = SCHEMES.find((one) => one === named);
  if (scheme === undefined) {
    throw new Failure("STORE_ADDRESS", `${text} is in no kind of store that is known.`);
  }
  const [bucket, ...rest] = text.slice(scheme.length + "://".length).split("/");
  const prefix = rest.join("/").replace(/\/+$/, "");
  const isOdd = prefix !== "" && prefix.split("/").some((part) => /^\.{0,2}$/.test(part));
  if (bucket === "" || isOdd) throw new Failure("STORE_ADDRESS", `${text} names no place in a bucket.`);
  return { scheme, bucket, prefix };
}

/** Where an object is, as people see it: a path, or an address. `store`: a folder, or a place in a bucket. */
export function addressOf(store: string, key: string): string {
  return isAddress(store) ? `${store.replace(/\/+$/, "")}/${key}` : join(store, key);
}
