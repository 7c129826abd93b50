import { Failure } from "../words/failure";
import { changedMeanwhile } from "./changed-meanwhile";
import { isNetwork, networkFailure } from "./network";

/** What was asked when it failed. */
export interface AskedOfS3 {
  /** As policies name it, without `s3:`. */
  readonly action: string;
  readonly bucket: string;
  /** The address, for people. */
  readonly where: string;
  /** What an ARN ends in. */
  readonly resource: string;
}

interface S3Error {
  name?: string;
  message?: string;
  code?: string;
  $metadata?: { httpStatusCode?: number };
}

const EXPIRED = /^(ExpiredToken|ExpiredTokenException|RequestExpired|TokenRefreshRequired)$/;
const UNKNOWN =
  /^(InvalidAccessKeyId|SignatureDoesNotMatch|InvalidToken|UnrecognizedClientException|InvalidSecurity)$/i;
const SKEWED = /^(RequestTimeTooSkewed|RequestInTheFuture)$/;
const ELSEWHERE = /^(PermanentRedirect|AuthorizationHeaderMalformed|IllegalLocationConstraintException)$/;
const BUSY = /^(SlowDown|ServiceUnavailable|Throttling.*|TooManyRequestsException|RequestLimitExceeded|InternalError)$/;
/** As versitygw, MinIO and Ceph say it; of Amazon's there is no end. */
const FULL = /^(InsufficientStorage|QuotaExceeded|XMinio\w*(Full|QuotaExceeded))$/;
const DAMAGED = /^(BadDigest|InvalidDigest|XAmzContentSHA256Mismatch|XAmzContentChecksumMismatch)$/;

/** The code S3 gives an error. */
export function nameOf(error: unknown): string {
  return (error as S3Error).name ?? "";
}

/** Somebody else was quicker. */
export function isPrecondition(error: unknown): boolean {
  return nameOf(error) === "PreconditionFailed" || statusOf(error) === 412;
}

/** What S3 or the way to it refuses, as a Failure that says what is missing. */
export function s3Failure(error: unknown, { action, bucket, where, resource }: AskedOfS3): Failure {
  if (error instanceof Failure) return error;
  const { message = "" } = error as S3Error;
  const name = nameOf(error);
  const status = statusOf(error);
  if (EXPIRED.test(name) || (name === "CredentialsProviderError" && /expired|refresh/i.test(message))) {
    return new Failure("STORE_LOGIN_EXPIRED", `${where}: the credentials have expired.`, { cause: error });
  }
  if (name === "CredentialsProviderError") {
    return new Failure("STORE_NO_LOGIN", `${where}: there are no credentials for S3 on this machine.`, {
      way: "s3",
      cause: error,
    });
  }
  if (UNKNOWN.test(name) || /access key/i.test(message)) {
    return new Failure("STORE_LOGIN_REFUSED", `${where}: the store does not accept the credentials (${name}).`, {
      cause: error,
    });
  }
  if (SKEWED.test(name))
    return new Failure("STORE_CLOCK", `${where}: this machine's clock is wrong.`, { cause: error });
  if (name === "NoSuchBucket") {
    return new Failure("STORE_NO_BUCKET", `There is no bucket ${bucket}.`, { cause: error });
  }
  if (isPrecondition(error)) return changedMeanwhile(where, error);
  if (ELSEWHERE.test(name) || status === 301) {
    return new Failure("STORE_REGION", `The bucket ${bucket} is in another region: ${message}`, { cause: error });
  }
  if (status === 501 || name === "NotImplemented") {
    return new Failure("STORE_UNFIT", `${where}: the store cannot do ${action} as asked: ${message}`, { cause: error });
  }
  if (!FULL.test(name) && (status === 403 || status === 401)) {
    const [, permission = `s3:${action}`, on = `arn:aws:s3:::${resource}`] =
      /perform: (\S+) on resource: "?([^"\s]+)/.exec(message) ?? [];
    return new Failure("STORE_FORBIDDEN", `${where}: the account lacks ${permission} on ${on}.`, {
      way: "s3",
      permission,
      on,
      cause: error,
    });
  }
  if (DAMAGED.test(name)) {
    return new Failure("STORE_DAMAGED", `${where} did not arrive as it was sent (${name}).`, { cause: error });
  }
  if (FULL.test(name) || status === 507) {
    return new Failure("STORE_FULL", `${where}: the store has no room for more (${name || status}).`, { cause: error });
  }
  if (BUSY.test(name) || status === 429 || status >= 500) {
    return new Failure("STORE_BUSY", `${where}: the store is too busy to answer (${name || status}).`, {
      cause: error,
    });
  }
  if (isNetwork(error)) return networkFailure(where, error);
  return new Failure("STORE_REFUSED", `${where}: ${action} was refused: ${name} ${message}`, { cause: error });
}

function statusOf(error: unknown): number {
  return (error as S3Error).$metadata?.httpStatusCode ?? 0;
}
