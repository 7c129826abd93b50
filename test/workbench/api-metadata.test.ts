import { describe, expect, it } from "vitest";
import { newApi } from "./api-caller";

const column = (startIndex: number) => ({ sheetId: 0, dimension: "COLUMNS", startIndex, endIndex: startIndex + 1 });
const tag = (metadataKey: string, location: object, metadataValue?: string) => ({
  createDeveloperMetadata: { developerMetadata: { metadataKey, metadataValue, location, visibility: "DOCUMENT" } },
});
const byKey = (metadataKey: string) => ({ developerMetadataLookup: { metadataKey } });

describe("developer metadata", () => {
  const tagged = () => {
    const api = newApi();
    api.put("A1", [
      ["first", "second"],
      ["a", "b"],
    ]);
    api.batch(
      tag("book", { spreadsheet: true }),
      tag("tab", { sheetId: 0 }),
      tag("field", { dimensionRange: column(1) }, "second"),
    );
    return api;
  };
  const found = (api: ReturnType<typeof newApi>, filter: object) =>
    (api.post("/developerMetadata:search", { dataFilters: [filter] }).matchedDeveloperMetadata ?? []).map(
      (one: { developerMetadata: object }) => one.developerMetadata,
    );

  it("stand on the spreadsheet, a tab or one column, and are listed where they stand", () => {
    const api = tagged();
    const got = api.get("includeGridData=true");
    expect(got.developerMetadata.map((one: { metadataKey: string }) => one.metadataKey)).toEqual(["book"]);
    expect(got.sheets[0].developerMetadata[0]).toMatchObject({
      metadataKey: "tab",
      location: { locationType: "SHEET", sheetId: 0 },
    });
    expect(got.sheets[0].data[0].columnMetadata[1].developerMetadata[0]).toEqual({
      metadataId: 103,
      metadataKey: "field",
      metadataValue: "second",
      location: { locationType: "COLUMN", dimensionRange: { dimension: "COLUMNS", startIndex: 1, endIndex: 2 } },
      visibility: "DOCUMENT",
    });
    const one = api.send("GET", "/v4/spreadsheets/book1/developerMetadata/103");
    expect(one.body.metadataKey).toBe("field");
    expect(api.refusal("GET", "/developerMetadata/9")).toBe("404 Requested entity was not found.");
  });

  it("move with their column, and go with it", () => {
    const api = tagged();
    api.batch({ insertDimension: { range: { sheetId: 0, dimension: "COLUMNS", startIndex: 0, endIndex: 2 } } });
    expect(found(api, byKey("field"))[0].location.dimensionRange).toMatchObject({ startIndex: 3, endIndex: 4 });
    api.batch({ moveDimension: { source: column(3), destinationIndex: 0 } });
    expect(found(api, byKey("field"))[0].location.dimensionRange).toMatchObject({ startIndex: 0, endIndex: 1 });
    api.batch({ deleteDimension: { range: column(0) } });
    expect(found(api, byKey("field"))).toEqual([]);
  });

  it("are found by key, value, number, kind of place and place", () => {
    const api = tagged();
    const keys = (lookup: object) =>
      found(api, { developerMetadataLookup: lookup }).map((one: { metadataKey: string }) => one.metadataKey);
    expect(keys({ metadataValue: "second" })).toEqual(["field"]);
    expect(keys({ metadataId: 101 })).toEqual(["book"]);
    expect(keys({ locationType: "COLUMN" })).toEqual(["field"]);
    expect(keys({ metadataLocation: { sheetId: 0 } })).toEqual(["tab"]);
    const crossing = { metadataLocation: { sheetId: 0 }, locationMatchingStrategy: "INTERSECTING_LOCATION" };
    expect(keys(crossing)).toEqual(["book", "tab", "field"]);
    expect(keys({ metadataKey: "none" })).toEqual([]);
  });

  it("are changed and deleted by filter", () => {
    const api = tagged();
    const change = {
      dataFilters: [byKey("field")],
      developerMetadata: { metadataValue: "new" },
      fields: "metadataValue",
    };
    const [{ updateDeveloperMetadata }] = api.batch({ updateDeveloperMetadata: change });
    expect(updateDeveloperMetadata.developerMetadata[0].metadataValue).toBe("new");
    const [{ deleteDeveloperMetadata }] = api.batch({ deleteDeveloperMetadata: { dataFilter: byKey("field") } });
    expect(deleteDeveloperMetadata.deletedDeveloperMetadata).toHaveLength(1);
    expect(found(api, byKey("field"))).toEqual([]);
  });

  it("pick values to read, write and clear", () => {
    const api = tagged();
    const read = () =>
      api.post("/values:batchGetByDataFilter", { dataFilters: [byKey("field")] }).valueRanges[0].valueRange;
    expect(read()).toEqual({ range: "Sheet1!B1:B1000", majorDimension: "ROWS", values: [["second"], ["b"]] });
    const data = [{ dataFilter: byKey("field"), values: [["second"], ["c"]] }];
    api.post("/values:batchUpdateByDataFilter", { valueInputOption: "RAW", data });
    expect(read().values).toEqual([["second"], ["c"]]);
    api.post("/values:batchClearByDataFilter", { dataFilters: [byKey("field")] });
    expect(read().values).toBeUndefined();
  });

  it.each([
    [tag("", { spreadsheet: true }), "developerMetadata.metadataKey must be specified."],
    [
      tag("k", { dimensionRange: { ...column(1), endIndex: 4 } }),
      "Developer metadata can only be on exactly one row or one column.",
    ],
  ])("%j is refused", (request, refusal) => {
    expect(newApi().batchRefusal(request)).toBe(`400 Invalid requests[0].createDeveloperMetadata: ${refusal}`);
  });
});
