import { readFileSync } from "node:fs";
import { parse } from "valibot";
import { describe, expect, test } from "vitest";
import { guardSettings, USUAL_GUARD } from "../../../exporter/config/guard-settings";
import { type Figures, figuresOf, GuardFailure, guard } from "../../../exporter/publish/guard";
import type { GuardedBefore, GuardFigures } from "../../../exporter/publish/guard-checks";
import { Failure } from "../../../exporter/words/failure";

const DAY = 86_400_000;
const AS_OF = Date.parse("2026-11-22T11:00:00Z");
const none = { read: 0, blank: 0, clean: 0, duplicate: 0, held: 0 };

/** A result of so many rows, all clean unless said otherwise. */
interface Made {
  leads?: number;
  companies?: number;
  held?: number;
  heldCompanies?: number;
  repeats?: number;
  blank?: number;
  unknownCountries?: number;
  ambiguousCountries?: number;
  unknownCompanies?: number;
  unknownHq?: number;
  /** Days before as-of. */
  newest?: number | null;
  /** Days after 22 November. */
  asOf?: number;
  contract?: string;
}

function figures(made: Made): GuardFigures {
  const { leads = 100, companies = 50, held = 0, heldCompanies = 0, repeats = 0, blank = 0, asOf = 0 } = made;
  const rows = (tab: "Leads" | "Companies", code: string, rows = 0) => (rows === 0 ? [] : [{ tab, code, rows }]);
  const newest = made.newest === undefined ? 1 : made.newest;
  return {
    asOf: AS_OF + asOf * DAY,
    contractVersion: made.contract ?? "1",
    counts: {
      leads: { read: leads + held + repeats + blank, blank, clean: leads, duplicate: repeats, held },
      companies: { ...none, read: companies + heldCompanies, clean: companies, held: heldCompanies },
    },
    problems: [
      ...rows("Leads", "UNKNOWN_COUNTRY", made.unknownCountries),
      ...rows("Leads", "AMBIGUOUS_COUNTRY", made.ambiguousCountries),
      ...rows("Leads", "UNKNOWN_COMPANY", made.unknownCompanies),
      ...rows("Companies", "UNKNOWN_COUNTRY", made.unknownHq),
    ],
    newest: leads === 0 || newest === null ? null : AS_OF + asOf * DAY - newest * DAY,
  };
}

function before(made: Made): GuardedBefore {
  const { asOf, contractVersion, counts, problems } = figures(made);
  const clean = { leads: counts.leads.clean, companies: counts.companies.clean };
  return { snapshot: "before", asOf, contractVersion, clean, details: { counts, problems } };
}

const verdict = (was: Made | null, is: Made, settings?: unknown) =>
  guard(
    figures(is),
    was === null ? null : before(was),
    settings === undefined ? USUAL_GUARD : parse(guardSettings, settings),
  );

describe("with the usual settings", () => {
  test.each<[string, Made | null, Made]>([
    ["the first publish", null, { leads: 1 }],
    ["the first publish without companies", null, { companies: 0 }],
    ["the same", {}, {}],
    ["twice as many", {}, { leads: 200 }],
    ["many times a handful", { leads: 5 }, { leads: 1000 }],
    ["20 % fewer exactly", {}, { leads: 80, companies: 40 }],
    ["20 % fewer of a small number", { leads: 5 }, { leads: 4 }],
    ["any number after none", { leads: 0, companies: 0 }, { leads: 1 }],
    ["half of the rows held", null, { leads: 50, held: 50 }],
    ["two of three rows held: of so few a share says little", null, { leads: 1, held: 2 }],
    ["as many repeats as leads", null, { leads: 50, repeats: 50 }],
    ["half of the countries unknown", { unknownCountries: 40 }, { unknownCountries: 50 }],
    ["a new company in ten", { unknownCompanies: 0 }, { unknownCompanies: 10 }],
    ["a newest lead of ten days ago", {}, { newest: 10 }],
    ["a later as-of", {}, { asOf: 1 }],
    ["blank rows, however many", null, { blank: 10_000 }],
  ])("%s is published without a word", (_, was, is) => {
    expect(verdict(was, is)).toEqual({ stop: null, warnings: [] });
  });

  test.each<[string, Made | null, Made, string, "Leads" | "Companies", RegExp]>([
    ["no clean lead, the first time", null, { leads: 0 }, "NO_CLEAN_LEADS", "Leads", /^There are 0 clean leads\.$/],
    ["no clean lead", {}, { leads: 0 }, "NO_CLEAN_LEADS", "Leads", /0 clean leads; the current snapshot has 100\./],
    ["no clean lead after none", { leads: 0 }, { leads: 0 }, "NO_CLEAN_LEADS", "Leads", /0 clean leads\./],
    ["just over 20 % fewer", {}, { leads: 79 }, "FEWER_LEADS", "Leads", /79 clean leads, 21 % fewer than the 100 /],
    ["one of two", { leads: 2 }, { leads: 1 }, "FEWER_LEADS", "Leads", /1 .*50 % fewer than the 2 /],
    ["no company where there were some", {}, { companies: 0 }, "NO_CLEAN_COMPANIES", "Companies", /; .* has 50\./],
    [
      "rows of companies and none clean, the first time",
      null,
      { companies: 0, heldCompanies: 3 },
      "NO_CLEAN_COMPANIES",
      "Companies",
      /^There are 0 clean companies\.$/,
    ],
    [
      "far fewer companies",
      {},
      { companies: 3 },
      "FEWER_COMPANIES",
      "Companies",
      /3 clean companies, 94 % fewer than the 50 /,
    ],
    ["62 companies becoming one", { companies: 62 }, { companies: 1 }, "FEWER_COMPANIES", "Companies", /98 % fewer/],
    [
      "67 % held, the first time",
      null,
      { leads: 33, held: 67 },
      "MANY_HELD",
      "Leads",
      /67 % of the rows of Leads are waiting for a correction \(67 of 100\)/,
    ],
    [
      "most companies held",
      null,
      { companies: 10, heldCompanies: 20 },
      "MANY_HELD",
      "Companies",
      /66 % of the rows of Companies/,
    ],
    [
      "98 % unknown countries, the first time",
      null,
      { unknownCountries: 98 },
      "UNKNOWN_COUNTRIES",
      "Leads",
      /98 % of the clean leads have no known country \(98 of 100\)/,
    ],
    [
      "unknown and ambiguous countries together",
      null,
      { unknownCountries: 30, ambiguousCountries: 30 },
      "UNKNOWN_COUNTRIES",
      "Leads",
      /60 %/,
    ],
    [
      "a sudden rise of unknown countries",
      { unknownCountries: 1 },
      { unknownCountries: 40 },
      "UNKNOWN_COUNTRIES",
      "Leads",
      /40 % .*; in the current snapshot it is 1 %/,
    ],
    [
      "a sudden rise of unknown companies",
      { unknownCompanies: 5 },
      { unknownCompanies: 30 },
      "UNKNOWN_COMPANIES",
      "Companies",
      /30 % .* not in Companies; .* 5 %/,
    ],
    [
      "companies and countries swapped in Companies",
      null,
      { unknownHq: 50 },
      "UNKNOWN_HQS",
      "Companies",
      /100 % of the clean companies/,
    ],
    [
      "an earlier as-of",
      { asOf: 0 },
      { asOf: -8 },
      "OLDER_AS_OF",
      "Leads",
      /as of 2026-11-14T11:00:00Z, which is earlier than the 2026-11-22T11:00:00Z /,
    ],
    ["another contract", {}, { contract: "2" }, "CONTRACT_CHANGED", "Leads", /from version 1 to version 2/],
    [
      "several reasons, all said",
      {},
      { leads: 1, companies: 0, contract: "2" },
      "FEWER_LEADS",
      "Leads",
      /99 % fewer.*0 clean companies.*version 2/,
    ],
  ])("%s stops the run", (_, was, is, code, tab, sentence) => {
    const { stop } = verdict(was, is);
    expect(stop).toMatchObject({ code, tab });
    expect(stop!.sentence).toMatch(sentence);
  });

  test.each<[string, Made | null, Made, string, RegExp]>([
    ["three times as many leads", {}, { leads: 300 }, "MORE_LEADS", /300 clean leads, 200 % more than the 100 /],
    ["most rows repeat", null, { leads: 40, repeats: 60 }, "MANY_REPEATS", /60 % of the rows of Leads repeat/],
    [
      "most companies unknown, as before",
      { unknownCompanies: 98 },
      { unknownCompanies: 98 },
      "UNKNOWN_COMPANIES",
      /98 %/,
    ],
    ["no new lead for eleven days", {}, { newest: 11 }, "OLD_LEADS", /The newest lead is 11 days old\./],
  ])("%s: published with a notice", (_, was, is, code, sentence) => {
    const { stop, warnings } = verdict(was, is);
    expect(stop).toBeNull();
    expect(warnings).toEqual([{ code, sentence: expect.stringMatching(sentence) }]);
  });

  test("a damaged current snapshot is still compared by its clean rows", () => {
    const damaged: GuardedBefore = { ...before({}), details: null };
    expect(guard(figures({ leads: 10 }), damaged).stop?.code).toBe("FEWER_LEADS");
    expect(guard(figures({ unknownCountries: 40 }), damaged)).toEqual({ stop: null, warnings: [] });
  });
});

test("docs/running.md lists every check as it is", () => {
  const docs = readFileSync("docs/running.md", "utf8");
  const listed = [...docs.matchAll(/^\| `(\w+)` \| [^|]+ \| (off|warn|stop)(?:, (\d+))? \|$/gm)].map(
    ([, name, effect, limit]) => [name, { effect, limit: limit === undefined ? null : Number(limit) }],
  );
  expect(Object.fromEntries(listed)).toEqual(USUAL_GUARD);
});

describe("the configuration", () => {
  test.each<[string, unknown, Made | null, Made, string | null, string[]]>([
    ["another limit", { fewerLeads: { limit: 60 } }, {}, { leads: 41 }, null, []],
    ["another limit, crossed", { fewerLeads: { limit: 60 } }, {}, { leads: 39 }, "FEWER_LEADS", []],
    ["a limit of none", { heldLeads: { limit: 0 } }, null, { held: 1 }, "MANY_HELD", []],
    ["an effect alone", { fewerCompanies: "warn" }, {}, { companies: 1 }, null, ["FEWER_COMPANIES"]],
    ["an effect and a limit", { oldLeads: { effect: "stop", limit: 2 } }, {}, { newest: 3 }, "OLD_LEADS", []],
    ["a check that is off", { fewerLeads: "off" }, {}, { leads: 1 }, null, []],
    ["nothing", {}, {}, { leads: 1 }, "FEWER_LEADS", []],
  ])("%s", (_, settings, was, is, stop, warnings) => {
    const found = verdict(was, is, settings);
    expect([found.stop?.code ?? null, found.warnings.map(({ code }) => code)]).toEqual([stop, warnings]);
  });
});

test("the failure has the stop's words, its figures, and the figures are there also when the workbook could not be told", () => {
  const FIGURES: Figures = {
    asOf: "2026-11-22T11:00:00.000Z",
    zone: "Africa/Lagos",
    counts: { leads: none, companies: none },
    problems: [],
    notices: [],
    changes: null,
  };
  const { stop } = verdict(null, { leads: 0 });
  const failure = new GuardFailure(stop!, null, FIGURES);
  expect(failure).toMatchObject({ code: "NO_CLEAN_LEADS", exit: 4, message: stop!.sentence });
  expect(failure.wayOut).toBe('Look at the workbook; if this is right, run again with --release "reason".');
  const note = "The workbook could not be told.";
  const summaryFailure = new Failure(failure.code, failure.message, { ...failure.details, note, cause: failure });
  expect([failure, summaryFailure, new Error("x"), null].map(figuresOf)).toEqual([FIGURES, FIGURES, null, null]);
});
