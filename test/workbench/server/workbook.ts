import { type LocalGoogle, type ServerOptions, startServer } from "../../../workbench/server/start";
import { ask } from "./ask";

export const PEOPLE = [
  ["Company", "First Name"],
  ["Lumen Ltd", "Ada"],
  ["Baobab GmbH", "Zoë"],
];

export interface Served {
  readonly google: LocalGoogle;
  /** Address of the one workbook, which has a tab Leads with PEOPLE in it. */
  readonly book: string;
  readonly id: string;
}

/** A server with one workbook. Its log is empty and its clock has not moved. */
export async function serveWorkbook(options: ServerOptions = {}): Promise<Served> {
  const google = await startServer(options);
  const { url, token } = google;
  const made = await ask(`${url}/v4/spreadsheets`, {
    method: "POST",
    token,
    body: { properties: { title: "Test" }, sheets: [{ properties: { title: "Leads" } }] },
  });
  const id = made.json.spreadsheetId;
  const book = `${url}/v4/spreadsheets/${id}`;
  await ask(`${book}/values/Leads!A1?valueInputOption=RAW`, { method: "PUT", token, body: { values: PEOPLE } });
  google.log.clear();
  return { google, book, id };
}
