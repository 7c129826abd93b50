import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { TWO_EXECUTORS } from "../../../scripts/find-spark.mjs";
import { badNode, oldNode } from "./bad-nodes";
import { inPieces } from "./data";
import { noSpark, sparkForTests } from "./driver";
import { expectSame, failureOn, inputOf } from "./identity";

/** Minutes, on a machine that is busy. */
const PATIENT = 600_000;

describe.skipIf(noSpark())("on a Spark of two executors", { timeout: PATIENT }, () => {
  const { folder, send } = sparkForTests(TWO_EXECUTORS);

  test("a folder of files, some gzipped, some with other columns first, comes to what one file does", async () => {
    const origin = { kind: "files", isFallback: true } as const;
    const input = inputOf("sample/leads.csv", "sample/companies.csv", { origin });
    const pieces = { ...input, leads: inPieces("sample/leads.csv", join(folder, "leads"), 3) };
    const { sparks } = await expectSame(input, send, pieces);
    expect(sparks.manifest.sources[0].description).toContain("3 files");
    expect(sparks.manifest.sources[0].description).toContain("used because Google Sheets could not be reached");
    // Which file a row came from.
    const [{ tab, ...source }] = sparks.manifest.sources;
    const files = source.kind === "file" ? source.files : undefined;
    expect([tab, files?.map(({ path }) => basename(path))]).toEqual([
      "Leads",
      ["part-0.csv", "part-1.csv.gz", "part-2.csv"],
    ]);
    const { read } = sparks.manifest.counts.leads;
    const third = Math.ceil(read / 3);
    expect(files?.map(({ first_row, last_row }) => [first_row, last_row])).toEqual([
      [2, third + 1],
      [third + 2, 2 * third + 1],
      [2 * third + 2, read + 1],
    ]);
    // What nobody reads later is gone.
    expect(readdirSync(join(folder)).sort()).toEqual(["leads"]);
  });

  test.each([
    ["there is no Node", () => "/nope/node", "SPARK_NO_NODE", /\/nope\/node/],
    ["Node is too old", () => oldNode(folder), "SPARK_NO_NODE", /18\.20\.0/],
    [
      "one line is lost and another comes twice",
      () => badNode(folder, "loses one line and has another twice"),
      "SPARK_ROWS_LOST",
      /not whole/,
    ],
  ])("when %s, nothing is published and the reason is told", async (_, node, code, sentence) => {
    await failureOn(send, { node: node() }, code, sentence);
  });
});
