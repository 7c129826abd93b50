import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

export type Kind = "unit" | "built" | "browser" | "long";

/** What a test needs shows in what it imports: `test/dist.ts` is the only way to the build, and Playwright the only way to a browser. */
const DOORS: readonly (readonly [Kind, string])[] = [
  ["browser", "playwright-core"],
  ["built", join("test", "dist.ts")],
];
const IMPORT = /^(?:import|export)\b(?! type\b)(?:[^"=(;]*?\bfrom)?\s*"([^"]+)"|\bimport\("([^"]+)"\)/gm;

/** The test files of each kind; each file is of one. What takes minutes says so in its name. Paths are from the top of the repository. */
export function testFiles(): Record<Kind, string[]> {
  const files: Record<Kind, string[]> = { unit: [], built: [], browser: [], long: [] };
  for (const found of readdirSync("test", { recursive: true, encoding: "utf8" })) {
    if (!found.endsWith(".test.ts")) continue;
    const path = join("test", found);
    files[found.endsWith(".long.test.ts") ? "long" : kindOf(path)].push(path.replaceAll("\\", "/"));
  }
  return files;
}

function kindOf(path: string): Kind {
  const reached = new Set<string>();
  reach(path, reached);
  return DOORS.find(([, door]) => reached.has(door))?.[0] ?? "unit";
}

/** Adds a file and all that it imports, as far as tests, scripts and libraries go: the product knows nothing of its build. */
function reach(path: string, reached: Set<string>): void {
  if (reached.has(path)) return;
  reached.add(path);
  if (!/^(?:test|scripts|bench)\b/.test(path)) return;
  for (const [, written, dynamic] of readFileSync(path, "utf8").matchAll(IMPORT)) {
    const named = written ?? dynamic;
    const isOurs = named.startsWith(".");
    if (!isOurs) reached.add(named);
    else if (!named.endsWith(".json"))
      reach(normalize(join(dirname(path), /\.mjs$/.test(named) ? named : `${named}.ts`)), reached);
  }
}
