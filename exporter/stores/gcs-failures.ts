import { Failure } from "../words/failure";
import { changedMeanwhile } from "./changed-meanwhile";
import { isNetwork, networkFailure } from "./network";

/** What was asked when it failed. */
interface AskedOfGcs {
  /** As roles name it. */
  readonly permission: string;
  readonly bucket: string;
  /** The address, for people. */
  readonly where: string;
}

interface GcsError {
  code?: number | string;
  status?: number;
  message?: string;
}

/** Without credentials the library asks as nobody: then it is the server that says so. */
const NO_LOGIN = /anonymous caller|could not load the default credentials|unable to detect a project id/i;
const EXPIRED = /invalid_grant|invalid_rapt|token has been expired|reauth/i;
const SKEWED = /invalid_grant.*(iat|exp|clock|timeframe)|token must be a short-lived token/i;

/** There is no such object. */
export function isMissing(error: unknown): boolean {
  return statusOf(error) === 404 && !isNoBucket(error);
}

/** Somebody else was quicker. */
export function isReplaced(error: unknown): boolean {
  return statusOf(error) === 412;
}

/** What Google Cloud Storage or the way to it refuses, as a Failure that says what is missing. */
export function gcsFailure(error: unknown, { permission, bucket, where }: AskedOfGcs): Failure {
  if (error instanceof Failure) return error;
  const { message = "" } = error as GcsError;
  const status = statusOf(error);
  if (NO_LOGIN.test(message)) {
    return new Failure(
      "STORE_NO_LOGIN",
      `${where}: there are no credentials for Google Cloud Storage on this machine.`,
      {
        way: "gs",
        cause: error,
      },
    );
  }
  if (SKEWED.test(message)) {
    return new Failure("STORE_CLOCK", `${where}: this machine's clock is wrong.`, { cause: error });
  }
  if (EXPIRED.test(message)) {
    return new Failure("STORE_LOGIN_EXPIRED", `${where}: the credentials have expired or were withdrawn.`, {
      cause: error,
    });
  }
  if (status === 401) {
    return new Failure("STORE_LOGIN_REFUSED", `${where}: the store does not accept the credentials.`, { cause: error });
  }
  // What is not there was looked for before: only the bucket is left.
  if (status === 404) return new Failure("STORE_NO_BUCKET", `There is no bucket ${bucket}.`, { cause: error });
  if (isReplaced(error)) return changedMeanwhile(where, error);
  if (status === 403) {
    const named = /does not have (\S+) access/.exec(message)?.[1] ?? permission;
    const on = `the bucket ${bucket}`;
    return new Failure("STORE_FORBIDDEN", `${where}: the account lacks ${named} on ${on}.`, {
      way: "gs",
      permission: named,
      on,
      cause: error,
    });
  }
  if (/CONTENT_DOWNLOAD_MISMATCH|FILE_NO_UPLOAD/.test(String((error as GcsError).code))) {
    return new Failure("STORE_DAMAGED", `${where} did not arrive as it was sent.`, { cause: error });
  }
  if (status === 507) {
    return new Failure("STORE_FULL", `${where}: the store has no room for more (${status}).`, { cause: error });
  }
  if (status === 429 || status === 408 || status >= 500) {
    return new Failure("STORE_BUSY", `${where}: the store is too busy to answer (${status}).`, { cause: error });
  }
  if (isNetwork(error)) return networkFailure(where, error);
  return new Failure("STORE_REFUSED", `${where}: ${permission} was refused: ${message.split("\n")[0]}`, {
    cause: error,
  });
}

function isNoBucket(error: unknown): boolean {
  return statusOf(error) === 404 && /bucket does not exist/i.test((error as GcsError).message ?? "");
}

function statusOf(error: unknown): number {
  const { code, status } = error as GcsError;
  const number = Number(code ?? status);
  return Number.isInteger(number) ? number : (status ?? 0);
}
