import * as v from "valibot";

const count = (least: number) =>
  v.pipe(
    v.number("must be a number"),
    v.integer("must be a whole number"),
    v.minValue(least, `must be at least ${least}`),
  );

export const keepEntries = {
  /** The newest, so many. */
  last: v.optional(count(1), 1),
  /** The newest of each of the last days that have one, so many days. */
  daily: v.optional(count(0), 0),
  monthly: v.optional(count(0), 0),
};

/** What stands in `keep` of the configuration: which snapshots stay. The current one always does. */
export const keepSettings = v.object(keepEntries, "must be an object with last, daily or monthly");

export type KeepSettings = v.InferOutput<typeof keepSettings>;
