import { expect, test } from "vitest";
import { cellOf } from "../../workbench/book/cell";
import { ADA, COMPANIES_TAB, type Desk, openDesk, people } from "./desk";

/** Edits that ask Google for everything that an edit may: a time is stamped, numbers are among the words, spellings are the first of their kind. */
const EDITS: Record<string, (desk: Desk, n: number) => void> = {
  "one lead": (desk, n) => desk.paste(3 + n, [["aCME", 7 + n, `Obi${n}`, "CEO", spelling(n), ""]]),
  "two leads": (desk, n) =>
    desk.paste(3 + 2 * n, [
      ["Acme", `Ada${n}`, "Obi", "CEO", spelling(2 * n), ""],
      ["Acme", `Bo${n}`, "Obi", "CEO", spelling(2 * n + 1), ""],
    ]),
  "a company": (desk, n) =>
    desk.host.edit(ADA, {
      kind: "paste",
      sheetId: COMPANIES_TAB,
      top: 3 + n,
      left: 0,
      rows: [[`Company ${n}`, spelling(n)]],
    }),
  "a header of Companies": (desk, n) =>
    desk.host.edit(ADA, {
      kind: "type",
      sheetId: COMPANIES_TAB,
      row: 0,
      column: 1,
      text: n % 2 ? "HQ" : "Headquarters",
    }),
};

/** Nigeria in the n-th of 128 spellings by case. */
function spelling(n: number): string {
  return [..."nigeria"].map((letter, i) => ((n >> i) & 1 ? letter.toUpperCase() : letter)).join("");
}

const companies = ({ book }: Desk) => book.sheet(COMPANIES_TAB)!.rows.map((row) => cellOf(row?.[2]).value ?? "");

test.each(Object.keys(EDITS))(
  "whatever Google refuses an edit of %s, once, all rows have their Status when the trigger has followed",
  async (name) => {
    const desk = await openDesk(people(1));
    desk.setUp();
    let n = 0;
    const edit = () => EDITS[name](desk, n++);
    const calls = () => desk.host.executions.findLast(({ trigger }) => trigger === "onEdit")!.calls.byName;
    edit();
    const places = Object.entries(calls()).flatMap(([call, count]) =>
      Array.from({ length: count }, (_, i) => ({ call, from: i + 1 })),
    );
    expect(places.length).toBeGreaterThan(4);
    for (const place of places) {
      desk.clock.advance(60_000);
      desk.host.faults.queue({ ...place, function: "onEdit", says: { phrase: "protected" } });
      edit();
      desk.host.faults.clear();
      const where = `${place.call} ${place.from}`;
      const now = [desk.statuses(), companies(desk)];
      desk.call("problems");
      expect([desk.statuses(), companies(desk)], where).toEqual(now);
      expect(now.flat().includes("OK"), where).toBe(true);
    }
  },
);
