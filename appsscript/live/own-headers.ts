import { NO_OWN_HEADERS, ownHeadersOfRows, readOwnHeaders } from "../../shared/own-headers";
import { OWN_HEADERS } from "../../shared/workbook";
import { Refusal } from "../refusal";
import { readTexts } from "../sheet/cells";
import { findTab } from "../sheet/workbook";
import { readStored, remember } from "../stored";
import { CHECK_WORDS } from "../words/check";

/** Reads the tab of own headers again into the properties, where a check after an edit finds it. Throws OWN_HEADERS_BAD that names what is wrong. */
export function refreshOwnHeaders(): void {
  const sheet = findTab(OWN_HEADERS);
  const before = readStored().ownHeaders;
  const { own, faults } =
    sheet === null ? { own: NO_OWN_HEADERS, faults: [] } : readOwnHeaders(ownHeadersOfRows(readTexts(sheet)));
  if (faults.length > 0) {
    throw new Refusal("OWN_HEADERS_BAD", CHECK_WORDS.ownHeadersBad({ faults }));
  }
  if (JSON.stringify(own) !== JSON.stringify(before)) remember("ownHeaders", own);
}
