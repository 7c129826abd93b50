import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults, ElementContext } from "axe-core";
import type { Page } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds wrong on a page, a line for each place: `color-contrast: .hint`. `theirs`: selectors of what others draw there. */
export async function axeFindings(page: Page, theirs: readonly string[] = []): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async (exclude) => {
    const { axe } = globalThis as unknown as { axe: { run: (context: ElementContext) => Promise<AxeResults> } };
    const { violations } = await axe.run({ exclude: exclude.map((selector) => [selector]) });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
  }, theirs);
}
