import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { DIST } from "../dist";
import { temporaryFolder } from "../exporter/commands/cli";

/** What the page says to type; what takes minutes is left to people. */
const blocks = [...readFileSync("docs/checklist.md", "utf8").matchAll(/^```sh\n(.*?)^```/gms)].map(
  ([, block]) => block,
);

test.skipIf(process.platform === "win32")(
  "every line of the stranger's checklist does what the page says",
  { timeout: 300_000 },
  () => {
    expect(existsSync(DIST)).toBe(true);
    expect(blocks.length).toBeGreaterThan(7);
    const home = temporaryFolder();
    // `!` before a command that must fail is no failure to the shell: a subshell tells how it ended. The clone is installed already.
    const script = blocks
      .join("echo '== next'\n")
      .replace(/^npm ci\n/m, "")
      .replace(/^! (.*)$/gm, "if $1; then echo 'it should have failed'; exit 1; fi");
    const { status, stdout, stderr } = spawnSync("bash", ["-euo", "pipefail", "-c", script], {
      encoding: "utf8",
      // The programs of the packages beside the script are not on its path.
      env: {
        ...process.env,
        HOME: home,
        NO_COLOR: "1",
        npm_config_cache: process.env.npm_config_cache ?? join(process.env.HOME ?? home, ".npm"),
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    expect([status, stderr.slice(-2000)], stdout).toEqual([0, expect.anything()]);
    expect(stdout).toContain(
      "Removed the rows of this person from 2 places; all that is left was read again and holds none:",
    );
    expect(stderr).toContain("NOTHING_PUBLISHED");
  },
);
