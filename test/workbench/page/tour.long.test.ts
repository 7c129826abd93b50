import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pictureDistance } from "../../../scripts/small-png.mjs";
import { openTour, STEPS, type Tour, takePicture } from "../../../scripts/tour.mjs";
import { noBrowser } from "./desk";

const PICTURES = "docs/pictures/";
const HOW = "make them anew with: npm run build && node scripts/screenshots.mjs";
/** Letters differ between machines, and so do names of rows that come by chance; another layout differs by more. */
const ALIKE = 6;

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
