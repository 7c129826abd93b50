import * as v from "valibot";
import { keepSettings } from "./keep-settings";
import { text } from "./values";

/** The most bytes a name may have in PostgreSQL, which would cut the rest off. */
export const LONGEST_NAME = 63;

const postgresEntries = {
  kind: v.literal("postgres", 'must be "postgres"'),
  /** `postgresql://user@host/database`, in one of three places. */
  url: v.optional(text),
  urlFile: v.optional(text),
  /** The name of a variable. */
  urlEnv: v.optional(text),
  schema: v.optional(
    v.pipe(
      text,
      v.check((name) => Buffer.byteLength(name) <= LONGEST_NAME, `must be at most ${LONGEST_NAME} bytes long`),
      v.check((name) => !name.includes("\0") && !/^pg_/i.test(name), "must be a name of your own, not pg_..."),
    ),
    "lead_export",
  ),
  /** Held rows are what people typed and nobody has checked: they stay in the files unless asked for. */
  held: v.optional(v.boolean("must be true or false"), false),
  /** Of how many snapshots the database keeps the rows, the current one among them. */
  keep: v.optional(
    v.pipe(v.number("must be a number"), v.integer("must be a whole number"), v.minValue(1, "must be at least 1")),
    1,
  ),
};

const postgres = v.pipe(
  v.object(postgresEntries, "must be an object with kind, and with url, urlFile or urlEnv"),
  v.check(
    ({ url, urlFile, urlEnv }) => [url, urlFile, urlEnv].filter((place) => place !== undefined).length === 1,
    "needs one of url, urlFile and urlEnv",
  ),
);

const storeEntries = {
  kind: v.literal("store", 'must be "store"'),
  /** A folder, or a place in a bucket. */
  out: text,
  /** Which snapshots stay there; all, when it is absent. */
  keep: v.optional(keepSettings),
};

export type PostgresSettings = v.InferOutput<typeof postgres>;

/** What a target of each kind may say. */
export const targetEntries = { postgres: postgresEntries, store: storeEntries };

/** `targets` of the configuration: where else than in `out` a copy of the current snapshot is kept. */
export const targetsSettings = v.array(
  v.variant(
    "kind",
    [postgres, v.object(storeEntries, "must be an object with kind and out")],
    'must be an object with a kind, which is "postgres" or "store"',
  ),
  "must be a list of targets",
);

export type TargetSettings = v.InferOutput<typeof targetsSettings>[number];
