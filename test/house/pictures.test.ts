import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { STEPS } from "../../scripts/tour.mjs";

const PICTURES = "docs/pictures/";
const named = STEPS.flatMap(({ picture }) => picture ?? []);
const HOW = "make them anew with: npm run build && node scripts/screenshots.mjs";
const LARGEST = 150_000;

describe("the README's pictures", () => {
  const readme = readFileSync("README.md", "utf8");
  const shown = [...readme.matchAll(/docs\/pictures\/([\w-]+)\.png/g)].map(([, name]) => name);

  it("are those that the tour makes, each in its place", () => {
    expect(named).toEqual(expect.arrayContaining(shown));
    expect(readdirSync(PICTURES).sort(), HOW).toEqual(named.map((name) => `${name}.png`).sort());
  });

  it.each([...named.map((name) => `${PICTURES}${name}.png`), "docs/dashboard.png", "docs/mail.png"])(
    "%s is small",
    (path) => {
      expect(readFileSync(path).length).toBeLessThan(LARGEST);
    },
  );

  it("docs/tour.png moves, and is small enough to begin with", () => {
    const film = readFileSync("docs/tour.png");
    expect(film.includes("acTL")).toBe(true);
    expect(film.length).toBeLessThan(1_500_000);
  });
});
