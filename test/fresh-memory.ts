import { forgetBlocks } from "./exporter/kernel/checks";

// Before each file of tests: those of a kind may share a process.
forgetBlocks();
