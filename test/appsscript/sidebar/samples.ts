import type { HealthReport, Pair, ProblemItem, ProblemList, Settings } from "../../../appsscript/rpc";
import type { Changes } from "../../../shared/changes";
import type { Phase } from "../../../shared/phases";
import type { ExportResult, ExportRun } from "../../../shared/service";

const days = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    day: `2026-11-${String(13 + index).padStart(2, "0")}`,
    leads: 31 + ((index * 7) % 13),
  }));
const countries = [
  "United States",
  "United Kingdom",
  "Nigeria",
  "Germany",
  "France",
  "Côte d'Ivoire",
  "India",
  "Brazil",
];

/** What the sidebar shows nothing of. */
const NO_SUM = { chart: null, used: null, remainder: [] };

export const RESULT: ExportResult = {
  snapshot: "20261122T120000Z-7f3a",
  asOf: "2026-11-22T12:00:00Z",
  zone: "Africa/Lagos",
  counts: {
    leads: { read: 10_412, blank: 22, clean: 9_871, duplicate: 402, held: 117 },
    companies: { read: 3_020, blank: 3, clean: 2_988, duplicate: 27, held: 2 },
  },
  problems: [
    { tab: "Leads", code: "MISSING", rows: 96 },
    { tab: "Leads", code: "UNKNOWN_COUNTRY", rows: 41 },
    { tab: "Companies", code: "UNKNOWN_COUNTRY", rows: 3 },
  ],
  notices: [{ code: "NEAR_HEADER", sentence: 'Column A of Leads is named "Compnay"; it was read as Company.' }],
  changes: null,
  compared: null,
  answers: [
    {
      question: "leads_per_month",
      title: "Leads per month",
      ...NO_SUM,
      window: "1 January 2026 to 22 November 2026, 13:00 (Africa/Lagos)",
      columns: [
        { name: "month", label: "Month", type: "month" },
        { name: "leads", label: "Leads", type: "count" },
      ],
      rows: Array.from({ length: 11 }, (_, index) => ({ month: index + 1, leads: 800 + index * 37 })),
    },
    {
      question: "leads_past_10_days",
      title: "Leads captured in the past 10 days",
      ...NO_SUM,
      window: "13 November 2026 to 22 November 2026, 13:00 (Africa/Lagos)",
      columns: [
        { name: "day", label: "Day", type: "day" },
        { name: "leads", label: "Leads", type: "count" },
      ],
      rows: days(10),
    },
    {
      question: "top_countries",
      title: "Countries with most leads",
      ...NO_SUM,
      window: "All clean leads so far, 22 November 2026, 13:00 (Africa/Lagos)",
      columns: [
        { name: "rank", label: "Rank", type: "number" },
        { name: "country", label: "Country", type: "text" },
        { name: "country_code", label: "Code", type: "text" },
        { name: "leads", label: "Leads", type: "count" },
      ],
      rows: countries.map((country, index) => ({
        rank: index + 1,
        country,
        country_code: index === 5 ? null : country.slice(0, 2).toUpperCase(),
        leads: 2_311 - index * 190,
      })),
    },
    {
      question: "hq_staff",
      title: "Staff in the country of their company's headquarters",
      ...NO_SUM,
      window: "All clean leads so far, 22 November 2026, 13:00 (Africa/Lagos)",
      columns: [
        { name: "company", label: "Company", type: "text" },
        { name: "staff", label: "Staff", type: "count" },
      ],
      rows: [
        { company: "The International Consolidated Manufacturing and Trading Company of Lagos", staff: 48 },
        { company: "Acme", staff: 31 },
      ],
    },
  ],
  dashboard: "https://leads.example.com/dashboard.html",
};

const RUN: ExportRun = {
  id: "run-1",
  workbook: "book-1",
  state: "running",
  phase: "reading",
  progress: null,
  requestedBy: "ada.obi@example.com",
  startedAt: "2026-11-22T11:58:00Z",
  endedAt: null,
  mayRelease: false,
  result: null,
  error: null,
};

export function running(phase: Phase | null, progress: number | null = null): ExportRun {
  return { ...RUN, phase, progress };
}

export const PUBLISHED: ExportRun = {
  ...RUN,
  state: "published",
  phase: null,
  endedAt: "2026-11-22T11:59:00Z",
  result: RESULT,
};

/** Half of the list was cleared, and some of the rest broke. */
const CHANGES: Changes = {
  leads: {
    vanished: {
      count: 6_074,
      held: 68,
      repeat: 1,
      blank: 6_000,
      gone: 5,
      first: [
        { row: 14, key: ["Acme", "Ada", "Obi", "Nigeria"], now: "held" },
        {
          row: 15,
          key: ["The International Consolidated Manufacturing and Trading Company of Lagos", "李", "O'Neil", "Ghana"],
          now: "repeat",
        },
        ...Array.from({ length: 18 }, (_, i) => ({
          row: 4_000 + i,
          key: ["Globex", "Bola", `Ade ${i}`, "Nigeria"],
          now: "blank" as const,
        })),
      ],
    },
    appeared: {
      count: 3,
      first: [16, 17, 18].map((row) => ({ row, key: ["Initech", "Inês", `São ${row}`, "Brazil"] })),
    },
    blank: { rows: 6_000, ranges: 1, first: [{ from: 4_000, to: 10_413 }] },
    last: { before: 10_413, now: 3_999 },
  },
  companies: {
    vanished: { count: 0, held: 0, repeat: 0, blank: 0, gone: 0, first: [] },
    appeared: { count: 0, first: [] },
    blank: { rows: 0, ranges: 0, first: [] },
    last: { before: 3_021, now: 3_021 },
  },
};

export const STOPPED: ExportRun = {
  ...PUBLISHED,
  state: "stopped",
  mayRelease: true,
  result: {
    ...RESULT,
    snapshot: null,
    answers: [],
    dashboard: null,
    changes: CHANGES,
    counts: { ...RESULT.counts, leads: { read: 4_000, blank: 10, clean: 3_800, duplicate: 100, held: 90 } },
  },
  error: {
    code: "FEWER_LEADS",
    sentence: "There are 3800 clean leads, 61 % fewer than the 9871 of the current snapshot.",
    wayOut: "Look at the workbook; if this is right, release the export.",
  },
};

const PAIR: Pair = {
  one: ["Acme", "Ada", "Obi", "Nigeria"],
  other: ["Acme Ltd", "Ada", "Obi", "Nigeria"],
};

const at = (row: number) => ({ tab: "Leads" as const, row, key: `key-${row}` });
const ITEMS: ProblemItem[] = [
  {
    ...at(14),
    field: "country",
    code: "UNKNOWN_COUNTRY",
    cell: "E14",
    sentence: 'country "Untied States" is unknown, did you mean United States or United Arab Emirates?',
    value: "Untied States",
    suggestions: ["United States", "United Arab Emirates"],
    twin: null,
    pair: null,
    same: 1,
    rowName: "Ada Obi, Acme",
  },
  {
    ...at(15),
    field: "title",
    code: "MISSING",
    cell: "D15",
    sentence: "title is missing",
    value: "",
    suggestions: [],
    twin: null,
    pair: null,
    same: 1,
    rowName: "Chidi Eze, Société Générale",
  },
  {
    ...at(16),
    field: "country",
    code: "UNKNOWN_COUNTRY",
    cell: "E16",
    sentence: 'country "Nigerai" is unknown, did you mean Nigeria?',
    value: "Nigerai",
    suggestions: ["Nigeria"],
    twin: null,
    pair: null,
    same: 7,
    rowName: "Bola Ade, Globex",
  },
  {
    ...at(17),
    field: null,
    code: "POSSIBLE_DUPLICATE",
    cell: "17",
    sentence: "possible repeat of row 3",
    value: "",
    suggestions: [],
    twin: { row: 3, key: "key-3", rowName: "Ada Obi, Acme" },
    pair: PAIR,
    same: 1,
    rowName: "Ada Obi, Acme Ltd",
  },
  {
    ...at(20),
    field: "operator_timestamp",
    code: "BAD_TIMESTAMP",
    cell: "F20",
    sentence: 'timestamp "yesterday" is not a date and time',
    value: "yesterday",
    suggestions: [],
    twin: null,
    pair: null,
    same: 1,
    rowName: "Ines São, Initech",
  },
];

/** The problems of a sheet, as the script would list them; `items` may be fewer than there are. */
export function listOf(items: readonly ProblemItem[] = ITEMS, rest: Partial<ProblemList> = {}): ProblemList {
  const codes = [...new Set(items.map((item) => item.code))];
  return {
    counts: { read: 128, blank: 2, clean: 117, duplicate: 4, held: 5 },
    kinds: codes.map((code) => ({
      code,
      rows: items.filter((item) => item.code === code).length,
      holds: code === "MISSING" || code === "BAD_TIMESTAMP",
    })),
    items,
    total: items.length,
    seen: `${items.length}`,
    apart: [],
    decisions: [],
    checkedAt: "2026-11-22T11:59:30Z",
    ...rest,
  };
}
export { ITEMS, PAIR };

export const HEALTH: HealthReport = {
  checks: [
    { name: "Exporter", state: "good", sentence: "It answers, version 1.4.0.", wayOut: null },
    {
      name: "Client id",
      state: "good",
      sentence: "The exporter must know this script by it.",
      wayOut: null,
      copy: "100000000000-abcdefghijklmnopqrstuvwxyz012345.apps.googleusercontent.com",
    },
    {
      name: "Rules",
      state: "warn",
      sentence: "The sheet checks with rules 7, the exporter with rules 8.",
      wayOut: "Ask for the add-on to be deployed again.",
    },
    {
      name: "Permission",
      state: "bad",
      sentence: "The add-on may not send mail.",
      wayOut: "Choose Leads > Set up and allow.",
    },
  ],
  trigger: {
    owner: "leads.robot@example.com",
    mine: false,
    lastRun: "2026-11-22T06:00:00Z",
    nextRun: "2026-11-23T06:00:00Z",
  },
};

export const SETTINGS: Settings = {
  exporter: "https://exporter.example.com",
  mail: ["data@example.com", "insight@example.com"],
  hour: 7,
  stamp: true,
};
