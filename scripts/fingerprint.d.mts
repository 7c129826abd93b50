export interface Fingerprint {
  rulesVersion: string;
  contractVersion: string;
  /** By file, and of the contract. */
  hashes: Record<string, string>;
}

export const ROOT: string;
export function fingerprint(root?: string): Promise<Fingerprint>;
export function keptFingerprint(root?: string): Fingerprint;
