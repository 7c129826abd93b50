/** One call of the Sheets API v4, already parsed from HTTP. */
export interface ApiRequest {
  readonly method: string;
  /** Decoded path without host: `/v4/spreadsheets/ID/values/Leads!A1:F`. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Parsed JSON, or undefined when the request had no body. */
  readonly body: unknown;
}

/** What the API returns: a status and a JSON body. */
export interface ApiResponse {
  readonly status: number;
  readonly body: unknown;
}
