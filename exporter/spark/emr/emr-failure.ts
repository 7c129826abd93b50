import { isNetwork } from "../../stores/network";
import { Failure } from "../../words/failure";

interface EmrError {
  name?: string;
  message?: string;
  $metadata?: { httpStatusCode?: number };
}

const LOGIN =
  /^(UnrecognizedClientException|InvalidSignatureException|SignatureDoesNotMatch|InvalidClientTokenId|IncompleteSignature|MissingAuthenticationToken\w*|ExpiredToken\w*|InvalidAccessKeyId)$/;
const BUSY = /^(Throttling\w*|TooManyRequestsException|ServiceQuotaExceededException|InternalServerException)$/;
const STOPPED = /stopp|terminat|not (?:started|running)|auto-?start|\bstate\b/i;

/** What EMR Serverless, or the way to it, refuses, as a Failure. `action`: as policies name it. */
export function emrFailure(error: unknown, action: string, application: string): Failure {
  if (error instanceof Failure) return error;
  const { name = "", message = "", $metadata = {} } = error as EmrError;
  const status = $metadata.httpStatusCode ?? 0;
  const where = `EMR Serverless, application ${application}`;
  const why = message.trim().replace(/\.?$/, ".");
  if (name === "CredentialsProviderError") {
    return new Failure("EMR_LOGIN", "There are no credentials for AWS on this machine.", { cause: error });
  }
  if (/^Region is missing/.test(message)) {
    return new Failure("EMR_NO_REGION", "No region of AWS is named.", { cause: error });
  }
  if (LOGIN.test(name))
    return new Failure("EMR_LOGIN", `AWS does not accept the credentials: ${why}`, { cause: error });
  if (name === "ResourceNotFoundException" || status === 404) {
    return new Failure("EMR_NO_APPLICATION", `${where}: ${why}`, { cause: error });
  }
  if (BUSY.test(name) || status === 429 || status >= 500) {
    return new Failure("EMR_BUSY", `${where} takes no more requests now: ${why}`, { cause: error });
  }
  if (status === 403 || status === 401) {
    const permission = /perform: (\S+)/.exec(message)?.[1] ?? `emr-serverless:${action}`;
    return new Failure("EMR_FORBIDDEN", `${where}: ${why}`, { permission, cause: error });
  }
  if (name === "ConflictException" || (name === "ValidationException" && STOPPED.test(message))) {
    return new Failure("EMR_STOPPED", `${where} takes no jobs: ${why}`, { cause: error });
  }
  if (isNetwork(error)) return new Failure("EMR_UNREACHABLE", `${where} cannot be reached: ${why}`, { cause: error });
  return new Failure("EMR_REFUSED", `${where} refused ${action}: ${why}`, { cause: error });
}
