import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { changesSince } from "../../../exporter/publish/changes-since";
import { figuresOf } from "../../../exporter/publish/guard";
import { TABLE_NAMES } from "../../../exporter/questions/tables";
import { writtenRows } from "../../../exporter/spark/written-rows";
import { openStore } from "../../../exporter/stores/open-store";
import { COMPANIES, LEADS } from "../../../shared/contract";
import { csv } from "./data";
import { inputOf, runOf } from "./identity";

const folder = mkdtempSync(join(tmpdir(), "written-rows-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const HEADER = ["Company", "First Name", "Last Name", "Title", "Country", "Timestamp"];
const WHEN = "2026-11-20 08:00:00";
const PEOPLE = Array.from({ length: 60 }, (_, i) => [`Firm ${i % 7}`, "Zoë", `Ångström ${i}`, "CTO", "usa", WHEN]);
/** What may become of a row: whether it is there, how it is written, what is wrong with it. */
const FATES: readonly ((row: string[]) => string[] | null)[] = [
  (row) => row,
  () => null,
  () => ["", "", "", "", "", ""],
  ([company, first, last, title]) => [company.toUpperCase(), first, ` ${last}`, title, "United States", WHEN],
  ([company, first, last, title, country]) => [company, first, last, title, country, "soon"],
  ([, first, last, title, country]) => ["#REF!", first, last, title, country, WHEN],
  (row) => PEOPLE[0].map((cell, i) => (i === 5 ? row[5] : cell)),
  ([company, first]) => [company, first, "New", "CTO", "Peru", WHEN],
];

function table(name: string, header: string[], rows: readonly string[][]): string {
  const path = join(folder, `${name}.csv`);
  writeFileSync(path, csv([header, ...rows]));
  return path;
}

test("what vanished and appeared is the same by written tables as by the rows themselves", async () => {
  const companies = table(
    "companies",
    ["Company", "HQ Location"],
    [
      ["Firm 1", "France"],
      ["Firm 2", "Untied States"],
    ],
  );
  const fewer = table(
    "fewer",
    ["Company", "HQ Location"],
    [
      ["firm 2", "untied states"],
      ["Firm 9", "#N/A"],
    ],
  );
  const rows = PEOPLE.map((row, i) => FATES[i % FATES.length](row)).filter((row) => row !== null);
  const out = join(folder, "out");
  const { manifest: before } = await runOf(out, inputOf(table("before", HEADER, PEOPLE), companies));
  const input = inputOf(table("now", HEADER, rows), fewer);

  const stopped = await runOf(out, input, undefined, { release: null }).catch((error) => error);
  const byRows = figuresOf(stopped)!.changes!;
  expect(byRows.leads.vanished).toMatchObject({ held: expect.any(Number), gone: expect.any(Number) });
  expect(byRows.leads.vanished.count).toBeGreaterThan(10);
  expect(byRows.leads.appeared.count).toBeGreaterThan(0);

  const other = join(folder, "other");
  const { manifest } = await runOf(other, input);
  const [ofLeads, ofCompanies, held, duplicates] = TABLE_NAMES.map((name) => [
    join(other, "snapshots", manifest.snapshot, `${name}.parquet`),
  ]);
  const files = { leads: ofLeads, companies: ofCompanies, held, duplicates };
  const { leads, companies: firms } = manifest.counts;
  const tabs = {
    leads: await writtenRows(files, LEADS, leads.read, new Map()),
    companies: await writtenRows(files, COMPANIES, firms.read, new Map()),
  };
  const store = await openStore({ out });
  expect(await changesSince(store, before.snapshot, tabs)).toEqual(byRows);
  expect(await changesSince(store, before.snapshot, tabs, 10)).toBeNull();
});
