import * as v from "valibot";
import { type Changes, FATES } from "../../shared/changes";
import { count } from "../words/report-schema";

const sheetRow = v.pipe(v.number(), v.integer(), v.minValue(2));
const changedRow = v.object({ row: sheetRow, key: v.array(v.string()) });

const tabChanges = v.object({
  vanished: v.object({
    count,
    held: count,
    repeat: count,
    blank: count,
    gone: count,
    first: v.array(v.object({ ...changedRow.entries, now: v.picklist(FATES) })),
  }),
  appeared: v.object({ count, first: v.array(changedRow) }),
  blank: v.object({ rows: count, ranges: count, first: v.array(v.object({ from: sheetRow, to: sheetRow })) }),
  last: v.object({ before: v.nullable(sheetRow), now: v.nullable(sheetRow) }),
});

/** What changed since the current snapshot. */
export const changes = v.object({
  leads: tabChanges,
  companies: tabChanges,
}) satisfies v.GenericSchema<Changes>;
