import { readFileSync, writeFileSync } from "node:fs";
import { Failure } from "./failure";
import { type KeyFile, LOCAL_PROJECT } from "./server/keys";
import type { LocalGoogle } from "./server/start";

/**
 * Writes a service account's key file for this server, or takes up the one that is there: its account stays the same,
 * only the address moves. A key file of Google's is never overwritten.
 */
export function provideKeyFile(path: string, google: LocalGoogle): KeyFile {
  const text = existing(path);
  const key = text === undefined ? google.createKey() : knownAgain(path, text, google);
  try {
    // Readable by nobody else, as a key should be.
    writeFileSync(path, `${JSON.stringify(key, null, 2)}\n`, { mode: 0o600 });
  } catch (error) {
    throw unusable(path, `cannot be written (${(error as NodeJS.ErrnoException).code})`);
  }
  return key;
}

function existing(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return undefined;
    throw unusable(path, `cannot be read (${code})`);
  }
}

function knownAgain(path: string, text: string, google: LocalGoogle): KeyFile {
  try {
    const key: KeyFile = JSON.parse(text);
    if (key.project_id !== LOCAL_PROJECT) throw new Error("Not made here.");
    google.keys.add(key);
    return { ...key, token_uri: `${google.url}/token` };
  } catch {
    throw unusable(path, "is there already and is no key file of this program");
  }
}

const unusable = (path: string, why: string) =>
  new Failure(2, `The key file ${path} ${why}.`, "Give --key-file another path.");
