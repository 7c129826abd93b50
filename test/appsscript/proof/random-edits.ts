import type { Area, PersonEdit } from "../../../workbench/person/edit";
import { COMPANIES_TAB, LEADS_TAB } from "../desk";

const COMPANY = ["Acme", "Acme", "ACME ", "Acme Ltd", "Zeta", "zeta", "Newco", "Bolt", "", "#REF!", "007", "12/1/2025"];
const NAME = ["Ada", "ada", "Zoë", "Zoe", "Bo", "Cy", "O'Neil", "O’Neil", "", "12", "TRUE", "=1+1"];
const TITLE = ["CEO", "CTO", "CEO", "Head of 1", "", "x".repeat(1001)];
const COUNTRY = ["Nigeria", "NG", "France", "Korea", "Untied States", "Atlantis", "", "#N/A", "7"];
const TIME = [
  "11/20/2026 10:00:00",
  "11/19/2026",
  "2026-11-18 09:00:00",
  "2026-11-18T09:00:00Z",
  "3/29/2026 2:30:00",
  "10/25/2026 2:30",
  "1/1/2030",
  "5/5/1999",
  "soon",
  "46000.5",
  "20261120",
  "",
  "",
];
const LEAD = [COMPANY, NAME, NAME, TITLE, COUNTRY, TIME];
const COMPANY_ROW = [COMPANY, COUNTRY];
const STATUS = ["OK", "done", ""];

/** Picks what a person does next in Leads with so many filled rows, the header included. */
export function randomEdit(random: () => number, filled: number): PersonEdit {
  const below = (n: number) => Math.floor(random() * n);
  const pick = <T>(items: readonly T[]): T => items[below(items.length)];
  /** A row below the header, at times the first empty one. */
  const row = () => 1 + below(filled);
  const rowsFrom = (top: number, most: number) => Math.max(1, Math.min(1 + below(most), filled + 1 - top));
  const area = (left: number, right: number, most: number): Area => {
    const top = row();
    return { sheetId: LEADS_TAB, top, bottom: top + rowsFrom(top, most), left, right };
  };
  const columns = (): [number, number] =>
    pick([[0, 6] as const, [0, 7] as const, spread(below(6), below(7))]).slice() as [number, number];
  const leadCells = (count: number) => Array.from({ length: count }, () => LEAD.map((cells) => pick(cells)));

  const kinds: [weight: number, make: () => PersonEdit][] = [
    [
      26,
      () => {
        const column = below(7);
        return { kind: "type", sheetId: LEADS_TAB, row: row(), column, text: pick([...LEAD, STATUS][column]) };
      },
    ],
    [
      14,
      () => ({ kind: "paste", sheetId: LEADS_TAB, top: row(), left: 0, rows: leadCells(1 + below(pick([2, 5, 30]))) }),
    ],
    [
      5,
      () => {
        const left = below(5);
        const rows = leadCells(1 + below(4)).map((cells) =>
          cells.slice(left, left + 2).map((cell) => pick([cell, null])),
        );
        return { kind: "paste", sheetId: LEADS_TAB, top: row(), left, rows };
      },
    ],
    [
      6,
      () => {
        const source = area(...columns(), 2);
        const top = Math.min(filled, source.bottom);
        return { kind: "fill", source, target: { ...source, top, bottom: top + 1 + below(5) } };
      },
    ],
    [8, () => ({ kind: "clear", area: area(...columns(), 4) })],
    [
      9,
      () => ({
        kind: "copy",
        source: area(...columns(), 4),
        to: { sheetId: LEADS_TAB, row: row(), column: below(3) },
        cut: random() < 0.5,
      }),
    ],
    [
      2,
      () => ({
        kind: "copy",
        source: area(0, 1, 3),
        to: { sheetId: COMPANIES_TAB, row: 1 + below(6), column: 0 },
        cut: random() < 0.3,
      }),
    ],
    [4, () => ({ kind: "insert", sheetId: LEADS_TAB, dimension: "ROWS", at: row(), count: 1 + below(2) })],
    [6, () => ({ kind: "delete", sheetId: LEADS_TAB, dimension: "ROWS", at: row(), count: 1 + below(3) })],
    [
      4,
      () => ({ kind: "move", sheetId: LEADS_TAB, dimension: "ROWS", from: row(), count: 1 + below(2), before: row() }),
    ],
    [
      6,
      () => {
        const by = Array.from({ length: 1 + below(2) }, () => ({ column: below(6), descending: random() < 0.5 }));
        const all = { sheetId: LEADS_TAB, top: 1, bottom: filled, left: 0, right: pick([6, 7]) };
        return { kind: "sort", area: random() < 0.7 ? all : { ...all, ...rowsOf(area(0, 1, 10)) }, by };
      },
    ],
    [
      6,
      () => {
        const column = below(3);
        const text = pick([...COMPANY_ROW, STATUS][column]);
        return { kind: "type", sheetId: COMPANIES_TAB, row: 1 + below(8), column, text };
      },
    ],
    [
      2,
      () => {
        const rows = Array.from({ length: 1 + below(5) }, () => COMPANY_ROW.map((cells) => pick(cells)));
        return { kind: "paste", sheetId: COMPANIES_TAB, top: 1 + below(4), left: 0, rows };
      },
    ],
    [2, () => ({ kind: "delete", sheetId: COMPANIES_TAB, dimension: "ROWS", at: 1 + below(6), count: 1 })],
    [10, () => ({ kind: "undo" })],
    [5, () => ({ kind: "redo" })],
  ];
  // A sheet that has grown too long is cut down.
  if (filled > 60) return { kind: "delete", sheetId: LEADS_TAB, dimension: "ROWS", at: 1 + below(20), count: 20 };
  const all = kinds.flatMap(([weight, make]) => Array<typeof make>(weight).fill(make));
  return pick(all)();
}

const rowsOf = ({ top, bottom }: Area) => ({ top, bottom });
const spread = (one: number, other: number) => [Math.min(one, other), Math.max(one, other) + 1] as const;
