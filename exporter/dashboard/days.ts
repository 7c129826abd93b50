import type { DuckDBConnection } from "@duckdb/node-api";
import { allRows } from "../questions/json-rows";

/** How many clean leads were captured on which day, newest day first. */
export type Days = readonly { readonly day: string; readonly leads: number }[];

export async function readDays(connection: DuckDBConnection): Promise<Days> {
  const select = `SELECT CAST(captured_date AS VARCHAR) AS day, count(*) AS leads
    FROM leads GROUP BY captured_date ORDER BY captured_date DESC`;
  return allRows<Days[number]>(connection, select);
}

/** Returns the day since when there are so many leads; `null`: there are fewer. */
export function sinceWhen(days: Days, leads: number): string | null {
  let sum = 0;
  const enough = days.find((one) => {
    sum += one.leads;
    return sum >= leads;
  });
  return enough?.day ?? null;
}
