import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { failureRequests } from "../../../exporter/summary/failure-requests";
import { runRecordRequests } from "../../../exporter/summary/run-record-requests";
import type { SummaryState } from "../../../exporter/summary/state";
import { summaryRequests } from "../../../exporter/summary/summary-requests";
import { Failure } from "../../../exporter/words/failure";
import { loadZone } from "../../../exporter/words/zone";
import { contentOf, countries, staff } from "./reports";

const AREA_COLUMNS = 12;

const nasty = fc.oneof(
  fc.constantFrom("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠A1", "'=1", '"=1"'),
  fc.constantFrom("007", "TRUE", "#REF!", "1/2/2026", "1e5", "=IMPORTXML(...)", "{=1}", "https://example.com"),
  fc.string({ unit: "grapheme", maxLength: 40 }),
);

const state: fc.Arbitrary<SummaryState> = fc.record({
  sheetIds: fc.constant(new Set([0, 7, 8])),
  charts: fc.constant(new Map([[5, 7]])),
  tab: fc.option(
    fc.record({
      sheetId: fc.constant(7),
      title: fc.constant("Summary"),
      rowCount: fc.integer({ min: 1, max: 900 }),
      columnCount: fc.integer({ min: 1, max: 40 }),
    }),
  ),
  memory: fc.option(fc.constant({ metadataId: 3, value: { shows: "as of then", charts: [5] } })),
});

const failure = (text: string) => new Failure("HEADER_MISSING", text, { way: "workbook", fix: text });

/** The requests of every kind of write, with `text` wherever text of others can stand. */
function everyWrite(text: string, now: SummaryState, rows: number) {
  const content = contentOf({
    answers: [countries(rows, () => text), { ...staff(rows, () => text), title: text, window: text }],
    notices: [{ code: "ANY", sentence: text }],
  });
  return {
    summary: summaryRequests({ ...content, requestedBy: text }, now),
    failure: failureRequests(failure(text), text, now),
    record: runRecordRequests(
      [{ run: "r1", at: 0, requestedBy: text, outcome: "failed", counts: null, snapshot: null, reason: text }],
      loadZone("UTC"),
      { sheetIds: now.sheetIds, tab: now.tab, runs: [] },
    ),
  };
}

describe("whatever stands in the workbook and the answers", () => {
  test("no request has a formula, and every text is written exactly as it is", () => {
    fc.assert(
      fc.property(nasty, state, (text, now) => {
        const writes = everyWrite(text, now, 3);
        expect(JSON.stringify(writes)).not.toContain("formulaValue");
        const written = new Set(valuesOf(writes.summary).map((value) => value.stringValue));
        if (text !== "") expect(written).toContain(text);
        for (const value of Object.values(writes).flatMap(valuesOf)) {
          expect(Object.keys(value)).toHaveLength(1);
          expect(typeof (value.stringValue ?? value.numberValue)).toMatch(/string|number/);
        }
      }),
      { numRuns: 200 },
    );
  });

  test("the Summary is written in columns A to L only, and no row is moved or removed", () => {
    fc.assert(
      fc.property(nasty, state, fc.integer({ min: 0, max: 700 }), (text, now, rows) => {
        const { summary, failure } = everyWrite(text, now, rows);
        for (const request of [...summary, ...failure]) {
          const [kind] = Object.keys(request);
          expect(kind).not.toMatch(/insert|deleteDimension|deleteRange|deleteSheet|sort|cut|move/);
          const { updateCells } = request;
          if (!updateCells) continue;
          expect(updateCells.range).toMatchObject({ startColumnIndex: 0, endColumnIndex: AREA_COLUMNS });
          for (const row of updateCells.rows ?? []) expect(row.values).toHaveLength(AREA_COLUMNS);
          const { startRowIndex, endRowIndex } = updateCells.range!;
          expect(updateCells.rows!.length).toBeLessThanOrEqual(endRowIndex! - startRowIndex!);
        }
      }),
      { numRuns: 100 },
    );
  });

  test("a failure writes rows 1 and 2 only", () => {
    fc.assert(
      fc.property(nasty, state, (text, now) => {
        const written = failureRequests(failure(text), text, now).filter(({ updateCells }) => updateCells);
        expect(written.map(({ updateCells }) => updateCells!.range)).toMatchObject([
          { startRowIndex: 0, endRowIndex: 2 },
        ]);
      }),
    );
  });
});

test.each([0, 3, 30])(
  "of %i rows of an answer, the tab remembers where the answers end, for the sheet's own mail of them",
  (rows) => {
    const empty = { sheetIds: new Set<number>(), charts: new Map<number, number>(), tab: null, memory: null };
    const { summary } = everyWrite("x", empty, rows);
    const [{ rows: lines }] = summary.flatMap(({ updateCells }) => updateCells ?? []);
    const [memory] = summary.flatMap(({ createDeveloperMetadata }) => createDeveloperMetadata?.developerMetadata ?? []);
    const { news } = JSON.parse(memory.metadataValue!);
    const first = lines!.map(({ values }) => values?.[0]?.userEnteredValue?.stringValue);
    expect(news.rows).toBe(first.indexOf("What became of every row"));
    expect(news).toMatchObject({ leads: expect.stringMatching(/^[\d,]+$/), isChanged: true });
  },
);

test("a cell never takes more text than Google does", () => {
  const { summary } = everyWrite(
    "x".repeat(60_000),
    { sheetIds: new Set(), charts: new Map(), tab: null, memory: null },
    1,
  );
  for (const { stringValue } of valuesOf(summary)) expect((stringValue ?? "").length).toBeLessThanOrEqual(50_000);
});

function valuesOf(requests: ReturnType<typeof summaryRequests>) {
  return requests
    .flatMap(({ updateCells }) => updateCells?.rows ?? [])
    .flatMap(({ values }) => values ?? [])
    .flatMap(({ userEnteredValue }) => (userEnteredValue ? [userEnteredValue] : []));
}
