import * as v from "valibot";
import type { AzureSettings, GcsSettings, S3Settings } from "../stores/settings";
import { text } from "./values";

const yes = v.boolean("must be true or false");
export const endpoint = v.pipe(
  v.string("must be a text"),
  v.check((url) => /^https?:\/\//.test(url) && URL.canParse(url), "must be an address such as https://s3.example.com"),
);

export const s3Entries = {
  region: v.optional(text),
  endpoint: v.optional(endpoint),
  pathStyle: v.optional(yes),
  encryption: v.optional(
    v.picklist(["AES256", "aws:kms", "aws:kms:dsse"] as const, "must be AES256, aws:kms or aws:kms:dsse"),
  ),
  kmsKey: v.optional(text),
  requesterPays: v.optional(yes),
};

/** What stands in `s3` of the configuration. Credentials never do: they come from where the AWS tools take them. */
export const s3Settings = v.pipe(
  v.object(s3Entries, "must be an object"),
  v.check(
    ({ kmsKey, encryption }) => kmsKey === undefined || encryption?.startsWith("aws:kms") === true,
    "has a kmsKey, and no encryption that uses one",
  ),
) satisfies v.GenericSchema<unknown, S3Settings>;

export const gcsEntries = { endpoint: v.optional(endpoint), kmsKey: v.optional(text), userProject: v.optional(text) };

/** What stands in `gcs` of the configuration. */
export const gcsSettings = v.object(gcsEntries, "must be an object") satisfies v.GenericSchema<unknown, GcsSettings>;

export const azureEntries = {
  account: v.optional(text),
  endpoint: v.optional(endpoint),
  encryptionScope: v.optional(text),
};

/** What stands in `azure` of the configuration. */
export const azureSettings = v.object(azureEntries, "must be an object") satisfies v.GenericSchema<
  unknown,
  AzureSettings
>;
