import type { Page } from "playwright-core";
import { expect } from "vitest";
import { cellText, click, type Desk, differences } from "./desk";

const LEADS = 1;
/** The grid draws without a graphics card here, and other tests run beside. */
const SOON = { timeout: 20_000 };

/** As typed one after the other; Country has a drop-down list, Timestamp is stamped by the add-on meanwhile. */
const TYPED_LEADS = [
  ["Umbra Ltd", "Pia", "Mond", "Nurse", "Germany", "2026-11-14T11:02:52+01:00"],
  ["Lumen Ltd", "Ada", "Stern", "Nurse", "Kenya", "2026-11-15T08:30:00+01:00"],
];

/** Types leads without a pause, so many milliseconds a key: each text comes into its cell. */
export async function takesLeadsTyped(desk: Desk, page: Page, delay: number): Promise<void> {
  const top = 3;
  desk.host.edit("other@local.test", { kind: "insert", sheetId: LEADS, dimension: "ROWS", at: top, count: 4 });
  await page.keyboard.press("Control+Home");
  await expect.poll(() => cellText(page, LEADS, top, 0), SOON).toBe("");
  await click(page, top, 0);
  for (const [company, ...others] of TYPED_LEADS) {
    await page.keyboard.type(company, { delay });
    for (const text of others) {
      await page.keyboard.press("Tab");
      await page.keyboard.type(text, { delay });
    }
    // Back to the column where Tab was first pressed.
    await page.keyboard.press("Enter");
  }
  const entered = () =>
    desk
      .expected(LEADS)
      .slice(top, top + 4)
      .map((line) => line.slice(0, 6).map(plain));
  await expect.poll(entered, SOON).toEqual([...TYPED_LEADS, [], []]);
  await page.evaluate(() => window.workbench.sync.settled());
  expect(differences(await desk.shown(page, LEADS), desk.expected(LEADS))).toEqual([]);
  expect(await page.getByText("was not entered").count()).toBe(0);
}

/** The text of a cell with looks. */
function plain(cell: string): string {
  return cell.startsWith("[") ? JSON.parse(cell)[0] : cell;
}
