import * as v from "valibot";
import { text } from "./values";

export const siteEntries = {
  /** A folder, or a place in a bucket, with nothing in it but what may be public. */
  folder: text,
  /** Under which it is served, without slashes at the end. */
  address: v.optional(
    v.pipe(
      v.string("must be a text"),
      v.regex(/^https?:\/\/\S+$/, "must be the address under which the folder is served"),
      v.transform((address) => address.replace(/\/+$/, "")),
    ),
  ),
};

/** What stands in `site` of the configuration: where the pages that may be public are written, and their address. */
export const siteSettings = v.object(
  siteEntries,
  "must be an object with folder, where the pages that may be public are written, and address, under which it is served",
);

export type SiteSettings = v.InferOutput<typeof siteSettings>;
