import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { MESSAGES } from "../../workbench/api/discovery.data";
import { ApiError } from "../../workbench/api/errors";
import { readMessage } from "../../workbench/api/read-message";
import { newApi } from "./api-caller";
import { DISCOVERY, RECORDINGS } from "./conformance";
import { googleSchemas } from "./google-schemas";

describe("a body that does not fit", () => {
  const unknown = (name: string, at: string) =>
    `Invalid JSON payload received. Unknown name "${name}"${at && ` at '${at}'`}: Cannot find field.`;

  it.each([
    [{ nonsense: 1 }, unknown("nonsense", "")],
    [{ requests: [{ addShet: {} }] }, unknown("addShet", "requests[0]")],
    [
      { requests: [{ addSheet: { properties: { titel: "x" } } }] },
      unknown("titel", "requests[0].add_sheet.properties"),
    ],
    [
      { requests: [{ deleteSheet: { sheetId: "abc" } }] },
      `Invalid value at 'requests[0].delete_sheet.sheet_id' (TYPE_INT32), "abc"`,
    ],
    [{ requests: [{ findReplace: { find: 5 } }] }, "Invalid value at 'requests[0].find_replace.find' (TYPE_STRING), 5"],
  ])("%j is refused: %s", (body, message) => {
    expect(newApi().refusal("POST", ":batchUpdate", body)).toBe(`400 ${message}`);
  });

  it("names every fault at once", () => {
    const { body } = newApi().send("POST", "/v4/spreadsheets/book1:batchUpdate", { a: 1, b: 2 });
    expect(body.error.details[0].fieldViolations).toHaveLength(2);
  });

  it("has values that are lists of lists", () => {
    const message = `Invalid value at 'data.values' (type.googleapis.com/google.protobuf.ListValue), "A1:D4"`;
    expect(newApi().refusal("PUT", "/values/A1", { values: "A1:D4" }, "valueInputOption=RAW")).toBe(`400 ${message}`);
  });
});

describe("a query that does not fit", () => {
  it.each([
    [
      "GET",
      "/values/A1",
      "colour=red",
      `Invalid JSON payload received. Unknown name "colour": Cannot bind query parameter. Field 'colour' could not be found in request message.`,
    ],
    [
      "GET",
      "/values/A1",
      "majorDimension=DIAGONAL",
      `Invalid value at 'major_dimension' (type.googleapis.com/google.apps.sheets.v4.Dimension), "DIAGONAL"`,
    ],
    ["GET", "", "fields=sheets.nonsense", "Request contains an invalid argument."],
    ["GET", "", "fields=sheets(", "Request contains an invalid argument."],
    ["PUT", "/values/A1", "", "'valueInputOption' is required but not specified"],
  ])("%s %s?%s", (method, path, query, message) => {
    const body = method === "PUT" ? { values: [["x"]] } : undefined;
    expect(newApi().refusal(method, path, body, query)).toBe(`400 ${message}`);
  });
});

describe("a field mask", () => {
  it.each([
    ["spreadsheetId", { spreadsheetId: "book1" }],
    ["properties.title,properties(locale)", { properties: { title: "Book", locale: "en_US" } }],
    ["properties/title", { properties: { title: "Book" } }],
    ["sheets(properties(sheetId,title))", { sheets: [{ properties: { sheetId: 0, title: "Sheet1" } }] }],
    [
      "sheets.properties.gridProperties.*",
      { sheets: [{ properties: { gridProperties: { rowCount: 1000, columnCount: 26 } } }] },
    ],
    ["namedRanges", {}],
  ])("%s", (fields, answer) => {
    expect(newApi().get(`fields=${encodeURIComponent(fields)}`)).toEqual(answer);
  });

  it("decides whether cells are sent, whatever includeGridData says", () => {
    const api = newApi();
    expect(api.get("includeGridData=true&fields=sheets.properties.title").sheets[0].data).toBeUndefined();
    expect(api.get("fields=sheets.data.columnMetadata").sheets[0].data[0].columnMetadata).toHaveLength(26);
  });
});

it("refuses a spreadsheet that is not there", () => {
  const { status, body } = newApi().send("GET", "/v4/spreadsheets/other");
  expect({ status, body }).toEqual({
    status: 404,
    body: { error: { code: 404, message: "Requested entity was not found.", status: "NOT_FOUND" } },
  });
});

describe("against Google's discovery document", () => {
  it("the names carried in this repository are all of its names", () => {
    const { schemas } = JSON.parse(readFileSync(DISCOVERY, "utf8"));
    const names = Object.entries<{ properties?: object }>(schemas).map(([name, one]) => [
      name,
      Object.keys(one.properties ?? {}),
    ]);
    expect(Object.fromEntries(Object.entries(MESSAGES).map(([name, fields]) => [name, Object.keys(fields)]))).toEqual(
      Object.fromEntries(names),
    );
  });

  it("a recorded body is taken or refused as its schema says", () => {
    const schema = googleSchemas(DISCOVERY);
    const verdicts = recordedBodies().map(([type, body]) => {
      const valid = schema(type)(withoutNulls(body));
      return { body, taken: isTaken(type, body), valid };
    });
    expect(verdicts.length).toBeGreaterThan(100);
    expect(verdicts.filter(({ taken, valid }) => taken !== valid)).toEqual([]);
  });
});

function isTaken(type: string, body: unknown): boolean {
  try {
    readMessage(type, body);
    return true;
  } catch (error) {
    if (error instanceof ApiError) return false;
    throw error;
  }
}

function recordedBodies(): [string, unknown][] {
  return [...RECORDINGS.values()]
    .flatMap((file) => JSON.parse(readFileSync(file, "utf8")).interactions)
    .filter(({ request }) => request.body && request.uri.includes("sheets.googleapis.com"))
    .flatMap(({ request }): [string, unknown][] => {
      const body = JSON.parse(request.body);
      if (request.uri.endsWith(":batchUpdate") && !request.uri.includes("/values:"))
        return [["BatchUpdateSpreadsheetRequest", body]];
      return request.method === "PUT" || request.uri.includes(":append") ? [["ValueRange", body]] : [];
    });
}

/** Google takes null for unset, except within `values`. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutNulls(inner)]));
}
