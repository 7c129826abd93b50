import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readTab as readFile } from "../../../exporter/inputs/read-tab";
import { judgeTable } from "../../../exporter/rules/judge-table";
import { COMPANIES, LEADS, type TabContract } from "../../../shared/contract";
import { withoutPresent } from "../../../shared/sentences";
import { VERDICT_NAMES } from "../../../shared/verdicts";
import { cellOf, type Slot } from "../../../workbench/book/cell";
import type { Fires } from "../../../workbench/host/host";
import { randomNumbers } from "../../../workbench/host/services/random-numbers";
import type { PersonEdit } from "../../../workbench/person/edit";
import { Refused } from "../../../workbench/person/refused";
import { ADA, BEN, COMPANIES_TAB, type Desk, LEADS_TAB, openDesk, people } from "../desk";
import { fullCheck, statusesOf, verdictOf, zoneOf } from "./full-check";
import { randomEdit } from "./random-edits";
import { apiValues, readTab } from "./read-book";

const TIME_COLUMN = 5;
const MINUTE = 60_000;
const folder = mkdtempSync(join(tmpdir(), "random-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Every verdict and winner by the exporter's rules, from the cells as the Sheets API gives them. */
async function exported({ books, book, clock }: Desk): Promise<string[]> {
  const context = { zone: zoneOf(book.properties.timeZone), asOf: clock.now(), dateOrder: "mdy" } as const;
  const read = async (contract: TabContract) => {
    const path = join(folder, `${contract.tab}.json`);
    const [raw, shown] = (["UNFORMATTED_VALUE", "FORMATTED_VALUE"] as const).map((as) =>
      apiValues(books, book, contract.tab, as),
    );
    // In columns of words a number is what it looks like.
    const lines = raw.map((row, i) =>
      row.map((cell, j) => (typeof cell === "number" && j !== TIME_COLUMN ? (shown[i]?.[j] ?? "") : cell)),
    );
    writeFileSync(path, JSON.stringify(lines.map((row) => Array.from({ length: 7 }, (_, i) => row[i] ?? ""))));
    return readFile(contract, path);
  };
  const companies = judgeTable(COMPANIES, await read(COMPANIES), context);
  const { verdicts } = judgeTable(LEADS, await read(LEADS), context, companies.known);
  const all = Array.from(verdicts.verdict, (verdict, row) =>
    VERDICT_NAMES[verdict] === "duplicate" ? `duplicate ${verdicts.winner[row] + 2}` : VERDICT_NAMES[verdict],
  );
  return all.slice(0, all.findLastIndex((verdict) => verdict !== "blank") + 1);
}

/** All cells but those of Status: by tab, row and column. */
function operatorsCells({ book }: Desk): Slot[][][] {
  return [LEADS_TAB, COMPANIES_TAB].map((id) => {
    const { rows } = book.sheet(id)!;
    const status = rows[0]!.findIndex((slot) => cellOf(slot).value === "Status");
    return rows.map((row) => (row ?? []).map((slot, i) => (i === status ? undefined : slot)));
  });
}

/** Fails when the script changed any cell of a person's but an empty Timestamp, which may hold the time now. */
function expectOnlyStamps(before: Slot[][][], after: Slot[][][], now: number, zoneName: string): void {
  const zone = zoneOf(zoneName);
  after.forEach((rows, tab) => {
    expect(rows.length, "rows").toBeGreaterThanOrEqual(trimmedRows(before[tab]));
    rows.forEach((row, i) => {
      const old = before[tab][i] ?? [];
      for (let column = 0; column < Math.max(row.length, old.length); column++) {
        if (row[column] === old[column] || isStamp(old[column], row[column], tab === 0 && column === TIME_COLUMN))
          continue;
        expect(row[column], `tab ${tab + 1}, row ${i + 1}, column ${column + 1}`).toEqual(old[column]);
      }
    });
  });

  function isStamp(old: Slot, slot: Slot, isTime: boolean): boolean {
    const serial = cellOf(slot).value;
    if (!isTime || cellOf(old).value !== undefined || typeof serial !== "number") return false;
    const wall = now + zone.offsets.at(-1)!;
    return Math.abs((serial - 25_569) * 86_400_000 - Math.floor(wall / 1000) * 1000) < 1;
  }
}

const trimmedRows = (rows: Slot[][]) => rows.findLastIndex((row) => row.some((slot) => slot !== undefined)) + 1;

interface Walk {
  readonly seed: number;
  readonly steps: number;
  readonly zone: string;
  readonly sortFires: Fires;
  readonly undoFires: Fires;
  /** Leads is a Table with typed columns, people type array formulas, and Google fails in passing and refuses decoration. */
  readonly mixed?: boolean;
}

const TYPED = ["TEXT", "TEXT", "TEXT", "TEXT", "DROPDOWN", "DATE_TIME"];
const ARRAYS = ['=ARRAYFORMULA(IF(A2:A9="x","",""))', '=ARRAYFORMULA(IF(A2:B4="","",A2:B4))', '=IF(A2="","",A2)'];
/** What an edit and the change that follows ask Google for. */
const CALLS = [
  "Range.getValues",
  "Range.getDisplayValues",
  "Range.getFormulas",
  "Range.setValues",
  "Properties.getProperties",
];

/** A person types an array formula, at times where a time would be stamped. */
function arrayFormula(random: () => number, filled: number): PersonEdit {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)];
  const column = pick([3, 4, TIME_COLUMN, TIME_COLUMN, 8]);
  return { kind: "type", sheetId: LEADS_TAB, row: 1 + Math.floor(random() * filled), column, text: pick(ARRAYS) };
}

/** A failure of Google's that is over when it is asked again. */
function failInPassing({ host }: Desk, random: () => number): void {
  const says = random() < 0.5 ? ({ phrase: "serverError" } as const) : ({ phrase: "timedOut", about: "x" } as const);
  if (random() < 0.3) host.faults.queue({ call: CALLS[Math.floor(random() * CALLS.length)], says });
}

const ofCompanies = ({ books, book, clock }: Desk) =>
  fullCheck(books, book, clock.now(), undefined, undefined, "Companies");

/** Takes the steps one after the other, and looks at every cell after each; at Status when every kind of step fires an event. */
async function walk({ seed, steps, zone, sortFires, undoFires, mixed = false }: Walk) {
  const isFollowed = sortFires !== "nothing";
  const random = randomNumbers(seed);
  let typed: (() => void) | undefined;
  const desk = await openDesk(people(30), { sortFires, undoFires, onChange: () => typed?.() });
  desk.book.properties.timeZone = zone;
  if (mixed) {
    const range = { sheetId: LEADS_TAB, startRowIndex: 0, endRowIndex: 500, startColumnIndex: 0, endColumnIndex: 6 };
    const columnProperties = TYPED.map((columnType, columnIndex) => ({ columnIndex, columnType }));
    desk.book.sheet(LEADS_TAB)!.tables = [{ tableId: "1", name: "Leads", range, columnProperties }];
  }
  desk.setUp();
  const done = { refused: 0, kinds: new Set<string>(), statuses: new Set<string>(), calls: 0 };
  for (let step = 0; step < steps; step++) {
    desk.clock.advance(MINUTE);
    const filled = Math.max(2, readTab(desk.books, desk.book, "Leads", zoneOf(zone)).values.length);
    const edit = mixed && random() < 0.15 ? arrayFormula(random, filled) : randomEdit(random, filled);
    if (mixed) failInPassing(desk, random);
    const where = `seed ${seed}, step ${step}: ${JSON.stringify(edit)
      .replace(/x{1001}/g, "x")
      .slice(0, 300)}`;
    // Told for the first time when the person's edit is in the cells and no script has run.
    let before: Slot[][][] | undefined;
    typed = () => {
      before ??= operatorsCells(desk);
    };
    const ran = desk.host.executions.length;
    try {
      desk.host.edit(random() < 0.5 ? ADA : BEN, edit);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      done.refused++;
    }
    typed = undefined;
    for (const { error, calls, trigger } of desk.host.executions.slice(ran)) {
      expect(error, where).toBeUndefined();
      if (trigger === "onEdit") done.calls = Math.max(done.calls, calls.total);
    }
    if (before !== undefined) expectOnlyStamps(before, operatorsCells(desk), desk.clock.now(), zone);
    if (isFollowed) {
      const now = statusesOf(desk.books, desk.book);
      expect(now.map(withoutPresent), where).toEqual(fullCheck(desk.books, desk.book, desk.clock.now()));
      expect(statusesOf(desk.books, desk.book, "Companies"), where).toEqual(ofCompanies(desk));
      for (const status of now) done.statuses.add(status.replace(/[:\d].*/, ""));
      if (step % 25 === 0) expect(now.map(verdictOf), where).toEqual(await exported(desk));
    }
    done.kinds.add(edit.kind);
  }
  return { desk, done };
}

// A thousand edits in all.
describe("after any edit of two persons, Status is what a full check says, and no cell of theirs was touched", () => {
  test.each<Walk>([
    { seed: 1, steps: 440, zone: "Africa/Lagos", sortFires: "edit", undoFires: "edit" },
    { seed: 2, steps: 440, zone: "Europe/Berlin", sortFires: "change", undoFires: "change" },
  ])(
    "$steps edits in $zone, sorting and undoing fire $sortFires",
    async (one) => {
      const { desk, done } = await walk(one);
      const now = statusesOf(desk.books, desk.book);
      desk.host.choose(ADA, "menuCheckAll");
      expect(statusesOf(desk.books, desk.book)).toEqual(now);
      expect(now.map(verdictOf)).toEqual(await exported(desk));
      expect(done.refused).toBeLessThan(one.steps / 10);
      expect(done.kinds.size).toBe(11);
      expect([...done.statuses].sort()).toEqual(["", "Check", "OK", "Repeat of row ", "To fill", "Waits"]);
      // Beyond six: two where a time is stamped, one where a spelling is the first of its kind, one where both tabs' Status changes.
      expect(done.calls).toBeLessThanOrEqual(10);
    },
    120_000,
  );

  test("160 edits in a Table, among array formulas, and while Google fails in passing", async () => {
    const walked = { seed: 4, steps: 160, zone: "Africa/Lagos", sortFires: "edit", undoFires: "edit" } as const;
    const { desk } = await walk({ ...walked, mixed: true });
    desk.host.faults.clear();
    const now = statusesOf(desk.books, desk.book);
    desk.host.choose(ADA, "menuCheckAll");
    expect(statusesOf(desk.books, desk.book)).toEqual(now);
  }, 120_000);

  test("when sorting and undoing fire nothing, the next sweep puts right what they left", async () => {
    const walked = { seed: 3, steps: 120, zone: "Africa/Lagos", sortFires: "nothing", undoFires: "nothing" } as const;
    const { desk } = await walk(walked);
    await desk.host.advance(desk.clock.now() + 61 * MINUTE);
    expect(desk.last().function).toBe("handleSweep");
    expect(statusesOf(desk.books, desk.book).map(withoutPresent)).toEqual(
      fullCheck(desk.books, desk.book, desk.clock.now()),
    );
    expect(statusesOf(desk.books, desk.book, "Companies")).toEqual(ofCompanies(desk));
  });
});
