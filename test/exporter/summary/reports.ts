import type { SummaryContent } from "../../../exporter/summary/content";
import type { Report } from "../../../exporter/words/report";
import type { Answer } from "../../../shared/answer";
import type { AnswerMark } from "../../../shared/answer-marks";
import type { Compared } from "../../../shared/compared";

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
    marks: MARKS,
    compared: COMPARED,
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

const counts = (clean: number, held: number) => ({ read: clean + held, blank: 0, clean, duplicate: 0, held });
const earlier = { leads: counts(2372, 18), companies: counts(62, 1) };

const COMPARED: Compared = {
  last: {
    snapshot: "2026-11-21T110000Z-0a0a0a0a",
    asOf: "2026-11-21T11:00:00.000Z",
    since: "since yesterday",
    counts: earlier,
    answers: [
      { question: "leads_per_month", total: 1088, rows: [0, 20, 40, 60, 80, 100, 120, 140, 160, 181, 187] },
      { question: "leads_past_10_days", total: 45, rows: [0, 1, 2, 3, 4, 5, 6, 7, 8, null] },
      { question: "top_countries", total: 4, rows: [2, 1, null] },
      { question: "hq_staff", total: 4, rows: [1, 1, 1, 1] },
    ],
    rows: {
      leads: { new: 31, changed: 3, held: 0, repeat: 17, gone: 2 },
      companies: { new: 0, changed: 0, held: 0, repeat: 0, gone: 0 },
    },
  },
  weekAgo: {
    snapshot: "2026-11-15T110000Z-0b0b0b0b",
    asOf: "2026-11-15T11:00:00.000Z",
    since: "since a week ago",
    counts: { ...earlier, leads: counts(2300, 15) },
    answers: [{ question: "top_countries", total: 6, rows: [2, 2, 2] }],
  },
};

const MARKS: AnswerMark[] = [
  { question: "leads_per_month", row: 10, column: "month", word: "so far", sentence: null },
  { question: "leads_past_10_days", row: 9, column: "day", word: "so far", sentence: null },
  {
    question: "top_countries",
    row: 2,
    column: "country",
    word: "unknown",
    sentence: 'Country "Country 3" is unknown, did you mean United States?',
  },
];

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
