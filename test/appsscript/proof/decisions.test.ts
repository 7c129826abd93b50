import { expect, test } from "vitest";
import type { ProblemList } from "../../../appsscript/rpc";
import type { ExportRun } from "../../../shared/service";
import { ADA, openOffice } from "./office";

const MONDAY = Date.UTC(2026, 10, 23, 8);

test("decided once in the sidebar, a misspelt country counts in the sheet and in the answers, until that is undone", async () => {
  const office = await openOffice(MONDAY);
  const { host, call, statuses } = office;
  await office.startExporter();
  host.choose(ADA, "menuSetUp");
  call("saveSettings", { exporter: office.address, mail: [], hour: 7, stamp: true });
  office.paste("Companies", 2, [
    ["Acme", "Untied States"],
    ["Acme", "Togo"],
    ["Zeta", "France"],
  ]);
  const people = Array.from({ length: 24 }, (_, i) => {
    const country = ["Untied States", "untied states"][i] ?? (i < 8 ? "USA" : "Ghana");
    return ["Acme", `First${i}`, `Last${i}`, "CEO", country, "11/20/2026 10:00:00"];
  });
  office.paste("Leads", 2, people);
  const warned = 'Check: country "Untied States", did you mean United States?';
  expect(statuses().filter((text) => text === warned)).toHaveLength(1);

  const exported = async () => {
    const run = await office.endOf(call<ExportRun>("startExport").id);
    expect([run.state, run.error]).toEqual(["published", null]);
    const { answers, notices, problems } = run.result!;
    const rowsOf = (name: string) => answers.find(({ question }) => question === name)!.rows;
    return {
      countries: rowsOf("top_countries").map(({ country, leads }) => [country, leads]),
      staff: rowsOf("hq_staff").map((row) => row.staff),
      decided: notices.filter(({ code }) => code === "DECISIONS_APPLIED").map(({ sentence }) => sentence),
      problems: problems.map(({ code }) => code),
    };
  };
  expect(await exported()).toEqual({
    countries: [
      ["Ghana", 16],
      ["United States", 6],
      ["Untied States", 2],
    ],
    staff: [2],
    decided: [],
    problems: ["UNKNOWN_COUNTRY", "UNKNOWN_COUNTRY"],
  });

  const item = call<ProblemList>("problems").items.find(({ code }) => code === "UNKNOWN_COUNTRY")!;
  expect(call<ProblemList>("alwaysMeans", item.value, item.suggestions[0]).total).toBe(0);
  expect(new Set(statuses())).toEqual(new Set(["OK"]));
  expect(await exported()).toEqual({
    countries: [
      ["Ghana", 16],
      ["United States", 8],
    ],
    staff: [8],
    decided: [
      `3 rows have a country by decision. 3 rows: "Untied States" was read as United States, as decided by ${ADA} on 23 November 2026.`,
    ],
    problems: [],
  });
  expect(office.shown("Summary").flat().join("\n")).toContain('3 rows: "Untied States" was read as United States');

  call("alwaysMeans", "Untied States", null);
  expect(statuses().filter((text) => text === warned)).toHaveLength(1);
  expect(await exported()).toMatchObject({ staff: [2], decided: [], problems: ["UNKNOWN_COUNTRY", "UNKNOWN_COUNTRY"] });
}, 120_000);
