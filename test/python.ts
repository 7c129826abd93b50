import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/**
 * A Python that has these packages of PyPI, in an environment outside the repository that is kept for the next time. `null`, and a line
 * that says so, where it cannot be had: no Python, or no way to PyPI.
 */
export async function pythonWith(packages: readonly string[]): Promise<string | null> {
  const id = createHash("sha256").update(packages.join("\n")).digest("hex").slice(0, 12);
  const folder = join(tmpdir(), `lead-export-python-${id}`);
  const python = join(folder, "bin", "python");
  const complete = join(folder, "complete");
  if (existsSync(complete)) return python;
  rmSync(folder, { recursive: true, force: true });
  const run = promisify(execFile);
  try {
    await run("python3", ["-m", "venv", folder]);
    await run(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...packages]);
    writeFileSync(complete, "");
    return python;
  } catch (error) {
    const [reason] = String((error as { stderr?: string }).stderr || error)
      .trim()
      .split("\n")
      .slice(-1);
    console.warn(`NOT RUN: no Python with ${packages.join(", ")} can be had here: ${reason}`);
    return null;
  }
}
