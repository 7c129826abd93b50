import { execFileSync } from "node:child_process";

/** Builds `dist/` once before any test, so that command-line tests run what users run. */
export default function setup(): void {
  execFileSync(process.execPath, ["build.mjs"], { stdio: ["ignore", "ignore", "inherit"] });
}
