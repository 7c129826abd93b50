import { readFileSync } from "node:fs";
import type { ClientConfig } from "pg";
import { parse, toClientConfig } from "pg-connection-string";
import type { PostgresSettings } from "../../config/target-settings";
import { Failure } from "../../words/failure";
import { isThisMachine } from "../../words/this-machine";

/** Where the address of a database stands. */
export type AddressPlace = Pick<PostgresSettings, "url" | "urlFile" | "urlEnv">;

const PATIENCE_MS = 10_000;

/**
 * What `pg` needs to connect. `sslmode` and `sslrootcert` of the address mean what they mean to PostgreSQL's own programs; without them
 * a server on another machine must prove who it is. Throws `TARGET_ADDRESS`, which never quotes the address: it may hold a password.
 */
export function connectionTo(place: AddressPlace): ClientConfig {
  const { text, where } = readAddress(place);
  if (!/^postgres(ql)?:\/\//.test(text)) throw wrong(`${where} is no address of a PostgreSQL database`);
  let parsed: ClientConfig;
  try {
    parsed = toClientConfig(parse(text, { useLibpqCompat: true }));
  } catch (cause) {
    const { path, message } = cause as NodeJS.ErrnoException;
    if (path !== undefined) throw wrong(`${where} names ${path}, which cannot be read`);
    throw wrong(
      message.includes("verify-ca") ? `${where} has sslmode=verify-ca without sslrootcert` : `${where} is no address`,
    );
  }
  const { host = "" } = parsed;
  const isNear = host === "" || host.startsWith("/") || isThisMachine(host);
  const { ssl = isNear ? false : {}, ...rest } = parsed;
  return {
    ...rest,
    ssl,
    application_name: "lead-export",
    connectionTimeoutMillis: PATIENCE_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: PATIENCE_MS,
  };
}

function readAddress({ url, urlFile, urlEnv }: AddressPlace): { text: string; where: string } {
  if (url !== undefined) return { text: url, where: "The url of a target" };
  if (urlEnv !== undefined) {
    const text = process.env[urlEnv]?.trim();
    if (text) return { text, where: `The variable ${urlEnv}` };
    throw missing(`The variable ${urlEnv}, which is to hold the address of a database, is not set`);
  }
  let text: string;
  try {
    text = readFileSync(urlFile!, "utf8").trim();
  } catch (cause) {
    throw missing(`The file ${urlFile}, which is to hold the address of a database, cannot be read`, cause);
  }
  if (text === "") throw missing(`The file ${urlFile}, which is to hold the address of a database, is empty`);
  return { text, where: `The file ${urlFile}` };
}

function wrong(what: string): Failure {
  return new Failure("TARGET_ADDRESS", `${what}.`, { way: "wrong" });
}

function missing(what: string, cause?: unknown): Failure {
  return new Failure("TARGET_ADDRESS", `${what}.`, { way: "missing", cause });
}
