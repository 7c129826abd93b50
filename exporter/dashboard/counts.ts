import type { DuckDBConnection } from "@duckdb/node-api";
import { type Days, sinceWhen } from "./days";
import type { PageTable } from "./island";
import { columnsOf, type List, mostThatFit, readList, type Wanted } from "./list";
import { namesOf } from "./names";

/** Bytes of JSON that counts may take. */
const BYTES = 700_000;

const BY_COUNTRY: Wanted = {
  columns: [
    ["day", "Day", "day", "CAST(captured_date AS VARCHAR)"],
    ["country", "Country", "text", "country"],
    ["leads", "Leads", "count", "leads"],
  ],
  from: () => byDayAndCountry("leads"),
  order: "captured_date DESC, country",
};

function byDayAndCountry(leads: string): string {
  return `(SELECT captured_date, country, count(*) AS leads FROM ${leads} GROUP BY captured_date, country)`;
}

const BY_COMPANY: Wanted = {
  columns: [
    ["company", "Company", "text", "company"],
    ["country", "Country", "text", "country"],
    ["staff", "At the HQ", "number", "staff"],
    ["leads", "Leads", "count", "leads"],
  ],
  from: () => `counted JOIN ${namesOf("counted")} USING (company_id)`,
  order: "company, leads DESC, country, staff",
};

/** The newest leads, whose counts fill the room unless they come from few countries. */
const MANY_LEADS = 200_000;

/** Counts clean leads by day and country, newest day first, and by company and country. */
export async function readCounts(
  connection: DuckDBConnection,
  days: Days,
): Promise<Record<"byCountry" | "byCompany", PageTable>> {
  const { list: byCountry, bytes } = await countsByCountry(connection, days);
  const left = byCountry.allRows === null ? 0 : BYTES - bytes;
  return { byCountry, byCompany: await countsByCompany(connection, left) };
}

/** Where the newest leads' counts are too many already, the others are not counted. */
async function countsByCountry(connection: DuckDBConnection, days: Days): Promise<List> {
  const since = sinceWhen(days, MANY_LEADS);
  if (since !== null) {
    const from = () => byDayAndCountry(`leads WHERE captured_date >= DATE '${since}'`);
    const newest = await readList(connection, BYTES, { ...BY_COUNTRY, from });
    if (newest.list.allRows === null) return newest;
  }
  return readList(connection, BYTES, BY_COUNTRY);
}

/** A part of the companies would look like all of them: all, or none. */
async function countsByCompany(connection: DuckDBConnection, room: number): Promise<PageTable> {
  if (room > 0 && (await countByCompany(connection)) <= mostThatFit(BY_COMPANY.columns, room)) {
    const { list } = await readList(connection, room, BY_COMPANY);
    if (list.allRows !== null) return list;
  }
  return { columns: columnsOf(BY_COMPANY), rows: [], allRows: null };
}

/** Counts by the numbers of companies: names are looked up only where not too many are needed. Returns how many counts there are. */
async function countByCompany(connection: DuckDBConnection): Promise<number> {
  const made = await connection.runAndReadAll(`CREATE TEMP TABLE counted AS
    SELECT company_id, country, CAST(coalesce(at_hq, false) AS INTEGER) AS staff, count(*) AS leads
    FROM leads WHERE company_id IS NOT NULL GROUP BY ALL`);
  return Number(made.value(0, 0));
}
