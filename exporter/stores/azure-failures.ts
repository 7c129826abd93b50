import { Failure } from "../words/failure";
import { changedMeanwhile } from "./changed-meanwhile";
import { isNetwork, networkFailure } from "./network";

/** What was asked when it failed. */
interface AskedOfAzure {
  /** As roles name it, without what stands before it for all that is done with objects. */
  readonly action: string;
  readonly container: string;
  /** The address, for people. */
  readonly where: string;
}

interface AzureError {
  name?: string;
  message?: string;
  code?: string;
  statusCode?: number;
  details?: unknown;
}

const ACTIONS = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/";
/** Of all ways to sign in none could be tried; or nobody was asked for. */
const NO_LOGIN =
  /^(AggregateAuthenticationError|CredentialUnavailableError|AuthenticationRequiredError|NoAuthenticationInformation)$/;
const REFUSED_LOGIN =
  /^(AuthenticationError|AuthenticationFailed|InvalidAuthenticationInfo|KeyBasedAuthenticationNotPermitted)$/;
/** Azurite, which stands in for Azure, has another code for some things. */
const REFUSED_LOGIN_WORDS = /failed to authenticate the request/i;
/** An expired secret or sign-in, as Entra numbers them; an expired token or signed address, as the store says it. */
const EXPIRED = /AADSTS(50173|700082|7000222)\b|token is expired|not valid in the specified time frame/i;
const SKEWED = /date header too old|AADSTS700024\b/i;
const FORBIDDEN = /^(Authorization\w+|InsufficientAccountPermissions|PublicAccessNotPermitted)$/;
const NO_CONTAINER = /^Container(NotFound|BeingDeleted|Disabled)$/;
const BUSY = /^(ServerBusy|InternalError|OperationTimedOut)$/;
const FULL = /^AccountQuotaExceeded$|^InsufficientStorage$/;
const DAMAGED = /^(Md5Mismatch|InvalidMd5|Crc64Mismatch)$/;
const DAMAGED_WORDS = /MD5 doesn't match/;
/** What the library says when the bytes of an object end too early: nobody here aborts anything. */
const BROKEN_OFF = /operation was aborted|received less data than required/;
/** What a store answers to a request, or to a header, that it does not know. */
const UNFIT = /^(FeatureNotSupported\w*|UnsupportedHeader|NotImplemented)$/;

/** There is no such object. */
export function isMissing(error: unknown): boolean {
  return nameOf(error) === "BlobNotFound";
}

/** Somebody else was quicker. */
export function isReplaced(error: unknown): boolean {
  return /^(ConditionNotMet|BlobAlreadyExists)$/.test(nameOf(error));
}

/** What Azure Blob Storage or the way to it refuses, as a Failure that says what is missing. */
export function azureFailure(error: unknown, { action, container, where }: AskedOfAzure): Failure {
  if (error instanceof Failure) return error;
  const { message = "", statusCode = 0, details } = error as AzureError;
  const name = nameOf(error);
  const words = `${message} ${JSON.stringify(details)}`;
  if (EXPIRED.test(words)) {
    return new Failure("STORE_LOGIN_EXPIRED", `${where}: the credentials have expired.`, { cause: error });
  }
  if (SKEWED.test(words)) {
    return new Failure("STORE_CLOCK", `${where}: this machine's clock is wrong.`, { cause: error });
  }
  if (NO_LOGIN.test(name)) {
    const sentence = `${where}: there are no credentials for Azure Blob Storage on this machine.`;
    return new Failure("STORE_NO_LOGIN", sentence, { way: "az", cause: error });
  }
  if (REFUSED_LOGIN.test(name) || REFUSED_LOGIN_WORDS.test(message)) {
    const sentence = `${where}: the store does not accept the credentials (${name}).`;
    return new Failure("STORE_LOGIN_REFUSED", sentence, { cause: error });
  }
  if (NO_CONTAINER.test(name)) {
    return new Failure("STORE_NO_BUCKET", `There is no container ${container}.`, { cause: error });
  }
  if (isReplaced(error)) return changedMeanwhile(where, error);
  if (FORBIDDEN.test(name) || statusCode === 403) {
    const [permission, on] = [`${ACTIONS}${action}`, `the container ${container}`];
    return new Failure("STORE_FORBIDDEN", `${where}: the account lacks ${permission} on ${on}.`, {
      way: "az",
      permission,
      on,
      cause: error,
    });
  }
  if (DAMAGED.test(name) || DAMAGED_WORDS.test(message)) {
    return new Failure("STORE_DAMAGED", `${where} did not arrive as it was sent (${name}).`, { cause: error });
  }
  if (UNFIT.test(name) || statusCode === 501) {
    return new Failure("STORE_UNFIT", `${where}: the store cannot do ${action} as asked: ${firstLine(message)}`, {
      cause: error,
    });
  }
  if (FULL.test(name) || statusCode === 507) {
    const sentence = `${where}: the store has no room for more (${name || statusCode}).`;
    return new Failure("STORE_FULL", sentence, { cause: error });
  }
  if (BUSY.test(name) || statusCode === 429 || statusCode >= 500) {
    const sentence = `${where}: the store is too busy to answer (${name || statusCode}).`;
    return new Failure("STORE_BUSY", sentence, { cause: error });
  }
  if (isNetwork(error) || BROKEN_OFF.test(message)) return networkFailure(where, error);
  return new Failure("STORE_REFUSED", `${where}: ${action} was refused: ${name} ${firstLine(message)}`, {
    cause: error,
  });
}

/** The code the store gives an error, or what the library calls it. */
function nameOf(error: unknown): string {
  const { code, name = "" } = error as AzureError;
  return code ?? name;
}

function firstLine(message: string): string {
  return message.split("\n")[0];
}
