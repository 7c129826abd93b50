// Where the servers are against which buckets are tested, and which versions of them.
import { homedir } from "node:os";
import { join } from "node:path";

export const SERVERS = {
  versitygw: "github.com/versity/versitygw/cmd/versitygw@v1.8.0",
  "fake-gcs-server": "github.com/fsouza/fake-gcs-server@v1.56.1",
};

/** In the user's cache, outside the tree: a fresh clone finds them again. A folder a set of versions. */
export function serversFolder() {
  const versions = Object.values(SERVERS).map((module) => module.split("@")[1]);
  return join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "lead-export-servers", versions.join("-"));
}

export function serverPath(name) {
  return join(serversFolder(), name);
}
