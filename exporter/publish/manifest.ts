import * as v from "valibot";
import type { Answer, AnswerColumn } from "../../shared/answer";
import { addressOf } from "../stores/address";
import { sha256OfText } from "../stores/sha256";
import type { Store } from "../stores/store";
import { Failure } from "../words/failure";
import { answer, column, count, instant, notice, problemRows, tab, tabCounts } from "../words/report-schema";
import { isSnapshotName, snapshotKey } from "./layout";

export const MANIFEST = "manifest.json";

const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/** Up to version 0.1 a manifest said no more of a column than its SQL type, and its name said what it is. */
const oldColumn = v.pipe(
  v.object({ ...column.entries, type: v.picklist(["integer", "date"]) }),
  v.transform(({ name, label, type }): AnswerColumn => {
    if (type === "date") return { name, label, type: "day" };
    return { name, label, type: name === "month" || name === "year" ? name : "count" };
  }),
);
/** An answer without its rows. */
const question: v.GenericSchema<unknown, Omit<Answer, "rows">> = v.object({
  ...v.omit(answer, ["rows", "columns"]).entries,
  columns: v.array(v.union([column, oldColumn])),
});

const file = v.object({
  /** Below the snapshot's folder, with `/`. */
  path: v.pipe(v.string(), v.regex(/^[^/\\.][^/\\]*(\/[^/\\.][^/\\]*)*$/)),
  sha256,
  bytes: count,
  /** `null` for a file that is no table. */
  rows: v.nullable(count),
});

const ofAnySource = {
  tab,
  sha256,
  rows: count,
  /** Google Sheets could not be reached, and this stood in. */
  is_fallback: v.optional(v.boolean(), false),
  description: v.string(),
};
const source = v.variant("kind", [
  v.object({
    ...ofAnySource,
    kind: v.literal("file"),
    path: v.string(),
    format: v.string(),
    encoding: v.string(),
    bytes: count,
    /** Where the table is of several: their rows by `source_row`, which counts through all of them. */
    files: v.optional(v.array(v.object({ path: v.string(), first_row: count, last_row: count }))),
  }),
  v.object({
    ...ofAnySource,
    kind: v.literal("spreadsheet"),
    workbook_id: v.string(),
    workbook_title: v.string(),
    tab_title: v.string(),
    /** SHA-256 of the content of both tabs. */
    revision: sha256,
    read_at: instant,
  }),
]);

const manifest = v.object({
  snapshot: v.pipe(v.string(), v.check(isSnapshotName)),
  run_id: v.string(),
  /** The real time at which the run finished; `as_of` may be any instant. */
  created_at: instant,
  as_of: instant,
  zone: v.string(),
  sources: v.array(source),
  counts: tabCounts,
  problems: v.array(problemRows),
  contract_version: v.string(),
  rules_version: v.string(),
  content_key: sha256,
  /** The earliest instant after `as_of` at which a verdict or an answer changes by time alone; `null`: not before the local day ends. */
  valid_until: v.nullable(instant),
  questions: v.array(question),
  files: v.array(file),
  notices: v.array(notice),
  requested_by: v.string(),
  /** Set when the publish guard stopped the run and a person let it through. */
  released: v.nullable(v.object({ by: v.string(), reason: v.string() })),
  /** Each time that a person was taken out of its files: counts and answers are as they were published. Absent: never. */
  forgotten: v.optional(
    v.array(
      v.object({
        at: instant,
        by: v.string(),
        /** The snapshot before, which is gone. */
        from: v.string(),
        /** Rows that were removed, by the path of the file. */
        rows: v.record(v.string(), count),
      }),
    ),
  ),
});

/** Everything a snapshot says about itself. The rows of its answers are in its `answers/*.parquet`, not here. */
export type Manifest = v.InferOutput<typeof manifest>;
export type ManifestFile = Manifest["files"][number];

/** The manifest as text. The seal at its end shows a later edit by hand. Throws on what could not be read back. */
export function manifestText(value: Manifest): string {
  v.parse(manifest, value);
  return `${JSON.stringify({ ...value, seal: seal(value) }, null, 2)}\n`;
}

/** Reads and checks the manifest of a snapshot; throws `SNAPSHOT_MISSING` or `SNAPSHOT_CHANGED`. */
export async function readManifest(store: Store, name: string): Promise<Manifest> {
  const stored = isSnapshotName(name) ? await store.get(snapshotKey(name, MANIFEST)) : null;
  if (stored === null) throw new Failure("SNAPSHOT_MISSING", `${store.name} has no snapshot called ${name}.`);
  const value = unsealed(stored.text);
  if (value === null || value.snapshot !== name) throw snapshotChanged(store, name, MANIFEST);
  return value;
}

/** A file of a snapshot is not as it was published. */
export function snapshotChanged(store: Store, name: string, path: string, cause?: unknown): Failure {
  return new Failure(
    "SNAPSHOT_CHANGED",
    `${addressOf(store.name, snapshotKey(name, path))} is not as it was published: it was edited, damaged or removed.`,
    { way: "run", cause },
  );
}

function unsealed(text: string): Manifest | null {
  try {
    const { seal: stated, ...rest } = JSON.parse(text);
    if (stated !== seal(rest)) return null;
    const parsed = v.safeParse(manifest, rest);
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

function seal(value: object): string {
  return sha256OfText(JSON.stringify(value));
}
