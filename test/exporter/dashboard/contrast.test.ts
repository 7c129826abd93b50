import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("../../../exporter/dashboard/page/colours.css", import.meta.url), "utf8");

/** The colour variables of the first `:root` after a heading, over the ones before. */
function palette(from: string): Map<string, string> {
  const block = css.slice(css.indexOf(":root", css.indexOf(from)));
  const found = block.slice(0, block.indexOf("}")).matchAll(/--([\w-]+): (#[0-9a-f]{3,6});/g);
  return new Map([...found].map(([, name, colour]) => [name, colour]));
}

/** WCAG 2.2 relative luminance and contrast ratio. */
function luminance(colour: string): number {
  const hex = colour.length === 4 ? [...colour.slice(1)].map((digit) => digit + digit).join("") : colour.slice(1);
  const [red, green, blue] = [0, 2, 4].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const light = palette(":root");
const SCHEMES = {
  light,
  dark: palette("prefers-color-scheme: dark"),
  print: new Map([...light, ...palette("@media print")]),
};

describe.each(Object.entries(SCHEMES))("contrast in %s", (_, colours) => {
  it.each([
    ["ink", "card", 7],
    ["ink", "page", 7],
    ["muted", "card", 4.5],
    ["muted", "page", 4.5],
    ["focus", "card", 4.5],
    ["held-ink", "held-page", 4.5],
    ["held-ink", "card", 4.5],
    ["bar", "card", 3],
    ["held", "card", 3],
  ])("%s on %s is at least %d", (front, back, least) => {
    expect(contrast(colours.get(front)!, colours.get(back)!)).toBeGreaterThanOrEqual(least);
  });
});
