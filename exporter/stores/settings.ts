/** What a configuration says of S3, and of stores that speak its language. */
export interface S3Settings {
  readonly region?: string | undefined;
  /** Of another store than Amazon's. */
  readonly endpoint?: string | undefined;
  /** Whether the bucket is named in the path, and not in the host. */
  readonly pathStyle?: boolean | undefined;
  readonly encryption?: "AES256" | "aws:kms" | "aws:kms:dsse" | undefined;
  readonly kmsKey?: string | undefined;
  /** Whether this account pays for what it asks of a bucket of others. */
  readonly requesterPays?: boolean | undefined;
}

/** What a configuration says of Google Cloud Storage. */
export interface GcsSettings {
  readonly endpoint?: string | undefined;
  readonly kmsKey?: string | undefined;
  /** The project that pays for what is asked of a bucket of others. */
  readonly userProject?: string | undefined;
}

/** What a configuration says of Azure Blob Storage. */
export interface AzureSettings {
  /** The storage account that containers are in. */
  readonly account?: string | undefined;
  /** Of an account that is not in the public cloud, `https://ACCOUNT.blob...`. */
  readonly endpoint?: string | undefined;
  readonly encryptionScope?: string | undefined;
}

export interface StoreSettings {
  readonly s3?: S3Settings | undefined;
  readonly gcs?: GcsSettings | undefined;
  readonly azure?: AzureSettings | undefined;
}

/** Returns what among options, or in a configuration, is about stores. */
export function storeSettings({ s3, gcs, azure }: StoreSettings): StoreSettings {
  return { s3, gcs, azure };
}

/** Where snapshots are kept, as options and configurations say it. */
export interface Place extends StoreSettings {
  readonly out: string;
}
