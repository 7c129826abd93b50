import { Failure } from "../words/failure";

const NETWORK =
  /^(ENOTFOUND|EAI_\w+|ECONN\w+|EHOSTUNREACH|ENETUNREACH|ENETDOWN|EPIPE|ETIMEDOUT|ESOCKETTIMEDOUT|ERR_STREAM_PREMATURE_CLOSE)$/;
const CERTIFICATE = /^(CERT_\w+|DEPTH_ZERO_\w+|SELF_SIGNED_\w+|UNABLE_TO_\w+|ERR_TLS_\w+|EPROTO)$/;

/** Whether the way to a store is at fault, and not the store. */
export function isNetwork(error: unknown): boolean {
  const code = codeOf(error);
  return NETWORK.test(code) || CERTIFICATE.test(code) || /Timeout/.test((error as Error).name);
}

/** A store that nobody can be reached at, as a Failure. */
export function networkFailure(where: string, error: unknown): Failure {
  const code = codeOf(error);
  if (CERTIFICATE.test(code)) {
    const sentence = `${where}: the store's certificate is not to be trusted (${code}).`;
    return new Failure("STORE_UNREACHABLE", sentence, { way: "certificate", cause: error });
  }
  const reason = code === "" || code === "ETIMEDOUT" ? "it does not answer" : code;
  return new Failure("STORE_UNREACHABLE", `${where} cannot be reached (${reason}).`, { way: "network", cause: error });
}

function codeOf(error: unknown): string {
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  if (typeof code === "string") return code;
  return typeof cause === "object" && cause !== null ? codeOf(cause) : "";
}
