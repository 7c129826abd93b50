import { DAY_MS } from "../../shared/calendar";
import { count, countOf } from "../../shared/numbers";
import type { CheckName } from "../config/guard-settings";
import type { Report } from "../words/report";

/** What the guard looks at in a result that may be published. */
export interface GuardFigures {
  /** UTC ms. */
  asOf: number;
  contractVersion: string;
  counts: Report["counts"];
  problems: Report["problems"];
  /** The newest clean lead's instant, UTC ms; `null` without any. */
  newest: number | null;
}

/** What it knows of the snapshot that readers have now. */
export interface GuardedBefore {
  /** Its name. */
  snapshot: string;
  asOf: number;
  contractVersion: string;
  clean: { leads: number; companies: number };
  /** `null` when that snapshot is damaged. */
  details: Pick<GuardFigures, "counts" | "problems"> | null;
}

export interface GuardCheck {
  code: GuardCode;
  /** The table to look at. */
  tab: "Leads" | "Companies";
  /** What is odd, as a sentence; `null`: nothing. */
  find(now: GuardFigures, before: GuardedBefore | null, limit: number): string | null;
}

export type GuardCode =
  | "NO_CLEAN_LEADS"
  | "NO_CLEAN_COMPANIES"
  | "FEWER_LEADS"
  | "FEWER_COMPANIES"
  | "MORE_LEADS"
  | "MANY_HELD"
  | "MANY_REPEATS"
  | "UNKNOWN_COUNTRIES"
  | "UNKNOWN_COMPANIES"
  | "UNKNOWN_HQS"
  | "OLD_LEADS"
  | "OLDER_AS_OF"
  | "CONTRACT_CHANGED";

/** Of fewer rows a share says little: one wrong row of three is a third. */
const FEW_ROWS = 10;

/** Some of the clean leads, and what is odd about them. */
interface SomeLeads {
  rows(figures: Pick<GuardFigures, "problems">): number;
  what: string;
}

const leadsWithoutCountry: SomeLeads = {
  rows: (figures) => unknownCountries(figures, "Leads"),
  what: "of the clean leads have no known country",
};
const leadsWithoutCompany: SomeLeads = {
  rows: (figures) => rowsWith(figures, "Leads", "UNKNOWN_COMPANY"),
  what: "of the clean leads are at a company that is not in Companies",
};

/** Every check of the guard, in the order in which its sentences are told. */
export const GUARD_CHECKS: Readonly<Record<CheckName, GuardCheck>> = {
  noLeads: {
    code: "NO_CLEAN_LEADS",
    tab: "Leads",
    find: ({ counts }, before) => {
      if (counts.leads.clean > 0) return null;
      const had = before?.clean.leads ?? 0;
      return `There are 0 clean leads${had > 0 ? `; the current snapshot has ${had}` : ""}.`;
    },
  },
  fewerLeads: { code: "FEWER_LEADS", tab: "Leads", find: fewer("leads") },
  noCompanies: {
    code: "NO_CLEAN_COMPANIES",
    tab: "Companies",
    find: ({ counts: { companies } }, before) => {
      const had = before?.clean.companies ?? 0;
      if (companies.clean > 0 || (had === 0 && filled(companies) === 0)) return null;
      return `There are 0 clean companies${had > 0 ? `; the current snapshot has ${had}` : ""}.`;
    },
  },
  fewerCompanies: { code: "FEWER_COMPANIES", tab: "Companies", find: fewer("companies") },
  moreLeads: {
    code: "MORE_LEADS",
    tab: "Leads",
    find: ({ counts }, before, limit) => {
      const was = before?.clean.leads ?? 0;
      const now = counts.leads.clean;
      if (was < FEW_ROWS || (now - was) * 100 <= was * limit) return null;
      return `There are ${now} clean leads, ${percent(now - was, was)} % more than the ${was} of the current snapshot.`;
    },
  },
  heldLeads: { code: "MANY_HELD", tab: "Leads", find: held("leads") },
  heldCompanies: { code: "MANY_HELD", tab: "Companies", find: held("companies") },
  repeats: {
    code: "MANY_REPEATS",
    tab: "Leads",
    find: ({ counts: { leads } }, _, limit) =>
      shareOver(leads.duplicate, filled(leads), limit, "of the rows of Leads repeat another one"),
  },
  unknownCountries: { code: "UNKNOWN_COUNTRIES", tab: "Leads", find: over(leadsWithoutCountry) },
  moreUnknownCountries: { code: "UNKNOWN_COUNTRIES", tab: "Leads", find: rise(leadsWithoutCountry) },
  unknownCompanies: { code: "UNKNOWN_COMPANIES", tab: "Companies", find: over(leadsWithoutCompany) },
  moreUnknownCompanies: { code: "UNKNOWN_COMPANIES", tab: "Companies", find: rise(leadsWithoutCompany) },
  unknownHq: {
    code: "UNKNOWN_HQS",
    tab: "Companies",
    find: (now, _, limit) =>
      shareOver(
        unknownCountries(now, "Companies"),
        now.counts.companies.clean,
        limit,
        "of the clean companies have no known HQ country",
      ),
  },
  oldLeads: {
    code: "OLD_LEADS",
    tab: "Leads",
    find: ({ asOf, newest }, _, limit) => {
      if (newest === null || asOf - newest <= limit * DAY_MS) return null;
      return `The newest lead is ${countOf(Math.floor((asOf - newest) / DAY_MS), "day")} old.`;
    },
  },
  olderAsOf: {
    code: "OLDER_AS_OF",
    tab: "Leads",
    find: ({ asOf }, before) => {
      if (before === null || asOf >= before.asOf) return null;
      return `This run is as of ${utc(asOf)}, which is earlier than the ${utc(before.asOf)} of the current snapshot.`;
    },
  },
  contractChanged: {
    code: "CONTRACT_CHANGED",
    tab: "Leads",
    find: ({ contractVersion }, before) => {
      if (before === null || before.contractVersion === contractVersion) return null;
      return `The contract changed from version ${before.contractVersion} to version ${contractVersion}.`;
    },
  },
};

type Tab = "leads" | "companies";

function fewer(tab: Tab): GuardCheck["find"] {
  return ({ counts }, before, limit) => {
    const was = before?.clean[tab] ?? 0;
    const now = counts[tab].clean;
    // None at all is a check of its own.
    if (now === 0 || (was - now) * 100 <= was * limit) return null;
    return `There are ${now} clean ${tab}, ${percent(was - now, was)} % fewer than the ${was} of the current snapshot.`;
  };
}

function held(tab: Tab): GuardCheck["find"] {
  const of = `of the rows of ${tab === "leads" ? "Leads" : "Companies"} are waiting for a correction`;
  return ({ counts }, _, limit) => shareOver(counts[tab].held, filled(counts[tab]), limit, of);
}

function over({ rows, what }: SomeLeads): GuardCheck["find"] {
  return (now, _, limit) => shareOver(rows(now), now.counts.leads.clean, limit, what);
}

/** A share of the clean leads that rose by more than `limit` percentage points. */
function rise({ rows, what }: SomeLeads): GuardCheck["find"] {
  return (now, before, limit) => {
    const { details } = before ?? {};
    if (!details || details.counts.leads.clean < FEW_ROWS || now.counts.leads.clean < FEW_ROWS) return null;
    const share = (100 * rows(now)) / now.counts.leads.clean;
    const was = (100 * rows(details)) / details.counts.leads.clean;
    if (share - was <= limit) return null;
    return `${Math.floor(share)} % ${what}; in the current snapshot it is ${Math.floor(was)} %.`;
  };
}

function shareOver(part: number, whole: number, limit: number, what: string): string | null {
  if (whole < FEW_ROWS || part * 100 <= whole * limit) return null;
  return `${percent(part, whole)} % ${what} (${count(part)} of ${count(whole)}).`;
}

function percent(part: number, whole: number): number {
  return Math.floor((part * 100) / whole);
}

function filled({ read, blank }: { read: number; blank: number }): number {
  return read - blank;
}

function unknownCountries(figures: Pick<GuardFigures, "problems">, tab: "Leads" | "Companies"): number {
  return rowsWith(figures, tab, "UNKNOWN_COUNTRY") + rowsWith(figures, tab, "AMBIGUOUS_COUNTRY");
}

function rowsWith({ problems }: Pick<GuardFigures, "problems">, tab: string, code: string): number {
  return problems.find((problem) => problem.tab === tab && problem.code === code)?.rows ?? 0;
}

function utc(instant: number): string {
  return new Date(instant).toISOString().replace(".000Z", "Z");
}
