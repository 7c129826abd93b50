import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { listProblems } from "../../../exporter/check/list-problems";
import { readTab } from "../../../exporter/inputs/read-tab";
import { judgeTable } from "../../../exporter/rules/judge-table";
import { loadZone } from "../../../exporter/words/zone";
import { COMPANIES, LEADS } from "../../../shared/contract";
import type { DateOrder } from "../../../shared/date-order";
import { firstInstants, HELD, VERDICT_NAMES } from "../../../shared/verdicts";
import vectors from "../../vectors/timestamps.json" with { type: "json" };
import { COMPANIES_HEADER, checked, input, LEADS_HEADER, tab } from "./sheet";

const folder = mkdtempSync(join(tmpdir(), "times-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("sheet and exporter agree on every vector of timestamps: verdict, instant and sentence", () => {
  test.each(vectors)("$note", async ({ zone, dateOrder, asOf, cells }) => {
    const rows = cells.map(({ cell }, i) => ["Acme", `F${i}`, `L${i}`, "CTO", "Nigeria", cell]);
    const context = { zone: loadZone(zone), asOf: Date.parse(asOf), dateOrder: dateOrder as DateOrder };
    const read = (contract: typeof LEADS | typeof COMPANIES, table: unknown[][]) => {
      const path = join(folder, `${contract.tab}.json`);
      writeFileSync(path, JSON.stringify(table));
      return readTab(contract, path);
    };
    const companies = await read(COMPANIES, [COMPANIES_HEADER, ["Acme", "Nigeria"]]);
    const { known } = judgeTable(COMPANIES, companies, context);
    const leads = await read(LEADS, [LEADS_HEADER, ...rows]);
    const theirs = judgeTable(LEADS, leads, context, known);
    const ours = checked(input(tab([LEADS_HEADER, ...rows]), undefined, { ...context, zone }));

    const instants = ({ readings, verdicts: { verdict } }: typeof theirs | typeof ours.leads) =>
      Array.from(verdict, (value, row) => [
        VERDICT_NAMES[value],
        value === HELD ? null : firstInstants(readings)![row],
      ]);
    expect(instants(ours.leads)).toEqual(instants(theirs));
    const said = ({ row, code, sentence }: { row: number; code: string; sentence: string }) => [row, code, sentence];
    expect(ours.problems().items.map(said)).toEqual([...listProblems(theirs, context, null)].map(said));
  });
});
