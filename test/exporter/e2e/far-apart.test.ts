import { expect, test } from "vitest";
import { select } from "./parquet";
import { manifestOf, published, workplace } from "./world";

const ROWS = 900_010;

test("a duplicate 900,000 rows away is found, by two threads, and every row is accounted for", async () => {
  const place = workplace();
  const line = (name: string | number, day = "2026-11-10") => `Acme,Ada,${name},CTO,Nigeria,${day}`;
  const lines = Array.from({ length: ROWS }, (_, i) => line(i));
  // Sheet rows 2 and 3 have their twins in the last two rows: the first twin is earlier than its fellow, the second later.
  lines[ROWS - 2] = line("0", "2026-11-09 23:59:59");
  lines[ROWS - 1] = line(" 1 ", "2026-11-11");
  // Nothing else of that part of the table may be lost either.
  lines[600_000] = "";
  lines[700_000] = line("#REF!");
  const leads = place.write("far.csv", `Company,First Name,Last Name,Title,Country,Timestamp\n${lines.join("\n")}\n`);
  const companies = place.companies("companies.csv", [["ACME", "ng"]]);

  const { counts, answers, folder } = await published({ leads, companies, out: place.newOut() });
  const clean = ROWS - 4;
  expect(counts.leads).toEqual({ read: ROWS, blank: 1, clean, duplicate: 2, held: 1 });
  expect(await select(folder, "SELECT source_row, last_name, winner_row FROM duplicates ORDER BY 1")).toEqual([
    [2, "0", ROWS],
    [ROWS + 1, " 1 ", 3],
  ]);
  expect(await select(folder, "SELECT source_row, problems FROM held")).toEqual([[700_002, "CELL_ERROR last_name"]]);
  // Each clean row still has its own name: sheet row r holds r - 2.
  const wrong = "count(*) FILTER (WHERE last_name <> CAST(source_row - 2 AS VARCHAR))";
  expect(await select(folder, `SELECT count(*), count(DISTINCT source_row), ${wrong} FROM leads`)).toEqual([
    [String(clean), String(clean), "1"],
  ]);
  expect(answers.leads_per_month.at(-1)).toEqual({ month: 11, leads: clean });
  expect(answers.hq_staff).toEqual([{ company: "ACME", staff: clean }]);
  expect(manifestOf(folder).problems).toEqual([{ tab: "Leads", code: "CELL_ERROR", rows: 1 }]);
}, 300_000);
