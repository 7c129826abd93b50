import { DAY_MS } from "../../shared/calendar";
import { offsetAt } from "../services/clock";
import { workbook } from "../sheet/workbook";
import { rememberPlace, type Stored } from "../stored";
import { findZone } from "../zone-table";

/** Clock changes a year ahead are known, but governments change their minds. */
const TRUSTED_MS = 30 * DAY_MS;

/** Looks up the workbook's zone and locale again when someone changed them, or after a month. */
export function refreshPlace(stored: Stored, now: number): void {
  const name = workbook().getSpreadsheetTimeZone();
  const locale = workbook().getSpreadsheetLocale();
  if (stored.zone?.name === name && stored.locale === locale && now - stored.zoneAt < TRUSTED_MS) return;
  rememberPlace(
    findZone(name, now, (instant) => offsetAt(name, instant)),
    locale,
    now,
  );
}
