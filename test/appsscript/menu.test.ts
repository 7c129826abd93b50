import { describe, expect, test } from "vitest";
import { ADA, type Desk, openDesk } from "./desk";

describe("the menu", () => {
  test.each([
    ["opened before it was ever used there", (desk: Desk) => desk.host.open(ADA, "NONE")],
    ["opened", (desk: Desk) => desk.host.open(ADA)],
    ["open while the add-on is installed", (desk: Desk) => desk.host.install(ADA)],
  ])("is there when the sheet is %s", async (_, come) => {
    const desk = await openDesk();
    come(desk);
    const [menu] = desk.host.menus(ADA);
    expect(menu.items.flatMap((item) => (item.kind === "item" ? [item.caption] : []))).toEqual([
      "Export now",
      "Check all rows",
      "Problems",
      "Health",
      "Settings",
      "Clear marks",
      "Set up",
    ]);
    expect(desk.last().error).toBeUndefined();
  });

  test.each([
    ["menuExportNow", "export-now"],
    ["menuProblems", "problems"],
    ["menuHealth", "health"],
    ["menuSettings", "settings"],
  ])("%s opens the sidebar at %s", async (item, view) => {
    const desk = await openDesk();
    desk.setUp();
    desk.host.choose(ADA, item);
    expect(JSON.stringify(desk.host.sidebar(ADA))).toContain(`data-view=\\"${view}\\"`);
  });
});
