import { expect, test } from "vitest";
import { failureOf } from "../../../exporter/spark/said-failure";

test("what nobody expected is told by its first line, and all of it with --verbose", () => {
  const error = "[DIVIDE_BY_ZERO] Division by zero.\n== SQL (line 1) ==\nSELECT 1 / 0";
  const said = { steps: [], failure: { step: "write leads", error } };
  expect(failureOf(said, { path: "leads.csv", fileOf: () => undefined })).toMatchObject({
    code: "SPARK_FAILED",
    message: "Spark could not write leads: [DIVIDE_BY_ZERO] Division by zero.",
    cause: { message: error },
  });
});
