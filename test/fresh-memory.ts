import { forgetBlocks } from "./exporter/kernel/checks";

// Before each file of unit tests, all of which share a process.
forgetBlocks();
