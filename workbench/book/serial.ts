import { daysFromCivil } from "../../shared/calendar";

/** Serial 0 is 1899-12-30. */
const EPOCH_DAYS = daysFromCivil(1899, 12, 30);

/** The serial number of a civil date. */
export function serialOfDate(year: number, month: number, day: number): number {
  return daysFromCivil(year, month, day) - EPOCH_DAYS;
}
