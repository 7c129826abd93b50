import { isTarget } from "./is-target";

// Of the other kinds in store.long.test.ts.
isTarget("folder");
isTarget("s3");
