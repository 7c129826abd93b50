import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pictureDistance } from "../../../scripts/small-png.mjs";
import { openTour, STEPS, type Tour, takePicture } from "../../../scripts/tour.mjs";
import { noBrowser } from "./desk";

const PICTURES = "docs/pictures/";
const named = STEPS.flatMap(({ picture }) => picture ?? []);
const HOW = "make them anew with: npm run build && node scripts/screenshots.mjs";
/** Letters differ between machines, and so do names of rows that come by chance; another layout differs by more. */
const ALIKE = 6;
const LARGEST = 150_000;

describe.skipIf(noBrowser)("the whole workbench, as npm start opens it", { timeout: 120_000 }, () => {
  let tour: Tour;
  beforeAll(async () => {
    tour = await openTour();
  });
  afterAll(() => tour?.close());

  it.each(STEPS)("$title", async ({ picture, walk, after }) => {
    await walk(tour);
    if (picture !== undefined) {
      const far = await pictureDistance(tour.page, await takePicture(tour), readFileSync(`${PICTURES}${picture}.png`));
      expect(far, `${PICTURES}${picture}.png is not what the page looks like: ${HOW}`).toBeLessThan(ALIKE);
    }
    await after?.(tour);
  });

  it("complains of nothing, and stops when it is told to, the exporter with it", async () => {
    expect(tour.complaints).toEqual([]);
    expect(await tour.stop()).toBe(0);
    await expect(fetch(tour.url)).rejects.toThrow();
  });
});

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
