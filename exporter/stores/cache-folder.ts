import { homedir } from "node:os";
import { join } from "node:path";

/** The user's cache folder of this program, as the system has it. */
export function cacheFolder(): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (XDG_CACHE_HOME) return join(XDG_CACHE_HOME, "lead-export");
  if (process.platform === "win32") return join(LOCALAPPDATA ?? homedir(), "lead-export", "cache");
  return join(homedir(), process.platform === "darwin" ? "Library/Caches" : ".cache", "lead-export");
}
