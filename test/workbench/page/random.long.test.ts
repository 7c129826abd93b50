import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { randomNumbers } from "../../../workbench/host/services/random-numbers";
import { click, type Desk, differences, noBrowser, openDesk, type } from "./desk";
import { takesLeadsTyped } from "./typing";

/** PAGE_STEPS for another number of them, PAGE_SEED to repeat one run. */
const STEPS = Number(process.env.PAGE_STEPS ?? 300);
const SEED = Number(process.env.PAGE_SEED ?? 7);
const LEADS = 1;
const TEXTS = [
  "Ada",
  "USA",
  "Untied States",
  "11/23/2022 1:55:29",
  "007",
  "=1/0",
  "=A2&B2",
  "12.5%",
  "true",
  "a\tb",
  "",
  "Ünïcødé 😀",
];

describe.skipIf(noBrowser)("a page", () => {
  it("takes leads typed without a pause, 45 ms a key, each text in its cell", { timeout: 300_000 }, async () => {
    const desk = await openDesk();
    try {
      const { page } = await desk.open();
      await takesLeadsTyped(desk, page, 45);
    } finally {
      await desk.close();
    }
  });
});

describe.skipIf(noBrowser)(`a page after ${STEPS} random steps`, () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk?.close());

  it("shows what the workbook holds, cell by cell, in both windows", { timeout: 10_000 + STEPS * 6000 }, async () => {
    const { page, complaints } = await desk.open();
    // Painting takes longest, so this one, which is only looked at, is small.
    const { page: other } = await desk.open({ width: 320, height: 240 });
    const random = randomNumbers(SEED);
    const done: string[] = [];
    for (let step = 0; step < STEPS; step++) {
      const name = pick(random, Object.keys(GESTURES));
      done.push(name);
      await GESTURES[name](page, random, desk);
      await page.evaluate(() => window.workbench.sync.settled());
      // Univer hands a typed text over a little after Enter.
      const wrong = async () => differences(await desk.shown(page, LEADS), desk.expected(LEADS));
      if (step % 10 === 9) await expect.poll(wrong, { timeout: 10_000, message: done.join() }).toEqual([]);
    }
    for (const one of [page, other]) {
      const wrong = async () => differences(await desk.shown(one, LEADS), desk.expected(LEADS));
      await expect.poll(wrong, { timeout: 10_000, message: done.join() }).toEqual([]);
      expect(await one.evaluate(() => window.workbench.sync.drifts), done.join()).toBe(0);
    }
    expect(complaints).toEqual([]);
  });
});

type Random = () => number;

const row = (random: Random) => 1 + Math.floor(random() * 12);
const column = (random: Random) => Math.floor(random() * 6);

/** Runs one of Univer's own commands, as its handles and keys do. */
const command = (page: Page, id: string, params: object) =>
  page.evaluate(([id, params]) => window.workbench.grid.grid.api.executeCommand(id, params), [id, params] as const);

async function select(page: Page, random: Random): Promise<void> {
  await click(page, row(random), column(random));
  const [down, right] = [Math.floor(random() * 3), Math.floor(random() * 2)];
  for (let i = 0; i < down; i++) await page.keyboard.press("Shift+ArrowDown");
  for (let i = 0; i < right; i++) await page.keyboard.press("Shift+ArrowRight");
}

async function contextMenu(page: Page, random: Random, name: RegExp): Promise<void> {
  await click(page, row(random), column(random));
  await click(page, row(random), column(random), { button: "right" });
  await page.getByRole("menuitem", { name }).click();
}

function range(random: Random) {
  const [startRow, startColumn] = [row(random), column(random)];
  return { startRow, startColumn, endRow: startRow + Math.floor(random() * 2), endColumn: startColumn };
}

const GESTURES: Record<string, (page: Page, random: Random, desk: Desk) => Promise<unknown>> = {
  type: (page, random) => type(page, row(random), column(random), pick(random, TEXTS.slice(0, 9))),
  clear: async (page, random) => {
    await select(page, random);
    await page.keyboard.press("Delete");
  },
  undo: (page) => page.keyboard.press("Control+z"),
  redo: (page) => page.keyboard.press("Control+y"),
  paste: async (page, random) => {
    await click(page, row(random), column(random));
    const textContent = Array.from(
      { length: 1 + Math.floor(random() * 4) },
      () => `${pick(random, TEXTS)}\t${pick(random, TEXTS)}`,
    ).join("\n");
    await command(page, "sheet.command.paste-by-short-key", { textContent });
  },
  fill: (page, random) => {
    const sourceRange = range(random);
    return command(page, "sheet.command.auto-fill", {
      sourceRange,
      targetRange: { ...sourceRange, endRow: sourceRange.endRow + 3 },
    });
  },
  moveCells: (page, random) => {
    const fromRange = range(random);
    const toRange = { ...fromRange, startRow: fromRange.startRow + 4, endRow: fromRange.endRow + 4 };
    return command(page, "sheet.command.move-range", { fromRange, toRange });
  },
  copyAndPaste: async (page, random) => {
    await select(page, random);
    await page.keyboard.press(random() < 0.5 ? "Control+c" : "Control+x");
    await click(page, row(random), column(random));
    await command(page, "univer.command.paste", {});
  },
  insertRows: (page, random) => contextMenu(page, random, /^Insert \d+ rows? above/),
  deleteRows: (page, random) => contextMenu(page, random, /^Delete rows? /),
  insertColumns: (page, random) => contextMenu(page, random, /^Insert \d+ columns? left/),
  sort: (page, random) => contextMenu(page, random, random() < 0.5 ? /A to Z/ : /Z to A/),
  otherPerson: async (_, random, { host }) => {
    host.edit("other@local.test", {
      kind: "type",
      sheetId: LEADS,
      row: row(random),
      column: column(random),
      text: "theirs",
    });
  },
};

function pick<T>(random: Random, list: readonly T[]): T {
  return list[Math.floor(random() * list.length)];
}
