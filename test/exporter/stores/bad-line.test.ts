import { bridgesBadLine } from "./bridges-bad-line";

// Of the other kinds in bad-line.long.test.ts.
bridgesBadLine("s3");
