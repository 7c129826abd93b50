const VALUES: Record<string, string> = {
  batchGet: "BatchGetValuesResponse",
  batchGetByDataFilter: "BatchGetValuesByDataFilterResponse",
  batchUpdate: "BatchUpdateValuesResponse",
  batchUpdateByDataFilter: "BatchUpdateValuesByDataFilterResponse",
  batchClear: "BatchClearValuesResponse",
  batchClearByDataFilter: "BatchClearValuesByDataFilterResponse",
};

/** The message the API answers a call with. */
export function responseType(method: string, path: string): string {
  const verb = /:([a-zA-Z]+)$/.exec(path)?.[1] ?? "";
  if (path.includes("/values:")) return VALUES[verb];
  if (path.includes("/values/")) {
    if (method === "POST") return verb === "append" ? "AppendValuesResponse" : "ClearValuesResponse";
    return method === "PUT" ? "UpdateValuesResponse" : "ValueRange";
  }
  if (verb === "search") return "SearchDeveloperMetadataResponse";
  if (path.includes("/developerMetadata/")) return "DeveloperMetadata";
  return verb === "batchUpdate" ? "BatchUpdateSpreadsheetResponse" : "Spreadsheet";
}
