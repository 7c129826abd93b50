// Loaded into each contender with `node -r`: at its end it tells the bench, on file descriptor 3, what it used.
const { readFileSync, writeSync } = require("node:fs");
const { isMainThread } = require("node:worker_threads");

/** Peak memory in KB. Linux keeps it per program; elsewhere a child may start from its parent's. */
function peakKb(usage) {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1] ?? usage.maxRSS);
  } catch {
    return usage.maxRSS;
  }
}

if (isMainThread) {
  process.on("exit", () => {
    const usage = process.resourceUsage();
    writeSync(3, JSON.stringify({ cpuMs: (usage.userCPUTime + usage.systemCPUTime) / 1000, peakKb: peakKb(usage) }));
  });
}
