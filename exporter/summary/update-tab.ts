import type { sheets_v4 } from "@googleapis/sheets";
import type { SheetsClient } from "../inputs/workbook/client";
import { Failure } from "../words/failure";

type Requests = sheets_v4.Schema$Request[];

/** Requests that leave the same behind however often they are carried out. */
const REPEATABLE = new Set([
  "updateCells",
  "updateSheetProperties",
  "updateDimensionProperties",
  "updateChartSpec",
  "updateEmbeddedObjectPosition",
  "updateDeveloperMetadata",
]);

const MOST_TRIES = 5;
/** A refusal can come of a change between the look and the write; a second one cannot. */
const MOST_REFUSALS = 2;

/**
 * Looks at the workbook, and writes what `requestsNow` finds missing as one `spreadsheets.batchUpdate`. When nobody knows whether a
 * write was carried out, a new look tells: what is there is not written again.
 */
export async function updateTab(
  client: SheetsClient,
  what: string,
  requestsNow: () => Promise<Requests>,
): Promise<void> {
  let refusals = 0;
  for (let tries = 1; ; tries++) {
    const requests = await requestsNow();
    if (requests.length === 0) return;
    const isRepeatable = requests.every((request) => Object.keys(request).every((kind) => REPEATABLE.has(kind)));
    try {
      await client.batchUpdate(what, isRepeatable ? "idempotent-write" : "write", requests);
      return;
    } catch (error) {
      if (!(error instanceof Failure) || tries === MOST_TRIES) throw error;
      const isUnclear = error.code === "SHEETS_UNREACHABLE" && !isRepeatable;
      const isRefused = error.code === "SHEETS_REFUSED" && ++refusals < MOST_REFUSALS;
      if (!isUnclear && !isRefused) throw error;
    }
  }
}
