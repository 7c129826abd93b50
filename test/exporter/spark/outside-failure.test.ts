import { expect, test } from "vitest";
import { outsideFailure } from "../../../exporter/spark/outside-failure";

// As Spark 4.0.2 with hadoop-aws 3.4.1 says it, shortened.
const S3A = "java.nio.file.AccessDeniedException: s3a://leads/x.csv:";
test.each([
  [
    "java.lang.RuntimeException: java.lang.ClassNotFoundException: Class org.apache.hadoop.fs.s3a.S3AFileSystem not found",
    "SPARK_STORE_UNKNOWN",
    /library for s3a/,
  ],
  ['UnsupportedFileSystemException: No FileSystem for scheme "gs"', "SPARK_STORE_UNKNOWN", /library for gs/],
  [
    `An error occurred while calling o61.sql.\n: ${S3A} getFileStatus: S3Exception: Forbidden (Service: S3, Status Code: 403)`,
    "SPARK_STORE_DENIED",
    /at s3a:\/\/leads\/x\.csv: java\.nio\.file\.AccessDenied/,
  ],
  [
    `: ${S3A} org.apache.hadoop.fs.s3a.auth.NoAuthWithAWSException: No AWS Credentials provided`,
    "SPARK_STORE_DENIED",
    /No AWS/,
  ],
  [
    "AWSClientIOException: upload part on s3a://leads/w/part-0.parquet: SdkClientException: Unable to execute HTTP request: Connect to 127.0.0.1:1 failed: Connection refused",
    "SPARK_STORE_LOST",
    /of s3a:\/\/leads\/w\/part-0\.parquet could not be reached/,
  ],
  ["Job aborted.\njava.io.IOException: No space left on device", "DISK_FULL", /disk was full/],
])("%s is told as %s", (error, code, sentence) => {
  expect(outsideFailure("judge leads", error)).toMatchObject({ code, message: expect.stringMatching(sentence) });
});

test.each([
  "[PATH_NOT_FOUND] Path does not exist: s3a://leads/nope/*.csv.",
  "Connection refused by an executor of the cluster",
  "the company Access Denied Ltd is written 403 times",
])("no store and no disk has to do with: %s", (error) => {
  expect(outsideFailure("judge leads", error)).toBeNull();
});
