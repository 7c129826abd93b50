/** One HTTP answer before it goes on the wire. */
export interface Reply {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const JSON_TYPE = "application/json; charset=UTF-8";
const HTML_TYPE = "text/html; charset=UTF-8";

/** JSON as Google writes it: two spaces and a newline at the end, unless the caller asked for none. */
export function jsonReply(status: number, value: unknown, pretty = true, headers?: Record<string, string>): Reply {
  const body = pretty ? `${JSON.stringify(value, null, 2)}\n` : JSON.stringify(value);
  return { status, type: JSON_TYPE, body, ...(headers && { headers }) };
}

/** What Google's front end sends when no API answers: a page, not JSON. */
export function htmlReply(status: number, title: string, sentence: string): Reply {
  const body = `<!DOCTYPE html>
<html lang=en>
  <meta charset=utf-8>
  <title>${title}</title>
  <p><b>${status}.</b> <ins>That’s an error.</ins>
  <p>${sentence} <ins>That’s all we know.</ins>
`;
  return { status, type: HTML_TYPE, body };
}
