import { createHmac, createSign, generateKeyPairSync, type KeyObject } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export const AUDIENCE = "1234-abc.apps.googleusercontent.com";

/** Keys as Google has them, made once: they take long. */
const [OURS, OTHERS] = [0, 1].map(() => generateKeyPairSync("rsa", { modulusLength: 2048 })) as [Pair, Pair];
interface Pair {
  publicKey: KeyObject;
  privateKey: KeyObject;
}
const PEM = OURS.publicKey.export({ type: "spki", format: "pem" }).toString();
const KEY_ID = "ours";

export type Claims = Record<string, unknown>;

/** The claims of a good token of Ada's, changed so; `undefined` leaves one out. */
function claims(changes: Claims = {}): Claims {
  const now = Math.floor(Date.now() / 1000);
  const good = {
    iss: "https://accounts.google.com",
    aud: AUDIENCE,
    azp: AUDIENCE,
    sub: "100200300",
    email: "ada@example.com",
    email_verified: true,
    hd: "example.com",
    iat: now - 10,
    exp: now + 3500,
  };
  return { ...good, ...changes };
}

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A token with these claims; a good one of Ada's unless it says more. */
export function token(
  changes: Claims = {},
  header: Record<string, unknown> = {},
  key: "ours" | "other" | "pem" | "none" = "ours",
) {
  const signed = `${encoded({ alg: "RS256", kid: KEY_ID, typ: "JWT", ...header })}.${encoded(claims(changes))}`;
  const signature = {
    ours: () => createSign("RSA-SHA256").update(signed).sign(OURS.privateKey, "base64url"),
    other: () => createSign("RSA-SHA256").update(signed).sign(OTHERS.privateKey, "base64url"),
    // The public key taken for a shared secret.
    pem: () => createHmac("sha256", PEM).update(signed).digest("base64url"),
    none: () => "",
  }[key]();
  return `${signed}.${signature}`;
}

/** Google's certificates, on this machine. */
export interface Certs {
  readonly url: string;
  readonly asked: () => number;
  /** What it answers from now on; `null`: the keys. */
  answer: string | null;
  close(): void;
}

export async function openCerts(): Promise<Certs> {
  let asked = 0;
  const server = createServer((_, response) => {
    asked++;
    const broken = certs.answer !== null;
    response.writeHead(200, {
      "Content-Type": "application/json",
      ...(!broken && { "Cache-Control": "max-age=3600" }),
    });
    response.end(certs.answer ?? JSON.stringify({ [KEY_ID]: PEM }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const certs: Certs = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/certs`,
    asked: () => asked,
    answer: null,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
  return certs;
}
