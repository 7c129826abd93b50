/**
 * What must become of two small tables, worked out the slow and obvious way: rows are compared with rows, days with days, and
 * Intl is asked for the time zone. It shares no code with the program, and knows only the cells that its tables are made of.
 */
export interface Tables {
  leads: string[][];
  companies: string[][];
  /** UTC ms. */
  asOf: number;
  zone: string;
}

/** Spelling, without case and spaces around, -> canonical name and code. */
export const COUNTRIES: Record<string, [name: string, code: string | null]> = {
  nigeria: ["Nigeria", "NG"],
  nga: ["Nigeria", "NG"],
  usa: ["United States", "US"],
  "u.s.a.": ["United States", "US"],
  "united states of america": ["United States", "US"],
  na: ["Namibia", "NA"],
  namibia: ["Namibia", "NA"],
  atlantis: ["Atlantis", null],
  korea: ["Korea", null],
};

interface Row {
  row: number;
  texts: string[];
  keys: string[];
  country: [name: string, code: string | null];
  instant: number;
  problems: string[];
  isBlank: boolean;
}

const LEAD_FIELDS = ["company", "first_name", "last_name", "title", "country", "operator_timestamp"];
const COMPANY_FIELDS = ["company", "hq_location"];
const MINUTE = 60_000;
const DAY = 86_400_000;

export function expected({ leads, companies, asOf, zone }: Tables) {
  const read = (cells: string[][], fields: string[]) => cells.map((row, i) => readRow(row, i + 2, fields, asOf, zone));
  const leadTab = judge(read(leads, LEAD_FIELDS), [0, 1, 2, 4]);
  const companyTab = judge(read(companies, COMPANY_FIELDS), [0, 1]);
  const clean = leadTab.clean;
  const localDate = (instant: number) => wallText(instant, zone).slice(0, 10);

  const today = localDate(asOf);
  const captured = clean.filter(({ instant }) => instant <= asOf).map(({ instant }) => localDate(instant));
  const months = Array.from({ length: Number(today.slice(5, 7)) }, (_, i) => i + 1);
  const days = Array.from({ length: 10 }, (_, i) =>
    new Date(Date.parse(today) - (9 - i) * DAY).toISOString().slice(0, 10),
  );
  const names = [...new Set(clean.map(({ country }) => country[0]))];
  const countries = names.map((name) => {
    const rows = clean.filter(({ country }) => country[0] === name);
    return { country: name, country_code: rows[0].country[1], leads: rows.length };
  });
  const offices = companyTab.clean;
  const officesOf = (company: string) => offices.filter(({ keys }) => keys[0] === company);
  const staff = [...new Set(offices.map(({ keys }) => keys[0]))].map((key) => {
    const own = offices.filter(({ keys }) => keys[0] === key);
    const there = clean.filter((lead) =>
      own.some((hq) => hq.keys[0] === lead.keys[0] && hq.country[0] === lead.country[0]),
    );
    return { company: own.map(({ texts }) => texts[0]).sort(byCodePoint)[0], staff: there.length };
  });
  return {
    counts: { leads: leadTab.counts, companies: companyTab.counts },
    answers: {
      leads_per_month: months.map((month) => ({
        month,
        leads: captured.filter((day) => day.startsWith(`${today.slice(0, 4)}-${String(month).padStart(2, "0")}`))
          .length,
      })),
      leads_past_10_days: days.map((day) => ({ day, leads: captured.filter((other) => other === day).length })),
      top_countries: countries
        .sort((a, b) => b.leads - a.leads || byCodePoint(a.country, b.country))
        .slice(0, 20)
        .map((row, i) => ({ rank: i + 1, ...row })),
      hq_staff: staff
        .filter((row) => row.staff > 0)
        .sort((a, b) => b.staff - a.staff || byCodePoint(a.company, b.company)),
    },
    leads: clean.map(({ row, texts, country, instant, keys }) => [
      row,
      ...texts.slice(0, 4),
      ...country,
      new Date(instant).toISOString(),
      // A company is known as soon as Companies names it, though its row there be held.
      companyTab.named.has(keys[0]),
      officesOf(keys[0])[0]?.row ?? null,
      officesOf(keys[0]).length === 0 ? null : officesOf(keys[0]).some((office) => office.country[0] === country[0]),
    ]),
    companies: offices.map(({ row, texts, country, keys }) => [row, texts[0], ...country, officesOf(keys[0])[0].row]),
    held: [...heldOf("Companies", companyTab.held), ...heldOf("Leads", leadTab.held)],
    duplicates: [
      ...companyTab.duplicates.map(({ row, winner }) => ["Companies", row, winner]),
      ...leadTab.duplicates.map(({ row, winner }) => ["Leads", row, winner]),
    ],
  };
}

function heldOf(tab: string, rows: Row[]): unknown[][] {
  return rows.map(({ row, problems }) => [tab, row, problems.join("; ")]);
}

function readRow(cells: string[], row: number, fields: string[], asOf: number, zone: string): Row {
  const texts = fields.map((_, i) => tidy(cells[i] ?? ""));
  const problems: string[] = [];
  let instant = Number.NaN;
  fields.forEach((field, i) => {
    const text = texts[i];
    let code =
      text === ""
        ? "MISSING"
        : [...text].length > 1000
          ? "TOO_LONG"
          : /^#(REF!|N\/A)$/i.test(text)
            ? "CELL_ERROR"
            : null;
    if (code === null && field === "operator_timestamp") {
      instant = instantOf(text, zone);
      if (Number.isNaN(instant)) code = "BAD_TIMESTAMP";
      else if (instant < Date.UTC(2000, 0, 1)) code = "OUT_OF_RANGE";
      else if (instant > asOf + 5 * MINUTE) code = "FUTURE_TIMESTAMP";
    }
    if (code !== null) problems.push(`${code} ${field}`);
  });
  const beyond = cells.slice(fields.length).some((cell) => cell.trim() !== "");
  if (beyond) problems.push("EXTRA_CELLS");
  const countryAt = fields.length === 2 ? 1 : 4;
  // Unknown names keep their text; these tables spell each in one way only.
  const country = COUNTRIES[texts[countryAt].toLowerCase()] ?? [texts[countryAt], null];
  return {
    row,
    texts,
    keys: texts.map((text, i) => (i === countryAt ? country[0] : key(text))),
    country,
    instant,
    problems,
    isBlank: texts.every((text) => text === "") && !beyond,
  };
}

function judge(rows: Row[], unique: number[]) {
  const blank = rows.filter(({ isBlank }) => isBlank);
  const held = rows.filter(({ isBlank, problems }) => !isBlank && problems.length > 0);
  const sound = rows.filter(({ problems }) => problems.length === 0);
  const judged = sound.map((row) => {
    const twins = sound.filter((other) => unique.every((i) => other.keys[i] === row.keys[i]));
    const earliest = Math.min(...twins.map(({ instant }) => instant));
    // Companies have no timestamp: then the lowest row wins.
    const winner = twins.find(({ instant }) => Number.isNaN(earliest) || instant === earliest)!;
    return { ...row, winner: winner.row };
  });
  const clean = judged.filter(({ row, winner }) => row === winner);
  const duplicates = judged.filter(({ row, winner }) => row !== winner);
  const counts = {
    read: rows.length,
    blank: blank.length,
    clean: clean.length,
    duplicate: duplicates.length,
    held: held.length,
  };
  const named = new Set(
    rows.filter(({ problems }) => !problems.some((problem) => problem.endsWith(" company"))).map(({ keys }) => keys[0]),
  );
  return { clean, duplicates, held, counts, named };
}

function tidy(text: string): string {
  const seen = [...text].filter((character) => !"\u200b\u202e\u00ad\u0007".includes(character));
  return seen
    .join("")
    .split(/\s+/)
    .filter((word) => word !== "")
    .join(" ")
    .normalize("NFC");
}

function key(text: string): string {
  return text.normalize("NFKC").toLowerCase().replaceAll("ß", "ss").replaceAll("’", "'");
}

function byCodePoint(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** The instant (UTC ms) of a timestamp as these tables write it; NaN for what is none. */
function instantOf(text: string, zone: string): number {
  if (/^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\dZ$/.test(text)) return Date.parse(text.replace(" ", "T"));
  if (/^\d+(\.\d+)?$/.test(text)) return ofWall(Math.round((Number(text) - 25_569) * DAY), zone);
  const iso = /^\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d)?$/.exec(text);
  if (iso) return ofWall(Date.parse(`${text.replace(" ", "T")}${iso[1] ? "Z" : "T00:00:00Z"}`), zone);
  const american = /^(\d+)\/(\d+)\/(\d{4}) (\d+):(\d\d):(\d\d)$/.exec(text)?.slice(1).map(Number);
  if (american === undefined || american[0] > 12) return Number.NaN;
  const [month, day, year, hour, minute, second] = american as [number, number, number, number, number, number];
  return ofWall(Date.UTC(year, month - 1, day, hour, minute, second), zone);
}

/** The first instant that shows this wall time; for one that clocks skipped, as if they had not been changed yet. */
function ofWall(wall: number, zone: string): number {
  const offsetAt = (instant: number) => Date.parse(`${wallText(instant, zone)}Z`) - Math.floor(instant / 1000) * 1000;
  const offsets = [offsetAt(wall - DAY), offsetAt(wall + DAY)];
  const instants = offsets.map((offset) => wall - offset).filter((instant) => instant + offsetAt(instant) === wall);
  return instants.length > 0 ? Math.min(...instants) : wall - offsets[0];
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** `2026-11-22T12:00:00`: what clocks in the zone show, to the second. */
export function wallText(instant: number, zone: string): string {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" });
    formats.set(zone, format);
  }
  return format.format(instant).replace(" ", "T");
}
