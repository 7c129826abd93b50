import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { reliabilityPage } from "../../scripts/reliability.mjs";

test("docs/reliability.md has the 21 figures, of tests that are there under the titles it gives", async () => {
  const page = readFileSync("docs/reliability.md", "utf8");
  expect(page).toBe(await reliabilityPage());
  const ids = [...page.matchAll(/^## (R\d+) /gm)].map(([, id]) => id);
  expect(ids).toEqual(Array.from({ length: 21 }, (_, i) => `R${i + 1}`));
});
