import { mkdirSync } from "node:fs";
import { parseArgs } from "node:util";
import { ZONE_OFFSET_MS } from "../data.mjs";

/** The job every peer does, from its command line. Local times are wall times written as UTC: the zone has one constant offset. */
export function job() {
  const text = /** @type {{ type: "string" }} */ ({ type: "string" });
  const { values } = parseArgs({
    options: {
      leads: text,
      companies: text,
      countries: text,
      out: text,
      "as-of": text,
      guarantees: { type: "boolean" },
    },
  });
  const { leads = "", companies = "", countries = "", out = "", "as-of": asOf = "" } = values;
  mkdirSync(out, { recursive: true });
  const now = Date.parse(asOf) + ZONE_OFFSET_MS;
  const today = Math.floor(now / DAY_MS) * DAY_MS;
  const year = new Date(now).getUTCFullYear();
  return {
    leads,
    companies,
    countries,
    out,
    /** Whether it is to give our guarantees too: sources hashed, files read back and compared with what was to be written, flushed. */
    isProven: values.guarantees === true,
    now: wall(now),
    latest: wall(now + 5 * 60_000),
    earliest: "2000-01-01 00:00:00",
    yearStart: `${year}-01-01 00:00:00`,
    months: Array.from({ length: new Date(now).getUTCMonth() + 1 }, (_, i) => i + 1),
    days: Array.from({ length: 10 }, (_, i) => wall(today - (9 - i) * DAY_MS).slice(0, 10)),
    offsetHours: ZONE_OFFSET_MS / 3_600_000,
  };
}

const DAY_MS = 86_400_000;
const wall = (ms) => new Date(ms).toISOString().slice(0, 19).replace("T", " ");

/** Months and days nobody was captured on are zero, not absent. `found` maps a month or a day to its leads. */
export const perMonth = (job, found) => job.months.map((month) => ({ month, leads: found.get(month) ?? 0 }));
export const perDay = (job, found) => job.days.map((day) => ({ day, leads: found.get(day) ?? 0 }));

/** Wall time by phase since the process started, told on standard error when the bench asks for it. */
export function phases() {
  const spent = {};
  let last = 0;
  return {
    end(name) {
      const now = performance.now();
      spent[name] = Math.round(now - last);
      last = now;
    },
    print() {
      if (process.env.LEAD_EXPORT_PHASES === "1") console.error(`phases ${JSON.stringify(spent)}`);
    },
  };
}
