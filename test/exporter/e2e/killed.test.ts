import { findsDiskFullAt, isKilledAt } from "./ends-at";

/** One in each stage: `test/exporter/publish` has every one, and killed.long.test.ts whole runs at every one. */
const STAGES = ["lock-written", "staging-created", "manifest-written", "pointer-written", "lock-released"] as const;

isKilledAt(STAGES);
findsDiskFullAt(STAGES);
