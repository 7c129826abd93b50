import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("../../../appsscript/sidebar/style/base.css", import.meta.url), "utf8");

/** The colour variables of the first `:root` after a heading. */
function palette(from: string): Map<string, string> {
  const block = css.slice(css.indexOf(":root", css.indexOf(from)));
  const found = block.slice(0, block.indexOf("}")).matchAll(/--([\w-]+): (#[0-9a-f]{6});/g);
  return new Map([...found].map(([, name, colour]) => [name, colour]));
}

/** WCAG 2.2 relative luminance and contrast ratio. */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

describe.each(["", "prefers-color-scheme: dark"])("contrast of the sidebar %s", (scheme) => {
  const colours = palette(scheme);

  it.each([
    ["ink", ["page", "card", "held-page", "check-page", "good-page"], 7],
    ["muted", ["page", "card", "held-page", "check-page", "good-page"], 4.5],
    ["blue", ["page", "card"], 4.5],
    ["on-blue", ["blue", "blue-hover"], 4.5],
    ["on-tonal", ["tonal", "tonal-hover"], 4.5],
    ["held", ["page", "card", "held-page"], 4.5],
    ["check", ["page", "card", "check-page"], 4.5],
    ["good", ["page", "card", "good-page"], 4.5],
    ["edge", ["page", "card"], 3],
  ] as const)("%s on %j is at least %d", (front, backs, least) => {
    for (const back of backs) {
      expect(contrast(colours.get(front)!, colours.get(back)!), `on ${back}`).toBeGreaterThanOrEqual(least);
    }
  });
});
