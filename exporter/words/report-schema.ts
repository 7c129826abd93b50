import * as v from "valibot";
import { type Answer, type AnswerColumn, CHART_KINDS, COLUMN_TYPES } from "../../shared/answer";
import type { Compared, RowChanges } from "../../shared/compared";
import type { Counts } from "../../shared/counts";

/** The parts of a report as JSON: what a manifest stores and what the service sends. */

export const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** ISO 8601, UTC. */
export const instant = v.pipe(v.string(), v.isoTimestamp());
export const tab = v.picklist(["Leads", "Companies"]);

const counts = v.object({
  read: count,
  blank: count,
  clean: count,
  duplicate: count,
  held: count,
}) satisfies v.GenericSchema<Counts>;
export const tabCounts = v.object({ leads: counts, companies: counts });

export const problemRows = v.object({ tab, code: v.string(), rows: count });
export const notice = v.object({ code: v.string(), sentence: v.string() });

export const column = v.object({
  name: v.string(),
  label: v.string(),
  type: v.picklist(COLUMN_TYPES),
}) satisfies v.GenericSchema<AnswerColumn>;

export const answer = v.object({
  question: v.string(),
  title: v.string(),
  columns: v.array(column),
  chart: v.nullable(v.object({ kind: v.picklist(CHART_KINDS), x: v.string(), y: v.string() })),
  window: v.string(),
  rows: v.array(v.record(v.string(), v.nullable(v.union([v.string(), v.number()])))),
  used: v.nullable(count),
  remainder: v.array(v.object({ reason: v.string(), leads: v.nullable(count) })),
}) satisfies v.GenericSchema<Answer>;

const earlier = {
  snapshot: v.string(),
  asOf: instant,
  since: v.string(),
  counts: tabCounts,
  answers: v.array(v.object({ question: v.string(), total: v.nullable(count), rows: v.array(v.nullable(v.number())) })),
};
const rowChanges = v.object({
  new: count,
  changed: count,
  held: count,
  repeat: count,
  gone: count,
}) satisfies v.GenericSchema<RowChanges>;

/** What a snapshot was compared with, and what became of the rows since. */
export const compared = v.object({
  last: v.nullable(v.object({ ...earlier, rows: v.object({ leads: rowChanges, companies: rowChanges }) })),
  weekAgo: v.nullable(v.object(earlier)),
}) satisfies v.GenericSchema<Compared>;
