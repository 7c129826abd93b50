import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { Failure } from "./failure";
import { type KeyFile, LOCAL_PROJECT } from "./server/keys";
import type { LocalGoogle } from "./server/start";

/**
 * Writes a service account's key file for this server, or takes up the one that is there: its account stays the same,
 * only the address moves. A key file of Google's is never overwritten.
 */
export function provideKeyFile(path: string, google: LocalGoogle): KeyFile {
  const known = existsSync(path) ? readKey(path) : undefined;
  const key = known ? { ...known, token_uri: `${google.url}/token` } : google.createKey();
  if (known) google.keys.add(key);
  writeFileSync(path, `${JSON.stringify(key, null, 2)}\n`, { mode: 0o600 });
  return key;
}

function readKey(path: string): KeyFile {
  let key: Partial<KeyFile> = {};
  try {
    key = JSON.parse(readFileSync(path, "utf8"));
  } catch {
    // Told below: whatever it is, it is not ours.
  }
  if (key?.project_id === LOCAL_PROJECT) return key as KeyFile;
  throw new Failure(
    2,
    `The file ${path} is there already and is no key file of this program.`,
    "Give --key-file another path.",
  );
}
