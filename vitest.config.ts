import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Command-line tests run the built program, as users do.
    globalSetup: ["test/build.ts"],
    // One a core: most tests wait for programs they started.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
