import { readdirSync } from "node:fs";

// All of them again, on ten thousand tables each.
for (const name of readdirSync(import.meta.dirname)) {
  if (name.endsWith(".test.ts") && !name.endsWith(".long.test.ts")) await import(`./${name}`);
}
