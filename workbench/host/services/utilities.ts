import { createHash, createHmac, randomUUID } from "node:crypto";
import type { Execution } from "../realm/execution";
import type { Like } from "../realm/google";
import { surface } from "../realm/surface";
import { blobOf } from "./blob";
import { bytesOf, signedBytes } from "./bytes";
import { Charsets, DigestAlgorithms, MacAlgorithms } from "./enums";
import { formatDate } from "./format-date";
import { notImplemented, refuse, wrongArguments } from "./refusal";

const LONGEST_SLEEP = 300_000;

/** Done on the spot, so none of it counts as a call. */
export function utilities(execution: Execution): object {
  const bytes = (method: string, data: unknown, charset?: unknown) =>
    bytesOf(execution, `Utilities.${method}`, data, charset);
  const signed = (data: Uint8Array) => signedBytes(execution, data);

  const decode = (text: unknown, alphabet: RegExp) => {
    if (typeof text !== "string" || !alphabet.test(text)) refuse(execution, "Could not decode string.");
    return signed(Buffer.from(text, "base64"));
  };
  const hmac = (method: string, hash: string, value: unknown, key: unknown, charset: unknown) =>
    signed(
      createHmac(hash, bytes(method, key, charset))
        .update(bytes(method, value, charset))
        .digest(),
    );
  const hashOf = (algorithm: unknown, known: object, method: string): string => {
    const name = Object.values(known)
      .find((value) => value === algorithm)
      ?.name() as string | undefined;
    if (name === undefined) return wrongArguments(execution, `Utilities.${method}`, [algorithm]);
    if (name === "MD2") notImplemented(execution, "Utilities.DigestAlgorithm.MD2");
    return name
      .replace(/^HMAC_/, "")
      .replace("_", "")
      .toLowerCase();
  };

  return surface(execution.realm, "Utilities", {
    Charset: Charsets,
    DigestAlgorithm: DigestAlgorithms,
    MacAlgorithm: MacAlgorithms,
    formatDate: (...given: unknown[]) => {
      const [date, zone, pattern] = given;
      if (!execution.realm.isDate(date) || typeof zone !== "string" || typeof pattern !== "string") {
        return wrongArguments(execution, "Utilities.formatDate", given);
      }
      try {
        return formatDate(date.getTime(), zone, pattern);
      } catch (error) {
        return notImplemented(execution, `Utilities.formatDate in ${zone} by ${pattern} (${(error as Error).message})`);
      }
    },
    getUuid: () => randomUUID(),
    sleep: (ms: unknown) => {
      if (typeof ms !== "number" || !(ms >= 0 && ms <= LONGEST_SLEEP)) refuse(execution, `Invalid argument: ${ms}`);
      execution.spend(ms);
    },
    base64Encode: (data: unknown, charset?: unknown) => bytes("base64Encode", data, charset).toString("base64"),
    base64EncodeWebSafe: (data: unknown, charset?: unknown) => {
      const text = bytes("base64EncodeWebSafe", data, charset).toString("base64");
      return text.replaceAll("+", "-").replaceAll("/", "_");
    },
    base64Decode: (text: unknown, _charset?: unknown) => decode(text, /^[A-Za-z\d+/]*={0,2}$/),
    base64DecodeWebSafe: (text: unknown, _charset?: unknown) => decode(text, /^[\w-]*={0,2}$/),
    computeDigest: (algorithm: unknown, value: unknown, charset?: unknown) => {
      const hash = hashOf(algorithm, DigestAlgorithms, "computeDigest");
      return signed(
        createHash(hash)
          .update(bytes("computeDigest", value, charset))
          .digest(),
      );
    },
    computeHmacSha256Signature: (value: unknown, key: unknown, charset?: unknown) =>
      hmac("computeHmacSha256Signature", "sha256", value, key, charset),
    computeHmacSignature: (algorithm: unknown, value: unknown, key: unknown, charset?: unknown) =>
      hmac("computeHmacSignature", hashOf(algorithm, MacAlgorithms, "computeHmacSignature"), value, key, charset),
    newBlob: (data: unknown, contentType?: unknown, name?: unknown) =>
      blobOf(execution, {
        bytes: bytes("newBlob", data, Charsets.UTF_8),
        contentType: contentType == null ? (typeof data === "string" ? "text/plain" : null) : String(contentType),
        name: name == null ? null : String(name),
      }),
  } satisfies Like<GoogleAppsScript.Utilities.Utilities>);
}
