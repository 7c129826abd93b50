import { join } from "node:path";
import { expect, test } from "vitest";
import { select } from "../exporter/e2e/parquet";
import {
  csv,
  expectFailure,
  LEADS_HEADER,
  program,
  published,
  run,
  TWO_COMPANIES,
  workplace,
} from "../exporter/e2e/world";

const CASE = join(import.meta.dirname, "files", "near-miss-other-word");
const place = workplace();
const companies = place.companies("companies.csv", TWO_COMPANIES);

test.each([
  ["leads-county.csv", "Leads!E1", "County"],
  ["leads-vocation.csv", "Leads!E1", "Vocation"],
  ["leads-list.csv", "Leads!C1", "List Name"],
  ["leads-firm.csv", "Leads!B1", "Firm Name"],
])("%s: another word of the trade stops the run, and is named as what may be meant", async (file, cell, header) => {
  const ended = await run({ leads: join(CASE, file), companies: join(CASE, "companies.csv"), out: place.newOut() });
  expectFailure(ended, 3, "HEADER_MISSING");
  expect(ended.json.error!.sentence).toContain(`${cell} ("${header}") may be meant`);
});

test("an exact header's column is exported, and the alias beside it is told of once", async () => {
  const leads = place.write(
    "both.csv",
    csv([
      ["Date", "Company Name", "Job Title", "Location", ...LEADS_HEADER],
      ["x", "x", "x", "x", "Acme", "Ada", "Obi", "CTO", "Nigeria", "2026-11-20"],
    ]),
  );
  const { counts, notices, folder } = await published({ leads, companies, out: place.newOut() });
  expect(counts.leads).toEqual({ read: 1, blank: 0, clean: 1, duplicate: 0, held: 0 });
  expect(await select(folder, "SELECT company, title, country FROM leads")).toEqual([["Acme", "CTO", "Nigeria"]]);
  expect(notices.map(({ code, sentence }) => [code, sentence.slice(0, 9)])).toEqual([
    ["HEADER_IGNORED", "Leads!B1 "],
    ["HEADER_IGNORED", "Leads!C1 "],
    ["HEADER_IGNORED", "Leads!D1 "],
    ["HEADER_IGNORED", "Leads!A1 "],
  ]);
});

test("a team's own headers are read by run and check, and another column is another content", async () => {
  const leads = place.write(
    "own.csv",
    csv([
      ["Account", "Organisation", ...LEADS_HEADER.slice(1)],
      ["Acme", "Beta", "Ada", "Obi", "CTO", "Nigeria", "2026-11-20"],
    ]),
  );
  const config = place.write("own.json", JSON.stringify({ contract: { leads: { company: ["Account"] } } }));
  const out = place.newOut();
  const plain = await published({ leads, companies, out });
  expect(await select(plain.folder, "SELECT company FROM leads")).toEqual([["Beta"]]);
  const own = await published({ leads, companies, out, more: ["--config", config] });
  expect(await select(own.folder, "SELECT company FROM leads")).toEqual([["Acme"]]);
  const { code, stdout } = await program(["check", leads, "--config", config, "--json"]);
  expect([code, JSON.parse(stdout).notices.map((notice: { sentence: string }) => notice.sentence)]).toEqual([
    0,
    expect.arrayContaining([
      'Leads!B1 ("Organisation") is ignored: Leads!A1 ("Company") is the column for the company.',
    ]),
  ]);
});
