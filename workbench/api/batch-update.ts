import type { Message } from "../book/json";
import type { BatchContext, Handler } from "./batch-context";
import { ApiError, invalid, notImplemented, RequestFault } from "./errors";
import { BORDER_REQUESTS } from "./requests-borders";
import { CELL_REQUESTS } from "./requests-cells";
import { CHART_REQUESTS } from "./requests-charts";
import { CONDITIONAL_REQUESTS } from "./requests-conditional";
import { DIMENSION_REQUESTS } from "./requests-dimensions";
import { DUPLICATE_REQUESTS } from "./requests-duplicate";
import { FIND_REQUESTS } from "./requests-find";
import { METADATA_REQUESTS } from "./requests-metadata";
import { PASTE_REQUESTS } from "./requests-paste";
import { PROTECTED_REQUESTS } from "./requests-protected";
import { RANGE_REQUESTS } from "./requests-ranges";
import { SHEET_REQUESTS } from "./requests-sheets";
import { SORT_REQUESTS } from "./requests-sort";
import { TABLE_REQUESTS } from "./requests-tables";

/** Every kind of request the local Google carries out. */
export const REQUESTS: Readonly<Record<string, Handler>> = {
  ...SHEET_REQUESTS,
  ...DUPLICATE_REQUESTS,
  ...CELL_REQUESTS,
  ...DIMENSION_REQUESTS,
  ...RANGE_REQUESTS,
  ...PROTECTED_REQUESTS,
  ...CONDITIONAL_REQUESTS,
  ...CHART_REQUESTS,
  ...METADATA_REQUESTS,
  ...PASTE_REQUESTS,
  ...SORT_REQUESTS,
  ...FIND_REQUESTS,
  ...BORDER_REQUESTS,
  ...TABLE_REQUESTS,
};

/** Carries out all the requests or none; a reply for each. */
export function batchUpdate(context: BatchContext, requests: readonly Message[]): Message[] {
  if (requests.length === 0) throw invalid("Must specify at least one request.");
  return context.book.change(() => requests.map((request, index) => carryOut(context, request, index)));
}

function carryOut(context: BatchContext, request: Message, index: number): Message {
  const [kind, second] = Object.keys(request);
  if (kind === undefined) throw invalid(`Invalid requests[${index}]: No request set.`);
  if (second !== undefined) {
    throw invalid(
      `Invalid value at 'requests[${index}]' (oneof), oneof field 'kind' is already set. Cannot set '${second}'`,
    );
  }
  const handler = REQUESTS[kind];
  if (handler === undefined) throw notImplemented(`the batchUpdate request ${kind}`);
  try {
    const reply = handler(context, request[kind]);
    return reply === undefined ? {} : { [kind]: reply };
  } catch (error) {
    const refused = error instanceof RequestFault || (error instanceof ApiError && error.code === 400);
    throw refused ? invalid(`Invalid requests[${index}].${kind}: ${error.message}`) : error;
  }
}
