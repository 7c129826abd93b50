import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Driver, noSpark, startDriver } from "./driver";
import { expectSame, inputOf } from "./identity";

describe.skipIf(noSpark())("on a Spark of two executors", () => {
  let driver: Driver;
  beforeAll(async () => {
    driver = await startDriver("local-cluster[2,1,1024]");
  }, 100_000);
  afterAll(() => driver?.close(), 120_000);

  test("the sample comes to the same rows, answers, counts and notices", async () => {
    const { sparks } = await expectSame(inputOf("sample/leads.csv", "sample/companies.csv"), driver.send);
    expect(sparks.published).toBe(true);
  }, 150_000);
});
