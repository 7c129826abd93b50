import { Failure } from "../words/failure";

const FULL = /No space left on device|Disk quota exceeded/i;
/** Hadoop has no class for a scheme, or the class is not in any jar. */
const UNKNOWN = /No FileSystem for scheme "?(\w+)|ClassNotFoundException: Class [\w.]*fs\.(s3a|gcs|azurebfs)\b/;
const DENIED =
  /AccessDenied|NoAuthWithAWS|InvalidAccessKeyId|SignatureDoesNotMatch|Status Code: 40[13]\b|\b40[13] Forbidden/;
const LOST =
  /AWSClientIOException|SdkClientException|ConnectException|Connection refused|UnknownHostException|NoHttpResponseException|SocketTimeoutException|Unable to execute HTTP request|Status Code: 50\d/;

/** What went wrong around Spark while it was to do a step: with its disks, and with the stores it reads and writes; `null`: neither. */
export function outsideFailure(step: string, error: string): Failure | null {
  if (FULL.test(error)) {
    return new Failure(
      "DISK_FULL",
      `While Spark was to ${step}, a disk was full: that of the snapshots, or one on which its executors keep what they sort.`,
    );
  }
  const place = /\b(?:s3a?|gs|abfss?):\/\/[^\s'",;\])]+/i.exec(error)?.[0].replace(/[.:]+$/, "");
  const unknown = UNKNOWN.exec(error);
  if (unknown !== null) {
    const scheme = unknown[1] ?? unknown[2];
    return new Failure("SPARK_STORE_UNKNOWN", `Spark cannot ${step}: it has no library for ${scheme} addresses.`);
  }
  if (place === undefined) return null;
  if (DENIED.test(error)) {
    return new Failure(
      "SPARK_STORE_DENIED",
      `While Spark was to ${step}, the store did not let it at ${place}: ${why(error, DENIED)}`,
    );
  }
  if (LOST.test(error)) {
    return new Failure(
      "SPARK_STORE_LOST",
      `While Spark was to ${step}, the store of ${place} could not be reached: ${why(error, LOST)}`,
    );
  }
  return null;
}

/** The line that says it. */
function why(error: string, sign: RegExp): string {
  const line = error.split("\n").find((text) => sign.test(text)) ?? "";
  return line
    .replace(/^[:\s]+/, "")
    .slice(0, 300)
    .replace(/\.?$/, ".");
}
