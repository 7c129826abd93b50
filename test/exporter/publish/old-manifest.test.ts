import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Manifest, manifestText } from "../../../exporter/publish/manifest";
import { SQL_TYPE_OF } from "../../../exporter/questions/columns";
import { companiesFile, LAGOS, lead, leadsFile, temporaryFolder } from "../commands/cli";

test("a snapshot of version 0.1, whose manifest says no more of a column than its SQL type, is shown as it was then", async () => {
  const folder = temporaryFolder();
  const out = join(folder, "out");
  const files = ["--leads", leadsFile(folder, "leads.csv", 1200), "--companies", companiesFile(folder)];
  expect((await lead(["run", ...files, ...LAGOS, "--out", out])).code).toBe(0);
  const answers = async () => (await lead(["answers", "--out", out])).stdout;
  const before = await answers();
  expect(before).toContain("November");
  expect(before).toContain("Fri 20 November 2026");
  expect(before).toContain("1,200");

  const { snapshot } = JSON.parse(readFileSync(join(out, "current.json"), "utf8"));
  const path = join(out, "snapshots", snapshot, "manifest.json");
  const { seal, ...manifest } = JSON.parse(readFileSync(path, "utf8")) as Manifest & { seal: string };
  const oldName = { text: "text", number: "integer", day: "date" };
  const questions = manifest.questions.map((question) => ({
    ...question,
    columns: question.columns.map((column) => ({ ...column, type: oldName[SQL_TYPE_OF[column.type]] })),
  }));
  const old = manifestText({ ...manifest, questions } as unknown as Manifest);
  expect(old).not.toMatch(/"type": "(count|month|day|number)"/);
  writeFileSync(path, old);

  expect(await answers()).toBe(before);
  expect((await lead(["history", "--out", out])).stdout).toContain("1,200");
});
