import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { testFiles } from "./test/projects";

const { unit, built, browser, long } = testFiles();
// Command-line, add-on and page tests run what the build makes, as users do. They share no state: one build does for all.
const builds = { globalSetup: ["test/build.ts"] };

export default defineConfig({
  test: {
    // One a core: most tests wait for programs they started.
    maxWorkers: availableParallelism(),
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: "unit", include: unit } },
      { extends: true, test: { name: "built", include: built, ...builds } },
      { extends: true, test: { name: "browser", include: browser, ...builds } },
      // What takes minutes: hundreds of whole runs, hundreds of steps in a browser.
      { extends: true, test: { name: "long", include: long, ...builds } },
    ],
  },
});
