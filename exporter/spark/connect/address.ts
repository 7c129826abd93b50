import { readFileSync } from "node:fs";
import { Failure } from "../../words/failure";

/** Where a Connect server is, and how to speak to it. */
export interface ConnectAddress {
  /** `host:port`; also what a person is told of the address, which may hold a token. */
  readonly server: string;
  readonly user: string;
  /** Sent with every call, lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** The certificates to trust in PEM, or `"system"`; `null`: no TLS. */
  readonly trusted: Buffer | "system" | null;
}

export interface ConnectOptions {
  /** `sc://host:port/;key=value;...`, as every client of Spark Connect takes it. */
  readonly connect: string;
  /** A file with the certificates to trust. */
  readonly connectCa: string | undefined;
  /** Who is told to Spark, unless the address says. */
  readonly user: string;
}

const PORT = "15002";
/** Where a token may be that is to stand on no command line; the server takes it from the same variable. */
const TOKEN = "SPARK_CONNECT_AUTHENTICATE_TOKEN";

/**
 * Reads an address: https://spark.apache.org/docs/latest/spark-connect-overview.html says what it may hold. Throws `USAGE` for one that is
 * none, that does not go with our way of working, or that would send a token where others can read it.
 */
export function readAddress(options: ConnectOptions, environment = process.env): ConnectAddress {
  const { hostname, port, pathname } = urlOf(options.connect);
  const {
    token = environment[TOKEN] || undefined,
    use_ssl,
    user_id = options.user,
    ...others
  } = parametersOf(pathname);
  const server = `${hostname}:${port || PORT}`;
  const isNear = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/i.test(hostname);
  const isSecure =
    options.connectCa !== undefined || use_ssl === "true" || (use_ssl !== "false" && !isNear && token !== undefined);
  if (token !== undefined && !isSecure && !isNear) {
    throw new Failure("USAGE", `A token would go to ${server} where others can read it.`, { way: "connectTls" });
  }
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  for (const [name, value] of Object.entries(others as Record<string, string>)) {
    if (!name.startsWith("x-")) throw wrong(`there is no ${name} that could be set`);
    headers[name] = value;
  }
  return { server, user: user_id, headers, trusted: isSecure ? trustedOf(options.connectCa) : null };
}

function urlOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.protocol !== "sc:" || url.hostname === "") throw wrong("it does not begin with sc://host");
  if (url.username !== "" || url.search !== "" || url.hash !== "") throw wrong("what is set stands behind /;");
  return url;
}

function parametersOf(path: string): Partial<Record<string, string>> {
  const [nothing, ...set] = path.split(";");
  if (nothing !== "" && nothing !== "/") throw wrong("it has a path");
  return Object.fromEntries(
    set
      .filter((pair) => pair !== "")
      .map((pair) => {
        const at = pair.indexOf("=");
        if (at < 1) throw wrong("what is set is written key=value");
        return [pair.slice(0, at).toLowerCase(), decoded(pair.slice(at + 1))];
      }),
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw wrong("a % stands in it that encodes nothing");
  }
}

function trustedOf(path: string | undefined): Buffer | "system" {
  if (path === undefined) return "system";
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new Failure("USAGE", `The certificates in ${path} cannot be read.`, { way: "connectCa", cause });
  }
}

function wrong(what: string): Failure {
  return new Failure("USAGE", `The address of --connect is not right: ${what}.`, { way: "connect" });
}
