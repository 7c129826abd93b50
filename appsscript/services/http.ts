export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

export interface HttpRequest {
  readonly method: "get" | "post";
  readonly url: string;
  readonly headers: Record<string, string>;
  /** Sent as JSON. */
  readonly body?: unknown;
}

/** One request and its answer, whatever its status. Throws when there is no answer. Google waits about 60 s and has no knob for it. */
export function fetchOnce({ method, url, headers, body }: HttpRequest): HttpAnswer {
  const response = UrlFetchApp.fetch(url, {
    method,
    headers,
    muteHttpExceptions: true,
    followRedirects: false,
    ...(body === undefined ? {} : { contentType: "application/json; charset=utf-8", payload: JSON.stringify(body) }),
  });
  return { status: response.getResponseCode(), body: response.getContentText("UTF-8") };
}
