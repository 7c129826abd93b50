import { openSheets, type SheetsClient, type SheetsOptions } from "../../../../exporter/inputs/workbook/client";
import { handle } from "../../../../workbench/api/handle";
import { fillWorkbook } from "../../../../workbench/new-workbook";
import { type LocalGoogle, type ServerOptions, startServer } from "../../../../workbench/server/start";
import { type VirtualPace, virtualPace } from "./virtual-pace";

export const LEADS_HEADER = ["Company", "First Name", "Last Name", "Title", "Country", "Timestamp"];
export const LEADS = [
  LEADS_HEADER,
  ["Acme", "Ada", "Obi", "CTO", "Nigeria", "11/20/2026 8:00:00"],
  ["Acme", "Ben", "Ode", "CEO", "Ghana", "11/21/2026 9:30:00"],
  ["Beta", "Cia", "Pau", "CFO", "Ghana", "11/22/2026 10:15:30"],
];
export const COMPANIES = [
  ["Company", "HQ Location"],
  ["Acme", "Nigeria"],
  ["Beta", "Ghana"],
];

/** A local Google with one workbook, on virtual time. */
export interface World {
  readonly google: LocalGoogle;
  readonly pace: VirtualPace;
  readonly id: string;
  client(options?: Partial<SheetsOptions>): SheetsClient;
  /** Changes the workbook as a person at the keyboard would: no call is counted and no fault strikes. */
  edit(method: string, path: string, body?: unknown, query?: string): Record<string, never>;
  /** Writes rows at a cell, as they are. */
  put(range: string, rows: unknown[][], as?: "RAW" | "USER_ENTERED"): void;
  batch(...requests: unknown[]): void;
}

export async function openWorld(
  { leads = LEADS, companies = COMPANIES, timeoutMs = 20_000 } = {},
  options: ServerOptions = {},
): Promise<World> {
  const pace = virtualPace(timeoutMs);
  const google = await startServer({ clock: pace, ...options });
  const id = fillWorkbook(google.books, leads, companies);
  const edit: World["edit"] = (method, path, body, query = "") => {
    const full = `/v4/spreadsheets/${id}${path}`;
    const answer = handle(google.books, { method, path: full, query: new URLSearchParams(query), body });
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    return answer.body as Record<string, never>;
  };
  return {
    google,
    pace,
    id,
    client: (more = {}) => openSheets({ spreadsheetId: id, token: google.token, sheetsUrl: google.url, pace, ...more }),
    edit,
    put: (range, values, as = "RAW") => void edit("PUT", `/values/${range}`, { values }, `valueInputOption=${as}`),
    batch: (...requests) => void edit("POST", ":batchUpdate", { requests }),
  };
}
