/**
 * Changes whenever the same cells could get another verdict, reading or key. Stamped on snapshots and on the workbook.
 * A test holds it to rules-fingerprint.json, which `npm run fingerprint` writes.
 */
export const RULES_VERSION = "2";
