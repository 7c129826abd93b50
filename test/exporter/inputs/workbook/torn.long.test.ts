import fc from "fast-check";
import { expect, test } from "vitest";
import type { SheetsClient } from "../../../../exporter/inputs/workbook/client";
import { readWorkbook } from "../../../../exporter/inputs/workbook/read-workbook";
import { rememberColumns } from "../../../../exporter/inputs/workbook/remember-columns";
import { LEADS_HEADER, openWorld, type World } from "./local";

const TABS = { leads: "Leads", companies: "Companies" };
/** Above 100,000 rows a tab is read in blocks of 50,000: the rows stand where two of them meet. */
const BLOCKS = { grid: 120_000, above: 49_990 };

const sheet = { sheetId: 1 };
const EDITS: ((world: World, n: number) => void)[] = [
  (world, n) =>
    world.batch({
      insertDimension: { range: { ...sheet, dimension: "ROWS", startIndex: 1 + (n % 5), endIndex: 2 + (n % 5) } },
    }),
  (world, n) =>
    world.batch({
      deleteDimension: { range: { ...sheet, dimension: "ROWS", startIndex: 1 + (n % 5), endIndex: 2 + (n % 5) } },
    }),
  (world, n) =>
    world.batch({
      sortRange: {
        range: { ...sheet, startRowIndex: 1, endRowIndex: 12, startColumnIndex: 0, endColumnIndex: 6 },
        sortSpecs: [{ dimensionIndex: n % 6, sortOrder: n % 2 === 0 ? "ASCENDING" : "DESCENDING" }],
      },
    }),
  (world, n) =>
    world.batch({
      moveDimension: {
        source: { ...sheet, dimension: "COLUMNS", startIndex: n % 6, endIndex: (n % 6) + 1 },
        destinationIndex: (n * 7) % 6,
      },
    }),
  (world, n) => world.put(`Leads!${"ABCDEF"[n % 6]}1`, [[n % 2 === 0 ? `Renamed ${n}` : ""]]),
  (world, n) => world.put(`Leads!${"ABCDEF"[n % 6]}${2 + (n % 9)}`, [[n % 3 === 0 ? n : `Text ${n}`]]),
  (world, n) => world.put(`Companies!A${2 + (n % 9)}`, [[`Company ${n}`, "Ghana"]]),
];

/** What stands in both tabs now, below the headers, by Google's own words rather than the exporter's. */
function version(world: World): string {
  const query = "valueRenderOption=UNFORMATTED_VALUE&dateTimeRenderOption=SERIAL_NUMBER";
  return JSON.stringify(
    ["Leads", "Companies"].map((tab) => {
      const { values = [] } = world.edit("GET", `/values/${tab}`, undefined, query) as { values?: unknown[][] };
      return values.slice(1).map(plain);
    }),
  );
}

/** Blank rows above the table's, so that it lies across two blocks. */
function moveDown(world: World, rows: number): void {
  const gridProperties = { rowCount: BLOCKS.grid, columnCount: 8 };
  world.batch(
    {
      updateSheetProperties: {
        properties: { ...sheet, gridProperties },
        fields: "gridProperties(rowCount,columnCount)",
      },
    },
    { insertDimension: { range: { ...sheet, dimension: "ROWS", startIndex: 5, endIndex: 5 + rows } } },
  );
}

/** A number in a text column is read as what it looks like; here every cell is. */
const plain = (row: unknown[]) => row.map((cell) => String(cell));

test.each([
  ["in one response", 200, 0],
  ["in blocks", 12, BLOCKS.above],
])(
  "whatever is edited between the calls, what is read %s is what stood there at one moment (%i runs)",
  async (_, numRuns, above) => {
    const rows = Array.from({ length: 10 }, (_, i) => [
      `Company ${i}`,
      `Ada ${i}`,
      `Obi ${i}`,
      "CTO",
      "Ghana",
      `2026-11-0${1 + (i % 9)}`,
    ]);
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.option(fc.tuple(fc.nat(EDITS.length - 1), fc.nat(1000)), { freq: 2 }), { maxLength: 12 }),
        async (plan) => {
          const world = await openWorld({ leads: [LEADS_HEADER, ...rows] });
          if (above > 0) moveDown(world, above);
          try {
            await rememberColumns(world.client(), await readWorkbook(world.client(), TABS, () => {}));
            const versions = new Set([version(world)]);
            const client = world.client();
            let calls = 0;
            const disturbed: SheetsClient = {
              ...client,
              call: async (call) => {
                const answer = await client.call(call);
                const edit = plan[calls++];
                if (edit) EDITS[edit[0]](world, edit[1]);
                versions.add(version(world));
                return answer;
              },
            };
            const { tabs } = await readWorkbook(disturbed, TABS, () => {});
            const read = [tabs.leads, tabs.companies].map(({ text }) =>
              text
                .toString()
                .trimEnd()
                .split("\n")
                .slice(1)
                .map((line) => plain(JSON.parse(line))),
            );
            expect(versions).toContain(JSON.stringify(read));
          } catch (error) {
            if (!/^(SHEET_BUSY|HEADER_)/.test((error as { code?: string }).code ?? "")) throw error;
            refused++;
          } finally {
            await world.google.close();
          }
        },
      ),
      { numRuns },
    );
    expect(refused).toBeLessThan(numRuns / 2);
  },
);
