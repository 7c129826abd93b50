import { existsSync, readdirSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { buildKernel } from "../exporter/kernel/build.mjs";

const SOURCES = "exporter/kernel/assembly";
const BUILT = "exporter/kernel/kernel.wasm";

/** Compiles the kernel for tests, its addresses checked, where its sources have changed; in a watch before each rerun. */
export default async function setup(project: TestProject): Promise<void> {
  await build();
  project.onTestsRerun(build);
}

async function build(): Promise<void> {
  const sources = [...readdirSync(SOURCES).map((name) => join(SOURCES, name)), "exporter/kernel/build.mjs"];
  const changed = Math.max(...sources.map((path) => statSync(path).mtimeMs));
  if (existsSync(BUILT) && statSync(BUILT).mtimeMs > changed) return;
  // Put in place at once: other tests may be reading it.
  const aside = `${BUILT}.${process.pid}`;
  await buildKernel(aside, { checked: true });
  renameSync(aside, BUILT);
}
