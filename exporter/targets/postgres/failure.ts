import type { Client } from "pg";
import { Failure } from "../../words/failure";

/** What `pg`, the server and the system say of an error. */
interface DatabaseError {
  code?: string;
  message?: string;
  table?: string;
  constraint?: string;
}

const LOGIN = /^(28|3D)/;
const LOCKED = new Set(["55P03", "40P01"]);
const DEPENDED_ON = new Set(["2BP01", "0A000", "23502", "23503", "42809", "55006"]);
const SERVER_LEFT = /^(08|57P0)/;
const FORBIDDEN = "42501";
const CERTIFICATE = /CERT|SIGNATURE|ERR_TLS|ERR_SSL/;

/** Classes whose words may quote a value, which could be a cell: data exceptions, violated constraints, and what a trigger raises. */
const QUOTES_VALUES = /^(22|23|P0)/;

/** An error while connecting or at work, in a person's words. `grant`: the statement that gives a right that may be missing. */
export function databaseFailure(cause: unknown, client: Client, grant: string | null = null): Failure {
  if (cause instanceof Failure) return cause;
  const { code = "", message = "", table, constraint } = (cause ?? {}) as DatabaseError;
  const server = `the PostgreSQL server ${client.host}:${client.port}`;
  const words = QUOTES_VALUES.test(code) ? inPlace(table, constraint) : clean(message);
  if (code === FORBIDDEN) {
    const sentence = `The database user ${client.user} lacks a right (${clean(message)}).`;
    const fallback = `a GRANT to ${client.user} for what the sentence names.`;
    return new Failure("TARGET_FORBIDDEN", sentence, { grant: grant ?? fallback, cause });
  }
  // Without a code: the server asks for a password, and there is none.
  if (LOGIN.test(code) || message.startsWith("SASL: ")) {
    return new Failure("TARGET_LOGIN_REFUSED", `The login to ${server} was refused (${clean(message)}).`, { cause });
  }
  if (LOCKED.has(code)) {
    return new Failure("TARGET_BUSY", `Another session holds what the load needs (${clean(message)}).`, { cause });
  }
  if (DEPENDED_ON.has(code)) {
    return new Failure("TARGET_SHAPE", `A table cannot be changed to what the files hold (${words}).`, { cause });
  }
  if (CERTIFICATE.test(code) || /SSL|certificate|altnames/i.test(message)) {
    return new Failure(
      "TARGET_NOT_ENCRYPTED",
      `No protected connection to ${server} could be made (${clean(message)}).`,
      {
        cause,
      },
    );
  }
  if (SERVER_LEFT.test(code) || !/^[0-9A-Z]{5}$/.test(code)) {
    return new Failure(
      "TARGET_UNREACHABLE",
      `${capital(server)} cannot be talked to (${code === "ECONNREFUSED" ? "the connection was refused" : clean(message) || code}).`,
      {
        cause,
      },
    );
  }
  return new Failure("TARGET_REFUSED", `${capital(server)} refused a statement (${code}${words && `: ${words}`}).`, {
    cause,
  });
}

function inPlace(table: string | undefined, constraint: string | undefined): string {
  return [table && `in the table ${table}`, constraint && `because of ${constraint}`].filter(Boolean).join(" ");
}

function clean(text: string): string {
  return text.replace(/\s+/g, " ").trim().replace(/\.$/, "");
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
