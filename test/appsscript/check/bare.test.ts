import { createContext, runInContext } from "node:vm";
import { buildSync } from "esbuild";
import { expect, test } from "vitest";
import { loadZone } from "../../../exporter/words/zone";
import { AS_OF, checked, companyTab, input, LEADS_HEADER, tab } from "./sheet";

/** What the engine of Apps Script lacks, or may. */
const MISSING = ["Intl", "WebAssembly", "SharedArrayBuffer", "Atomics"];

test("the check runs in an engine that has the language alone, and says what it says here", () => {
  const { outputFiles } = buildSync({
    entryPoints: ["appsscript/check/check-sheet.ts"],
    bundle: true,
    write: false,
    format: "iife",
    globalName: "check",
    target: "es2022",
  });
  const context = createContext({});
  for (const name of MISSING) runInContext(`delete globalThis.${name}`, context);
  runInContext(outputFiles[0].text, context);
  const rows = [
    ["Acme", "Ada", "Obi", "CTO", "Nigeria", "DATE"],
    ["Acme", "Zoë", "Obi", "CTO", "Untied States", "20.11.2026"],
    ["Acmee", "ﬁne", "李", "CTO", "Nigeria", 46_346.5],
    ["Acme", "ADA", "obi", "", "Korea", "DATE"],
  ];
  const companies = companyTab(["Acme", "Nigeria"]);
  const zone = loadZone("Africa/Lagos");
  Object.assign(context, { rows: [LEADS_HEADER, ...rows], bound: tab([LEADS_HEADER]), companies, zone, asOf: AS_OF });
  const there: unknown = runInContext(
    `const values = rows.map((row) => row.map((cell) => (cell === "DATE" ? new Date(asOf - 1000) : cell)));
     const leads = { ...bound, values };
     const sheet = check.checkSheet({ leads, companies, zone, asOf, dateOrder: "mdy", apart: new Set(), stamps: true, decisions: new Map() });
     JSON.stringify([sheet.statuses, sheet.counts, sheet.problems()])`,
    context,
  );
  const values = rows.map((row) => row.map((cell) => (cell === "DATE" ? new Date(AS_OF - 1000) : cell)));
  const here = checked(input(tab([LEADS_HEADER, ...values]), companies));
  expect(JSON.parse(there as string)).toEqual(
    JSON.parse(JSON.stringify([here.statuses, here.counts, here.problems()])),
  );
});
