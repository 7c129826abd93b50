// Ties RULES_VERSION and CONTRACT_VERSION to what they stand for.
// npm run fingerprint: writes shared/rules-fingerprint.json, which a test holds to the contract, the vectors and the generated tables.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { importSource, ROOT } from "./import-source.mjs";

export { ROOT };

const FILE = "shared/rules-fingerprint.json";

/** The versions, and a hash of each thing they stand for: one line each, so that changes to different things merge. */
export async function fingerprint(root = ROOT) {
  const { LEADS, COMPANIES, CONTRACT_VERSION, RULES_VERSION } = await versions(root);
  const filesIn = (folder, ending) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith(ending))
      .sort()
      .map((name) => `${folder}/${name}`);
  const text = (file) => readFileSync(join(root, file), "utf8");
  const hashes = [
    // What describes a field is no rule.
    ["contract", hash(JSON.stringify([LEADS, COMPANIES], (key, value) => (key === "description" ? undefined : value)))],
    ...filesIn("shared", ".data.ts").map((file) => [file, hash(text(file))]),
    // How a vector is laid out is no rule.
    ...filesIn("test/vectors", ".json").map((file) => [file, hash(JSON.stringify(JSON.parse(text(file))))]),
  ];
  return { rulesVersion: RULES_VERSION, contractVersion: CONTRACT_VERSION, hashes: Object.fromEntries(hashes) };
}

/** The fingerprint that was kept when the versions were last decided on. */
export function keptFingerprint(root = ROOT) {
  return JSON.parse(readFileSync(join(root, FILE), "utf8"));
}

function hash(text) {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

function versions(root) {
  return importSource(join(root, "shared"), 'export * from "./contract"; export * from "./rules-version";');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(join(ROOT, FILE), `${JSON.stringify(await fingerprint(), null, 2)}\n`);
}
