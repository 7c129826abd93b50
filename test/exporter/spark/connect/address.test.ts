import { expect, test } from "vitest";
import { readAddress } from "../../../../exporter/spark/connect/address";
import { Failure } from "../../../../exporter/words/failure";

const read = (connect: string, token?: string, connectCa?: string) =>
  readAddress(
    { connect, connectCa, user: "ada" },
    token === undefined ? {} : { SPARK_CONNECT_AUTHENTICATE_TOKEN: token },
  );

test.each([
  ["sc://spark.example", "spark.example:15002", "ada", {}, null],
  ["sc://spark.example/", "spark.example:15002", "ada", {}, null],
  ["sc://spark.example:1234", "spark.example:1234", "ada", {}, null],
  ["sc://[::1]:1234/;user_id=grace", "[::1]:1234", "grace", {}, null],
  ["sc://10.0.0.7/;USE_SSL=true", "10.0.0.7:15002", "ada", {}, "system"],
  ["sc://spark.example/;token=a%3Db%20c", "spark.example:15002", "ada", { authorization: "Bearer a=b c" }, "system"],
  ["sc://localhost/;token=abc", "localhost:15002", "ada", { authorization: "Bearer abc" }, null],
  ["sc://127.0.0.1/;token=abc;use_ssl=true", "127.0.0.1:15002", "ada", { authorization: "Bearer abc" }, "system"],
  ["sc://spark.example/;x-aws-proxy-auth=t;", "spark.example:15002", "ada", { "x-aws-proxy-auth": "t" }, null],
])("%s is read as every client of Spark reads it", (connect, server, user, headers, trusted) => {
  expect(read(connect)).toEqual({ server, user, headers, trusted });
});

test("a token may stand in the environment; that of the address comes first", () => {
  expect(read("sc://localhost", "abc").headers).toEqual({ authorization: "Bearer abc" });
  expect(read("sc://localhost/;token=own", "abc").headers).toEqual({ authorization: "Bearer own" });
  expect(read("sc://localhost", "").headers).toEqual({});
});

test.each([
  ["spark.example:15002", "connect"],
  ["http://spark.example", "connect"],
  ["sc://", "connect"],
  ["sc://ada:secret@spark.example", "connect"],
  ["sc://spark.example/path", "connect"],
  ["sc://spark.example?token=secret", "connect"],
  ["sc://spark.example/;token", "connect"],
  ["sc://spark.example/;tokn=secret", "connect"],
  ["sc://spark.example/;token=%secret", "connect"],
  ["sc://spark.example/;token=secret;use_ssl=false", "connectTls"],
])("%s is refused, and what may be secret in it is not told", (connect, way) => {
  const failure = failureOf(() => read(connect));
  expect(failure).toMatchObject({ code: "USAGE", details: { way } });
  expect(failure.message).not.toContain("secret");
});

test("a file of certificates that is not there is told by its name", () => {
  const failure = failureOf(() => read("sc://spark.example", undefined, "no/ca.pem"));
  expect(failure).toMatchObject({ code: "USAGE", message: "The certificates in no/ca.pem cannot be read." });
});

function failureOf(act: () => unknown): Failure {
  try {
    act();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}
