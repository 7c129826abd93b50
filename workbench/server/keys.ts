import { createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, verify } from "node:crypto";

/** A service account's key file, in the form Google's console hands out. */
export interface KeyFile {
  readonly type: "service_account";
  readonly project_id: string;
  readonly private_key_id: string;
  readonly private_key: string;
  readonly client_email: string;
  readonly client_id: string;
  readonly token_uri: string;
}

/** In every key file made here, so that one of Google's is never mistaken for ours. */
export const LOCAL_PROJECT = "lead-workbench";

/** The service accounts this server knows, by their public keys. */
export class Keys {
  private readonly accounts = new Map<string, { email: string; key: KeyObject }>();

  /** Makes an account with its key file. `tokenUri` is where its tokens are fetched. */
  create(tokenUri: string, name = "exporter"): KeyFile {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const file: KeyFile = {
      type: "service_account",
      project_id: LOCAL_PROJECT,
      private_key_id: randomBytes(20).toString("hex"),
      private_key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
      client_email: `${name}@${LOCAL_PROJECT}.iam.gserviceaccount.com`,
      client_id: "100000000000000000000",
      token_uri: tokenUri,
    };
    this.add(file);
    return file;
  }

  /** Knows an account again from its key file. Throws when the file holds no usable key. */
  add(file: KeyFile): void {
    this.accounts.set(file.private_key_id, { email: file.client_email, key: createPublicKey(file.private_key) });
  }

  /** Whether `signature` over `signed` (RS256) is by a key of this account. Clients need not say which key. */
  signedBy(email: string, keyId: string | undefined, signed: string, signature: Buffer): boolean {
    const own = [...this.accounts].filter(
      ([id, account]) => account.email === email && (keyId === undefined || id === keyId),
    );
    return own.some(([, { key }]) => verify("RSA-SHA256", Buffer.from(signed), key, signature));
  }

  knows(email: string): boolean {
    return [...this.accounts.values()].some((account) => account.email === email);
  }
}
