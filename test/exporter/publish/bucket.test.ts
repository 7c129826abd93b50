import { publishesInto } from "./publishes-into";

// Of the other kinds in bucket.long.test.ts.
publishesInto("s3");
