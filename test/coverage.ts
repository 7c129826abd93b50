import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { Session } from "node:inspector/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll } from "vitest";

// Loaded before each test file by `npm run coverage`: notes what ran in this process, of the sources the tests import and of the add-on's
// bundle. Node itself does so for the programs that tests start, but can keep neither what Vitest made of a module nor what a script was.
const session = new Session();
session.connect();
await session.post("Debugger.enable");
await session.post("Profiler.enable");
await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });

afterAll(async () => {
  const { result } = await session.post("Profiler.takePreciseCoverage");
  const top = process.cwd();
  const ours = result.filter(({ url }) => {
    const path = url.replace(/^file:\/\//, "");
    return path.startsWith(top) && !path.includes("/node_modules/") && !path.startsWith(join(top, "test"));
  });
  const noted = await Promise.all(
    ours.map(async ({ scriptId, url, functions }) => {
      const { scriptSource } = await session.post("Debugger.getScriptSource", { scriptId });
      return { url: url.startsWith("file:") ? url : pathToFileURL(url).href, functions, source: scriptSource };
    }),
  );
  writeFileSync(join(process.env.NODE_V8_COVERAGE!, `tests-${randomUUID()}.json`), JSON.stringify({ result: noted }));
  session.disconnect();
});
