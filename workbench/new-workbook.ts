import { COMPANIES, LEADS } from "../shared/contract";
import type { Books } from "./api/books";
import { handle } from "./api/handle";

/** Adds an empty workbook with the product's four tabs and the headers of the contract. Returns its id. */
export function addWorkbook(books: Books): string {
  return fillWorkbook(
    books,
    [LEADS.fields.map((field) => field.header)],
    [COMPANIES.fields.map((field) => field.header)],
  );
}

/**
 * Adds a workbook "Leads" whose two tabs hold these rows of text, the header first. Texts stay as they are, except in the
 * Timestamp column: there they go in as a person types them, so that dates become real dates. Returns the workbook's id.
 */
export function fillWorkbook(books: Books, leads: string[][], companies: string[][]): string {
  const call = (method: string, path: string, body: unknown, query = "") => {
    const answer = handle(books, { method, path, query: new URLSearchParams(query), body });
    // Our own requests are right, or the workbench is wrong.
    if (answer.status !== 200) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const created = call("POST", "/v4/spreadsheets", {
    properties: { title: "Leads", locale: "en_US", timeZone: "Africa/Lagos" },
    sheets: [
      tab(1, "Leads", Math.max(1000, leads.length + 100)),
      tab(2, "Companies", Math.max(1000, companies.length + 100)),
      tab(3, "Summary", 200),
      tab(4, "Exports", 1000),
    ],
  }) as { spreadsheetId: string };
  const path = `/v4/spreadsheets/${created.spreadsheetId}`;

  const time = leads[0]?.indexOf("Timestamp") ?? -1;
  const texts = leads.map((row, index) => row.map((text, column) => (index > 0 && column === time ? "" : text)));
  const values = (range: string, rows: unknown[][]) => ({ range, values: rows });
  call("POST", `${path}/values:batchUpdate`, {
    valueInputOption: "RAW",
    data: [values("Leads!A1", texts), values("Companies!A1", companies)],
  });
  const typed = leads.slice(1).map((row) => [row[time] ?? ""]);
  if (typed.length > 0) {
    const range = `Leads!${String.fromCharCode("A".charCodeAt(0) + time)}2`;
    call("PUT", `${path}/values/${range}`, values(range, typed), "valueInputOption=USER_ENTERED");
  }
  call("POST", `${path}:batchUpdate`, { requests: [...[1, 2].map(boldHeader), dateFormat(1, time)] });
  return created.spreadsheetId;
}

const tab = (sheetId: number, title: string, rowCount: number) => ({
  properties: { sheetId, title, gridProperties: { rowCount, columnCount: 26, frozenRowCount: 1 } },
});

const boldHeader = (sheetId: number) => ({
  repeatCell: {
    range: { sheetId, startRowIndex: 0, endRowIndex: 1 },
    cell: { userEnteredFormat: { textFormat: { bold: true } } },
    fields: "userEnteredFormat.textFormat.bold",
  },
});

const dateFormat = (sheetId: number, column: number) => ({
  repeatCell: {
    range: { sheetId, startRowIndex: 1, startColumnIndex: column, endColumnIndex: column + 1 },
    cell: { userEnteredFormat: { numberFormat: { type: "DATE_TIME", pattern: "m/d/yyyy h:mm:ss" } } },
    fields: "userEnteredFormat.numberFormat",
  },
});
