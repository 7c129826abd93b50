import { keepsCopyIn } from "./keeps-copy-in";

// Of the other kinds in bucket.long.test.ts.
keepsCopyIn("s3");
