import { defineConfig } from "vitest/config";

/** What takes minutes (hundreds of whole runs, hundreds of steps in a browser) is a run of its own, `npm run test:long`, which CI makes too. */
const LONG = "test/**/*.long.test.ts";
const isLong = process.env.LONG === "1";

export default defineConfig({
  test: {
    include: isLong ? [LONG] : ["test/**/*.test.ts"],
    exclude: isLong ? [] : [LONG],
    // Command-line tests run the built program, as users do.
    globalSetup: ["test/build.ts"],
    // One a core: most tests wait for programs they started.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
