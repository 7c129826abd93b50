import * as v from "valibot";
import { PHASES } from "../../shared/phases";
import { HELD_CODES, WARNING_CODES } from "../../shared/problem";
import {
  type ExportRequest,
  type ExportResult,
  type ExportRun,
  type Health,
  NOT_DUE,
  type ReleaseRequest,
  type ServiceError,
} from "../../shared/service";
import { answer, compared, instant, notice, problemRows, tabCounts } from "../words/report-schema";
import { changes } from "./changes-schema";

/** What the service takes and answers, as schemas: requests are checked by them, and the description is made from them. */

/** One line, in which nothing turns the direction of what stands beside it. */
const ONE_LINE = /^[^\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+$/u;

export const exportRequest = v.strictObject({
  workbook: v.pipe(
    v.string(),
    v.nonEmpty(),
    v.maxLength(200),
    v.description("The id of a spreadsheet that the configuration names."),
  ),
  ifDue: v.optional(
    v.pipe(
      v.literal(true),
      v.description(
        `Only when no export of it has gone well yet today; otherwise the notice ${NOT_DUE} says when one did.`,
      ),
    ),
  ),
}) satisfies v.GenericSchema<ExportRequest>;

export const releaseRequest = v.strictObject({
  reason: v.pipe(
    v.string(),
    v.trim(),
    v.nonEmpty(),
    v.maxLength(500),
    v.regex(ONE_LINE),
    v.description("One line: why the result is right although it looks wrong. Kept in the snapshot, with who said it."),
  ),
}) satisfies v.GenericSchema<ReleaseRequest>;

const serviceError = v.object({
  code: v.pipe(v.string(), v.regex(/^[A-Z][A-Z0-9_]*$/)),
  sentence: v.string(),
  wayOut: v.string(),
}) satisfies v.GenericSchema<ServiceError>;

const exportResult = v.object({
  snapshot: v.nullable(v.string()),
  asOf: instant,
  zone: v.string(),
  counts: tabCounts,
  problems: v.array(
    v.object({ ...problemRows.entries, code: v.picklist([...HELD_CODES, ...WARNING_CODES, "DUPLICATE"]) }),
  ),
  notices: v.array(notice),
  changes: v.nullable(changes),
  compared: v.nullable(compared),
  answers: v.array(answer),
  dashboard: v.nullable(v.string()),
}) satisfies v.GenericSchema<ExportResult>;

const exportRun = v.object({
  id: v.pipe(v.string(), v.regex(/^[0-9a-f-]{36}$/)),
  workbook: v.string(),
  state: v.picklist(["running", "published", "unchanged", "stopped", "failed"]),
  phase: v.nullable(v.picklist(PHASES)),
  progress: v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  requestedBy: v.string(),
  startedAt: instant,
  endedAt: v.nullable(instant),
  mayRelease: v.boolean(),
  result: v.nullable(exportResult),
  error: v.nullable(serviceError),
}) satisfies v.GenericSchema<ExportRun>;

const health = v.object({
  status: v.picklist(["ok", "stopping"]),
  version: v.string(),
  rulesVersion: v.string(),
  contractVersion: v.string(),
}) satisfies v.GenericSchema<Health>;

/** Every body by the name it has in the description. */
export const BODIES = {
  ExportRequest: exportRequest,
  ReleaseRequest: releaseRequest,
  ExportRun: exportRun,
  ExportResult: exportResult,
  Answer: answer,
  Health: health,
  Refused: v.object({ error: serviceError }),
  ServiceError: serviceError,
  Description: v.looseObject({ openapi: v.string(), info: v.looseObject({}), paths: v.looseObject({}) }),
  Metrics: v.string(),
};
