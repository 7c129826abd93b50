import { LEADS } from "./contract";
import { headerKey } from "./headers";

/** Names in the workbook that the add-on and the exporter must agree on. */

/** The header of the columns of Leads and Companies in which the add-on writes verdicts; to the exporter it is no field and no stranger. */
export const STATUS_HEADER = "Status";

/** Whether a header is that of a Status column, wherever it stands. */
export function isStatusHeader(header: string): boolean {
  return headerKey(header) === headerKey(STATUS_HEADER);
}

/** The tab of the answers. The exporter writes its first columns, A to L; what stands to the right of them is a person's. */
export const SUMMARY = "Summary";
export const SUMMARY_COLUMNS = 12;

/** The developer metadata by which the Summary tab is known to be the exporter's: what it shows, as JSON. */
export const SUMMARY_KEY = "lead-export.summary";

/** The developer metadata by which a column is known again. Its value is `Leads.country`: tab and field of the contract. */
export const FIELD_KEY = "lead_export.field";

/** Headers of the hidden tabs by which a column is found. */
export const AS_TYPED = "As typed";
export const DECIDED_BY = "Decided by";

/** The hidden tab of pairs a person looked at and found to be two leads. Row 1 is its header; a row is one pair. */
export const NOT_DUPLICATES = "Not duplicates";
/** What makes the two leads unique, as it was typed (older rows: its comparison keys), then who decided, then when (ISO 8601, UTC). */
export const NOT_DUPLICATES_HEADER: readonly string[] = [...keyNames(1), ...keyNames(2), DECIDED_BY, "Decided at"];

function keyNames(lead: 1 | 2): string[] {
  const nouns = LEADS.uniqueKey.map((name) => LEADS.fields.find((field) => field.name === name)!.noun);
  return nouns.map((noun) => `${noun[0].toUpperCase()}${noun.slice(1)} ${lead}`);
}

/** The hidden tab of what a person decided once and for all. Row 1 is its header; a row is one decision. */
export const DECISIONS = "Decisions";
/** What kind of field (`country`), what was typed, what it means, who decided, and when (ISO 8601, UTC). */
export const DECISIONS_HEADER: readonly string[] = ["Field kind", AS_TYPED, "Means", DECIDED_BY, "When"];
/**
 * The tab of headers that a team uses besides those of the contract. Row 1 is its header; a row is the tab, its column by a header of the
 * contract, and the header that stands for it too.
 */
export const OWN_HEADERS = "Own headers";
