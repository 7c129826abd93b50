import * as v from "valibot";
import { COMPANIES, LEADS } from "../../shared/contract";
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

const fields = [...new Set([...LEADS.fields, ...COMPANIES.fields].map(({ name }) => name))];

export const dashboardEntries = {
  /** The columns whose cells may stand in a dashboard; the usual: all in a folder that is closed to others, none elsewhere. */
  rows: v.optional(
    v.array(v.picklist(fields, `must be some of ${fields.join(", ")}`), "must be a list of columns, empty for none"),
  ),
};

/** What stands in `dashboard` of the configuration. */
export const dashboardSettings = v.object(dashboardEntries, "must be an object with rows");

export type DashboardSettings = v.InferOutput<typeof dashboardSettings>;
