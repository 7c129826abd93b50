import type { SummaryContent } from "../../../exporter/summary/content";
import type { Report } from "../../../exporter/words/report";
import type { Answer } from "../../../shared/answer";

/** A small report that adds up, with one question of every kind. */
export function contentOf(change: Partial<Report> = {}): SummaryContent {
  const report: Report = {
    snapshot: "2026-11-22T110000Z-255a03a3",
    asOf: "2026-11-22T11:00:00.000Z",
    zone: "Africa/Lagos",
    counts: {
      leads: { read: 2417, blank: 4, clean: 2384, duplicate: 14, held: 15 },
      companies: { read: 66, blank: 1, clean: 62, duplicate: 1, held: 2 },
    },
    problems: [
      { tab: "Leads", code: "MISSING", rows: 15 },
      { tab: "Companies", code: "CELL_ERROR", rows: 2 },
    ],
    answers: [perMonth, perDay, countries(3), staff(4)],
    marks: [],
    compared: null,
    notices: [
      { code: "EXTRA_COLUMNS", sentence: "Leads: columns are not part of the contract and ignored: LINKEDIN URL." },
    ],
    sources: [
      { tab: "Leads", description: "the tab Leads of the workbook" },
      { tab: "Companies", description: "the tab Companies of the workbook" },
    ],
    ...change,
  };
  const folder = `out/snapshots/${report.snapshot}`;
  return { report, requestedBy: "ada", places: { snapshot: folder, dashboard: `${folder}/dashboard.html` } };
}

const leads = { name: "leads", label: "Leads", type: "count" } as const;

const perMonth: Answer = {
  question: "leads_per_month",
  title: "Leads per month",
  columns: [{ name: "month", label: "Month", type: "month" }, leads],
  chart: { kind: "bar", x: "month", y: "leads" },
  window: "1 January 2026 to 22 November 2026, 12:00 (Africa/Lagos)",
  rows: Array.from({ length: 11 }, (_, i) => ({ month: i + 1, leads: i * 20 })),
  used: 1100,
  remainder: [{ reason: "captured before 1 January 2026", leads: 1284 }],
};

const perDay: Answer = {
  question: "leads_past_10_days",
  title: "Leads captured in the past 10 days",
  columns: [{ name: "day", label: "Day", type: "day" }, leads],
  chart: { kind: "bar", x: "day", y: "leads" },
  window: "13 November 2026 to 22 November 2026, 12:00 (Africa/Lagos)",
  rows: Array.from({ length: 10 }, (_, i) => ({ day: `2026-11-${13 + i}`, leads: i })),
  used: 45,
  remainder: [{ reason: "captured before 13 November 2026", leads: 2339 }],
};

/** The countries with most leads, `count` of them. */
export function countries(count: number, name = (rank: number) => `Country ${rank}`): Answer {
  return {
    question: "top_countries",
    title: "Countries with most leads",
    columns: [
      { name: "rank", label: "Rank", type: "number" },
      { name: "country", label: "Country", type: "text" },
      { name: "country_code", label: "Code", type: "text" },
      leads,
    ],
    chart: { kind: "horizontal-bar", x: "country", y: "leads" },
    window: "All clean leads so far, 22 November 2026, 12:00 (Africa/Lagos)",
    rows: Array.from({ length: count }, (_, i) => ({
      rank: i + 1,
      country: name(i + 1),
      country_code: null,
      leads: 2,
    })),
    used: 2 * count,
    remainder: [
      { reason: "in countries below the 20 shown", leads: 2384 - 2 * count },
      { reason: "2 more countries have 2 leads each, as many as rank 20", leads: null },
    ],
  };
}

/** Staff at home for `count` companies. */
export function staff(count: number, name = (at: number) => `Company ${at}`): Answer {
  return {
    question: "hq_staff",
    title: "Staff in the country of their company's headquarters",
    columns: [
      { name: "company", label: "Company", type: "text" },
      { name: "staff", label: "Staff", type: "count" },
    ],
    chart: null,
    window: "All clean leads so far, 22 November 2026, 12:00 (Africa/Lagos)",
    rows: Array.from({ length: count }, (_, i) => ({ company: name(i + 1), staff: 1 })),
    used: count,
    remainder: [
      { reason: "whose country is not an HQ of the company", leads: 2384 - count },
      { reason: "whose company has no HQ in Companies", leads: 0 },
    ],
  };
}
