/** A mail as its reader sees it. */
export interface Mail {
  /** By lower-case name, decoded. */
  readonly headers: Record<string, string>;
  readonly text: string;
  readonly html: string;
  /** Everything, decoded and as it came: for what must be nowhere. */
  readonly whole: string;
}

export function readMail(raw: Buffer): Mail {
  const { headers, body } = split(raw.toString("latin1"));
  const boundary = /boundary="?([^";]+)"?/.exec(headers["content-type"])![1];
  const parts = body
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => split(part.replace(/^\r\n/, "")));
  const of = (type: string) => decoded(parts.find(({ headers }) => headers["content-type"].startsWith(type))!);
  const text = of("text/plain");
  const html = of("text/html");
  return { headers, text, html, whole: [JSON.stringify(headers), text, html, raw.toString("utf8")].join("\n") };
}

function split(message: string): { headers: Record<string, string>; body: string } {
  const end = message.indexOf("\r\n\r\n");
  const lines = message
    .slice(0, end)
    .replace(/\r\n[ \t]/g, " ")
    .split("\r\n");
  const headers = lines.map((line) => {
    const at = line.indexOf(":");
    return [line.slice(0, at).toLowerCase(), words(line.slice(at + 1).trim())];
  });
  return { headers: Object.fromEntries(headers), body: message.slice(end + 4) };
}

/** Encoded words (RFC 2047). */
function words(value: string): string {
  return value
    .replace(/\?=\s+=\?/g, "?==?")
    .replace(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_, kind, coded) =>
      kind.toUpperCase() === "B"
        ? Buffer.from(coded, "base64").toString()
        : quotedPrintable(coded.replaceAll("_", " ")),
    );
}

function decoded({ headers, body }: { headers: Record<string, string>; body: string }): string {
  const encoding = headers["content-transfer-encoding"];
  if (encoding === "base64") return Buffer.from(body, "base64").toString();
  const text = encoding === "quoted-printable" ? quotedPrintable(body.replace(/=\r\n/g, "")) : body;
  return text.replaceAll("\r\n", "\n").trimEnd();
}

function quotedPrintable(text: string): string {
  const bytes = text.replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString();
}
