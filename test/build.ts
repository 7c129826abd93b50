import { execFileSync } from "node:child_process";
import type { TestProject } from "vitest/node";

/** Builds `dist/` before the tests of a project that run it, and in a watch before each rerun: they test what users run. */
export default function setup(project: TestProject): void {
  build();
  project.onTestsRerun(build);
}

function build(): void {
  execFileSync(process.execPath, ["build.mjs"], { stdio: ["ignore", "ignore", "inherit"] });
}
