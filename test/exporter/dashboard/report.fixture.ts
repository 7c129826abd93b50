import type { Report } from "../../../exporter/words/report";
import type { Answer } from "../../../shared/answer";
import { type Compared, type Earlier, measureOf } from "../../../shared/compared";

const COUNTRIES: [string, string, number][] = [
  ["United States", "US", 2311],
  ["United Kingdom", "GB", 1204],
  ["Nigeria", "NG", 987],
  ["Germany", "DE", 651],
  ["India", "IN", 640],
  ["France", "FR", 498],
  ["Democratic Republic of the Congo", "CD", 402],
  ["Canada", "CA", 377],
  ["South Africa", "ZA", 318],
  ["Saint Vincent and the Grenadines", "VC", 240],
  ["Brazil", "BR", 231],
  ["Netherlands", "NL", 204],
  ["United Arab Emirates", "AE", 180],
  ["Kenya", "KE", 171],
  ["Australia", "AU", 166],
  ["South Georgia and the South Sandwich Islands", "GS", 141],
  ["Ghana", "GH", 120],
  ["Spain", "ES", 97],
  ["Côte d'Ivoire", "CI", 80],
  ["Namibia", "NA", 61],
];
const FORMS = ["PLC", "Ltd", "Inc", "GmbH", "Group", "and Sons", "LLC", "S.A."];
const NAMES =
  "Smith Estrada Lewis Marks Swanson Anderson Müller Okafor Adeyemi Nakamura Silva García Dubois Kowalski".split(" ");
const LONG_NAME =
  "The International Consolidated Federation of Agricultural Produce, Haulage and Cold-Storage Cooperatives of West Africa Ltd";

function rowsOf(names: string[], values: (string | number)[][]): Writable<Answer["rows"]> {
  return values.map((row) => Object.fromEntries(names.map((name, index) => [name, row[index]])));
}

function companies(size: number): (string | number)[][] {
  return Array.from({ length: size }, (_, index) => {
    const [first, second] = [NAMES[index % 14], NAMES[(index * 5 + 3) % 14]];
    const name = index === 4 ? LONG_NAME : `${first}-${second} ${FORMS[index % 8]}${index < 100 ? "" : ` ${index}`}`;
    return [name, Math.max(1, Math.floor(48 / (index / 6 + 1)))];
  });
}

/** A report that a test may change. */
type Writable<T> = T extends object ? { -readonly [K in keyof T]: Writable<T[K]> } : T;

/** A report as a good day makes it; the numbers add up. */
export function sampleReport(hqCompanies = 1_204): Writable<Report> {
  const months = [612, 740, 801, 0, 933, 1021, 655, 702, 884, 1102, 962].map((leads, index) => [index + 1, leads]);
  const days = [41, 0, 0, 57, 62, 71, 49, 66, 0, 8].map((leads, index) => [`2026-11-${13 + index}`, leads]);
  const countries = COUNTRIES.map(([country, code, leads], index) => [index + 1, country, code, leads]);
  const staff = companies(hqCompanies);
  const total = (rows: (string | number)[][]) => rows.reduce((sum, row) => sum + Number(row.at(-1)), 0);
  const clean = 9_871;
  const count = "count" as const;
  const text = "text" as const;
  return {
    snapshot: "2026-11-22T12-00-00Z-7f3a91",
    asOf: "2026-11-22T12:00:00Z",
    zone: "Africa/Lagos",
    marks: [],
    compared: null,
    counts: {
      leads: { read: 10_412, blank: 22, clean, duplicate: 402, held: 117 },
      companies: { read: 3_020, blank: 3, clean: 2_988, duplicate: 27, held: 2 },
    },
    problems: [
      { tab: "Leads", code: "UNKNOWN_COMPANY", rows: 1_312 },
      { tab: "Leads", code: "MISSING", rows: 71 },
      { tab: "Leads", code: "UNKNOWN_COUNTRY", rows: 44 },
      { tab: "Leads", code: "BAD_TIMESTAMP", rows: 31 },
      { tab: "Leads", code: "FUTURE_TIMESTAMP", rows: 15 },
      { tab: "Leads", code: "POSSIBLE_DUPLICATE", rows: 12 },
      { tab: "Companies", code: "MISSING", rows: 2 },
      { tab: "Companies", code: "AMBIGUOUS_COUNTRY", rows: 1 },
    ],
    answers: [
      {
        question: "leads_per_month",
        title: "Leads per month of this year",
        columns: [
          { name: "month", label: "Month", type: "month" },
          { name: "leads", label: "Leads", type: count },
        ],
        chart: { kind: "bar", x: "month", y: "leads" },
        window: "1 January 2026 to 22 November 2026, 13:00 (Africa/Lagos)",
        rows: rowsOf(["month", "leads"], months),
        used: total(months),
        remainder: [{ reason: "before 1 January", leads: clean - total(months) }],
      },
      {
        question: "leads_past_10_days",
        title: "Leads captured in the past 10 days",
        columns: [
          { name: "day", label: "Day", type: "day" },
          { name: "leads", label: "Leads", type: count },
        ],
        chart: { kind: "bar", x: "day", y: "leads" },
        window: "13 November 2026 to 22 November 2026, 13:00 (Africa/Lagos)",
        rows: rowsOf(["day", "leads"], days),
        used: total(days),
        remainder: [{ reason: "before 13 November", leads: clean - total(days) }],
      },
      {
        question: "top_countries",
        title: "The 20 countries with most leads",
        columns: [
          { name: "rank", label: "Rank", type: "number" },
          { name: "country", label: "Country", type: text },
          { name: "country_code", label: "Code", type: text },
          { name: "leads", label: "Leads", type: count },
        ],
        chart: { kind: "horizontal-bar", x: "country", y: "leads" },
        window: "All leads up to 22 November 2026, 13:00 (Africa/Lagos)",
        rows: rowsOf(["rank", "country", "country_code", "leads"], countries),
        used: total(countries),
        remainder: [
          { reason: "in 61 other countries", leads: clean - total(countries) },
          { reason: "Zambia also has 61 leads, and comes after rank 20 by name.", leads: null },
        ],
      },
      {
        question: "hq_staff",
        title: "Staff in the country of their company's headquarters",
        columns: [
          { name: "company", label: "Company", type: text },
          { name: "staff", label: "Staff", type: count },
        ],
        chart: null,
        window: "All leads up to 22 November 2026, 13:00 (Africa/Lagos)",
        rows: rowsOf(["company", "staff"], staff),
        used: total(staff),
        remainder:
          total(staff) > clean
            ? []
            : [
                { reason: "in another country than the headquarters", leads: clean - total(staff) - 1_312 },
                { reason: "of companies that are not in the Companies tab", leads: 1_312 },
              ],
      },
    ],
    notices: [
      {
        code: "HEADER_NEAR_MISS",
        sentence: 'Leads!A1 reads "COMAPANY" and was taken as Company. The sheet can be corrected when convenient.',
      },
      {
        code: "EXTRA_COLUMNS",
        sentence: "Columns SALES NAV URL and LINKEDIN URL of Leads are not part of the export.",
      },
    ],
    sources: [
      { tab: "Leads", description: "leads.csv, 1.2 MB, CSV in UTF-8" },
      { tab: "Companies", description: "companies.csv, 184 kB, CSV in UTF-8" },
    ],
  };
}

/** What a report is compared with: every figure was one less yesterday and three less a week ago; the last row of the countries was not there. */
export function comparedWith({ counts, answers }: Report): Compared {
  const earlier = (snapshot: string, since: string, less: number): Earlier => ({
    snapshot,
    asOf: "2026-11-21T12:00:00Z",
    since,
    counts: { ...counts, leads: { ...counts.leads, clean: counts.leads.clean - less } },
    answers: answers.map((answer) => ({
      question: answer.question,
      total: answer.used === null ? null : answer.used - less,
      rows: answer.rows.map((row, i) =>
        answer.question === "top_countries" && i === answer.rows.length - 1
          ? null
          : Number(row[measureOf(answer)!.name]) - less,
      ),
    })),
  });
  const none = { new: 0, changed: 0, held: 0, repeat: 0, gone: 0 };
  const rows = { leads: { new: 31, gone: 2, changed: 3, repeat: 5, held: 0 }, companies: none };
  return {
    last: { ...earlier("2026-11-21T12-00-00Z-111111", "since yesterday", 1), rows },
    weekAgo: earlier("2026-11-15T12-00-00Z-222222", "since a week ago", 3),
  };
}
