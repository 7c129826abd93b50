import { readdirSync } from "node:fs";

const folder = new URL("../conformance/gspread/", import.meta.url);

/** Google's discovery document of the Sheets API v4. */
export const DISCOVERY = new URL("../conformance/sheets.v4.json", import.meta.url);

/** Every recording of the real API, by file name. */
export const RECORDINGS: ReadonlyMap<string, URL> = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => [name, new URL(name, folder)]),
);
