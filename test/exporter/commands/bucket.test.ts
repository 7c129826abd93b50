import { expect, test } from "vitest";
import { lead } from "./cli";
import { worksIn } from "./works-in";

// Buckets of the other kinds in bucket.long.test.ts.
worksIn("s3");

test.each([
  ["abfs://x/y", "is in no kind of store that is known"],
  ["s3://", "names no place in a bucket"],
  ["s3://bucket//twice", "names no place in a bucket"],
  ["gs://bucket/../up", "names no place in a bucket"],
])("%s %s", async (out, says) => {
  const { code, stderr } = await lead(["history", "--out", out]);
  expect([code, stderr]).toEqual([2, expect.stringContaining(`Error STORE_ADDRESS: ${out} ${says}.`)]);
});
