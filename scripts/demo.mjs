// npm run demo: the main job on the bundled sample, into ./out/demo.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const options = {
  leads: join("sample", "leads.csv"),
  companies: join("sample", "companies.csv"),
  out: join("out", "demo"),
  "as-of": "2026-11-22T12:00:00+01:00",
  zone: "Africa/Lagos",
};
const words = ["run", ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, value])];
console.log(`$ lead-export ${words.join(" ")}\n`);
// As a user would: the built program, in its own process.
const { status } = spawnSync(process.execPath, [join("dist", "lead-export.js"), ...words], {
  cwd: root,
  stdio: "inherit",
});
process.exitCode = status ?? 1;
