import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { badNode, oldNode } from "./bad-nodes";
import { inPieces, oddTables, vectorTables } from "./data";
import { type Driver, noSpark, startDriver } from "./driver";
import { expectSame, failureOn, inputOf } from "./identity";

/** Minutes, on a machine that is busy. */
const PATIENT = 600_000;

describe.skipIf(noSpark())("on a Spark of two executors", () => {
  const folder = mkdtempSync(join(tmpdir(), "spark-tests-"));
  let driver: Driver;
  beforeAll(async () => {
    driver = await startDriver("local-cluster[2,1,1024]");
  }, PATIENT);
  afterAll(async () => {
    await driver?.close();
    rmSync(folder, { recursive: true, force: true });
  }, PATIENT);

  test(
    "a folder of files, some gzipped, comes to what one file does",
    async () => {
      const input = inputOf("sample/leads.csv", "sample/companies.csv");
      const pieces = { ...input, leads: inPieces("sample/leads.csv", join(folder, "leads"), 3) };
      const { sparks } = await expectSame(input, driver.send, pieces);
      expect(sparks.manifest.sources[0].description).toContain("3 files");
      // What nobody reads later is gone.
      expect(readdirSync(join(folder)).sort()).toEqual(["leads"]);
    },
    PATIENT,
  );

  test(
    "so do the rows of the contract's vectors, from JSON Lines",
    async () => {
      const { leads, companies } = vectorTables(folder);
      await expectSame(inputOf(leads, companies), driver.send);
    },
    PATIENT,
  );

  test(
    "so do odd cells, quoted line breaks and every line end",
    async () => {
      const { leads, companies } = oddTables(folder, "odd", true);
      await expectSame(inputOf(leads, companies), driver.send);
    },
    PATIENT,
  );

  test.each([
    ["there is no Node", () => "/nope/node", "SPARK_NO_NODE", /\/nope\/node/],
    ["Node is too old", () => oldNode(folder), "SPARK_NO_NODE", /18\.20\.0/],
    ["the worker throws", () => badNode(folder, "throws"), "SPARK_RULES_FAILED", /boom/],
    [
      "one line is lost and another comes twice",
      () => badNode(folder, "loses one line and has another twice"),
      "SPARK_ROWS_LOST",
      /not whole/,
    ],
  ])(
    "when %s, nothing is published and the reason is told",
    async (_, node, code, sentence) => {
      await failureOn(driver.send, { node: node() }, code, sentence);
    },
    PATIENT,
  );
});
