import { pathToFileURL } from "node:url";
import { COUNTRY, takePicture, until } from "./tour.mjs";

/** What the README shows first: a wrong country, its Status, the suggestion taken, the export, the answers. `dashboard`: the path of a page. */
export async function filmTour(tour, dashboard) {
  const { page } = tour;
  const shots = [];
  const shoot = async (ms, of = tour) => void shots.push({ png: await takePicture(of), ms });
  await shoot(1500);
  await tour.click(1, COUNTRY);
  for (const part of ["Un", "tied", " Sta", "tes"]) {
    await page.keyboard.type(part);
    await shoot(250);
  }
  await page.keyboard.press("Enter");
  await until(async () => {
    if (!(await tour.status(1)).startsWith("Check: ")) throw new Error("Status does not say it yet.");
  });
  await shoot(2500);
  await tour.menu("Leads", /^Problems/);
  await tour.sidebar.getByRole("heading", { name: "Problems" }).waitFor();
  await tour.sidebar.getByRole("searchbox").fill("Untied");
  const use = tour.sidebar.getByRole("button", { name: "Use United States", exact: true }).first();
  await use.scrollIntoViewIfNeeded();
  await use.hover();
  await shoot(2000);
  await use.click();
  await until(async () => {
    if ((await tour.status(1)) !== "OK") throw new Error("Status is not OK yet.");
  });
  await shoot(2000);
  await tour.closeSidebar();
  await tour.menu("Leads", /^Export now/);
  await tour.sidebar.getByText("Published", { exact: true }).waitFor();
  await shoot(2500);
  await tour.closeSidebar();
  await page.getByRole("tab", { name: "Summary" }).click();
  await page.locator("#charts svg").first().waitFor({ state: "attached" });
  await tour.goTo(3, 0);
  await shoot(3000);
  const desk = await page.context().newPage();
  await desk.goto(pathToFileURL(dashboard).href);
  await desk.locator(".chart .figure").first().waitFor();
  await shoot(3500, { page: desk });
  await desk.close();
  return shots;
}
