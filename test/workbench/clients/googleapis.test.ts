import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { auth, sheets, type sheets_v4 } from "@googleapis/sheets";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type LocalGoogle, startServer } from "../../../workbench/server/start";

// Google's own Node client, unchanged: the one the exporter uses.
let google: LocalGoogle;
let api: sheets_v4.Sheets;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "key-"));
  google = await startServer({ tokenLifetime: 3600 });
  api = sheets({ version: "v4", auth: bearer(google.token), rootUrl: `${google.url}/` });
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await google.close();
});
beforeEach(() => google.log.clear());
afterEach(() => google.faults.clear());

function bearer(token: string) {
  const client = new auth.OAuth2();
  client.setCredentials({ access_token: token });
  return client;
}

async function createBook(): Promise<string> {
  const { data } = await api.spreadsheets.create({
    requestBody: {
      properties: { title: "Leads", locale: "en_US", timeZone: "Africa/Lagos" },
      sheets: [
        {
          properties: {
            sheetId: 1,
            title: "Leads",
            gridProperties: { rowCount: 50, columnCount: 8, frozenRowCount: 1 },
          },
        },
        { properties: { sheetId: 2, title: "Companies" } },
      ],
    },
  });
  return data.spreadsheetId ?? "";
}

const ROWS = [
  ["Company", "Staff", "Since"],
  ["Lumen Ltd", 7, "11/23/2022 1:55:29"],
  ["Baobab GmbH", 12.5, "1/1/2026"],
];

describe("Google's Node client", () => {
  it("creates, fills, formats and reads a workbook", async () => {
    const spreadsheetId = await createBook();
    const update = await api.spreadsheets.values.update({
      spreadsheetId,
      range: "Leads!A1",
      valueInputOption: "USER_ENTERED",
      requestBody: { values: ROWS },
    });
    expect(update.data).toMatchObject({
      updatedRange: "Leads!A1:C3",
      updatedRows: 3,
      updatedColumns: 3,
      updatedCells: 9,
    });

    await api.spreadsheets.batchUpdate({
      spreadsheetId,
      requestBody: {
        requests: [
          {
            repeatCell: {
              range: { sheetId: 1, startRowIndex: 0, endRowIndex: 1 },
              cell: { userEnteredFormat: { textFormat: { bold: true } } },
              fields: "userEnteredFormat.textFormat.bold",
            },
          },
        ],
      },
    });

    const raw = await api.spreadsheets.values.batchGet({
      spreadsheetId,
      ranges: ["Leads!A:C", "Companies!A:B"],
      valueRenderOption: "UNFORMATTED_VALUE",
      dateTimeRenderOption: "SERIAL_NUMBER",
    });
    expect(raw.data.valueRanges).toEqual([
      {
        range: "Leads!A1:C50",
        majorDimension: "ROWS",
        values: [ROWS[0], ["Lumen Ltd", 7, 44888 + (3600 + 55 * 60 + 29) / 86_400], ["Baobab GmbH", 12.5, 46023]],
      },
      { range: "Companies!A1:B1000", majorDimension: "ROWS" },
    ]);

    const { data } = await api.spreadsheets.get({ spreadsheetId, ranges: ["Leads!A1:A2"], includeGridData: true });
    expect(data.properties).toMatchObject({ title: "Leads", timeZone: "Africa/Lagos" });
    const [head, first] = data.sheets?.[0]?.data?.[0]?.rowData ?? [];
    expect(head?.values?.[0]).toMatchObject({
      formattedValue: "Company",
      userEnteredFormat: { textFormat: { bold: true } },
    });
    expect(first?.values?.[0]?.userEnteredValue).toEqual({ stringValue: "Lumen Ltd" });
  });

  it("appends, clears and asks for single fields", async () => {
    const spreadsheetId = await createBook();
    const call = { spreadsheetId, valueInputOption: "RAW" };
    await api.spreadsheets.values.append({ ...call, range: "Leads!A1", requestBody: { values: [["a", "b"]] } });
    const second = await api.spreadsheets.values.append({
      ...call,
      range: "Leads!A1",
      requestBody: { values: [["=1+1"]] },
    });
    expect(second.data.updates?.updatedRange).toBe("Leads!A2");
    const range = { spreadsheetId, range: "Leads" };
    expect((await api.spreadsheets.values.get(range)).data.values).toEqual([["a", "b"], ["=1+1"]]);
    await api.spreadsheets.values.clear(range);
    expect((await api.spreadsheets.values.get(range)).data.values).toBeUndefined();
    const { data } = await api.spreadsheets.get({
      spreadsheetId,
      fields: "properties.title,sheets.properties(sheetId,title)",
    });
    expect(data).toEqual({
      properties: { title: "Leads" },
      sheets: [{ properties: { sheetId: 1, title: "Leads" } }, { properties: { sheetId: 2, title: "Companies" } }],
    });
  });

  it("sees a batchUpdate whole or not at all", async () => {
    const spreadsheetId = await createBook();
    const requests = [
      { updateSheetProperties: { properties: { sheetId: 1, title: "Renamed" }, fields: "title" } },
      { deleteSheet: { sheetId: 99 } },
    ];
    await expect(api.spreadsheets.batchUpdate({ spreadsheetId, requestBody: { requests } })).rejects.toMatchObject({
      status: 400,
      message: expect.stringMatching(/^Invalid requests\[1\]\.deleteSheet: No sheet with id: 99/),
    });
    const { data } = await api.spreadsheets.get({ spreadsheetId });
    expect(data.sheets?.[0]?.properties?.title).toBe("Leads");
  });

  it.each([
    ["an unknown workbook", { spreadsheetId: "none", range: "A1" }, 404, "Requested entity was not found."],
    ["an unknown tab", { range: "None!A1" }, 400, "Unable to parse range: None!A1"],
    ["a range outside the tab", { range: "Leads!A99" }, 400, "Range (Leads!A99) exceeds grid limits."],
  ])("is told of %s in Google's words", async (_, parameters, status, words) => {
    const spreadsheetId = await createBook();
    await expect(api.spreadsheets.values.get({ spreadsheetId, ...parameters })).rejects.toMatchObject({
      status,
      message: expect.stringContaining(words),
    });
  });

  it("is told of a wrong token", async () => {
    const stranger = sheets({ version: "v4", auth: bearer("wrong"), rootUrl: `${google.url}/` });
    await expect(stranger.spreadsheets.get({ spreadsheetId: "x" })).rejects.toMatchObject({ status: 401 });
  });
});

describe("a service account's key file", () => {
  /** Google's library asks its built-in address for tokens; the interceptor sends that one request to the file's `token_uri`. */
  async function account(scope: string) {
    const key = google.createKey();
    const keyFile = join(folder, "key.json");
    writeFileSync(keyFile, JSON.stringify(key));
    const client = new auth.JWT({ keyFile, scopes: [scope] });
    client.transporter.interceptors.request.add({
      resolved: async (request) => {
        if (request.url.href === "https://oauth2.googleapis.com/token") request.url = new URL(key.token_uri);
        return request;
      },
    });
    const api = sheets({ version: "v4", auth: client, rootUrl: `${google.url}/` });
    return { email: key.client_email, client, api };
  }
  const tokensFetched = () => google.log.calls.filter((call) => call.endpoint === "token").length;
  const FULL = "https://www.googleapis.com/auth/spreadsheets";

  it("opens a workbook once it is shared with the account, with one token for many calls", async () => {
    const spreadsheetId = await createBook();
    const { email, api: own } = await account(FULL);
    await expect(own.spreadsheets.get({ spreadsheetId })).rejects.toMatchObject({
      status: 403,
      message: "The caller does not have permission",
    });
    google.access.share(spreadsheetId, email, "writer");
    for (let call = 0; call < 3; call++) expect((await own.spreadsheets.get({ spreadsheetId })).status).toBe(200);
    expect(tokensFetched()).toBe(1);
  });

  it("keeps a token that was refused until its client is told that it is over, and then fetches a new one", async () => {
    const spreadsheetId = await createBook();
    const { email, client, api: own } = await account(FULL);
    google.access.share(spreadsheetId, email, "reader");
    const read = () => own.spreadsheets.get({ spreadsheetId });
    await read();
    google.faults.queue({ kind: "401" });
    await expect(read()).rejects.toMatchObject({ status: 401 });
    await expect(read()).rejects.toMatchObject({ status: 401 });
    client.setCredentials({ ...client.credentials, expiry_date: 1 });
    expect((await read()).status).toBe(200);
    expect(tokensFetched()).toBe(2);
  });

  it("for reading only cannot write", async () => {
    const spreadsheetId = await createBook();
    const { email, api: own } = await account(`${FULL}.readonly`);
    google.access.share(spreadsheetId, email, "writer");
    expect((await own.spreadsheets.get({ spreadsheetId })).status).toBe(200);
    await expect(own.spreadsheets.values.clear({ spreadsheetId, range: "Leads" })).rejects.toMatchObject({
      status: 403,
      message: "Request had insufficient authentication scopes.",
    });
  });
});
