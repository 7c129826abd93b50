import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

// Files of tests share a process: a hook registered while a module that several import is loaded is the first file's alone, and takes away
// what the others still use.
test("what tests share has no hook of its own: a test file asks for it", () => {
  const files = readdirSync("test", { recursive: true, encoding: "utf8" }).filter(
    (path) => path.endsWith(".ts") && !path.endsWith(".test.ts"),
  );
  const hooked = files.filter((path) =>
    /^(?:await )?(?:before|after)(?:All|Each)\(/m.test(readFileSync(`test/${path}`, "utf8")),
  );
  // It is named in vitest.config.ts, and so loaded for each file.
  expect(hooked).toEqual(["coverage.ts"]);
});
