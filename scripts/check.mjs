// node scripts/check.mjs: everything that can be said of the source without running it. Prints what is wrong, and how long each check took.
import { spawn } from "node:child_process";
import { performance } from "node:perf_hooks";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

const CHECKS = {
  types: "npm run --silent typecheck",
  "format and lint": "npx --no -- biome ci --error-on-warnings .",
  "lint with types, import cycles": "npx --no -- oxlint --type-aware",
  "unused exports and dependencies": "npx --no -- knip",
  "docs/contract.md": "node scripts/dictionary.mjs --check",
  "docs/errors.md": "node scripts/errors.mjs --check",
  "deploy/dashboards": "node scripts/dashboards.mjs --check",
  "docs/architecture.svg": "node scripts/architecture.mjs --check",
  "docs/data-model.md and its picture": "node scripts/data-model.mjs --check",
  "docs/reliability.md": "node scripts/reliability.mjs --check",
};

/** Runs a check to its end. Returns whether all was well. */
async function passes(name, command) {
  const started = performance.now();
  const child = spawn(command, { cwd: fileURLToPath(new URL("..", import.meta.url)), shell: true });
  const ended = new Promise((resolve) => child.once("close", resolve));
  const [code, ...said] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${code === 0 ? "ok    " : "FAILED"} ${name} (${seconds} s)`);
  if (code !== 0) console.log(`\n$ ${command}\n${said.join("")}`);
  return code === 0;
}

const passed = await Promise.all(Object.entries(CHECKS).map(([name, command]) => passes(name, command)));
process.exitCode = passed.every(Boolean) ? 0 : 1;
