import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { COUNTRIES, FIRST_NAMES, LAST_NAMES, OTHER_SPELLINGS, SUFFIXES, TITLES } from "./words.mjs";

/** Change it with anything that changes a byte of the data. */
const VERSION = 1;
/** What every contender takes as now, and the zone the timestamps are written in. */
export const AS_OF = "2026-11-22T12:00:00Z";
export const ZONE = "Africa/Lagos";
/** Lagos has had no clock changes since 1919: local wall time is UTC plus one hour. */
export const ZONE_OFFSET_MS = 3_600_000;
const NOW = Date.parse(AS_OF) + ZONE_OFFSET_MS;
const THREE_YEARS_S = 3 * 365 * 86_400;

/**
 * How the names of companies repeat, and how many times as often as in A and B something is wrong with a row. C is a real sheet's:
 * each company once in its tab, and repeats, held and blank rows in about the shares of `sample/` (4, 4 and 1 in a hundred).
 */
const SHAPES = {
  A: { names: 17_500, flaws: 1 },
  B: { names: null, flaws: 1 },
  C: { names: 4_000, flaws: 7 },
};

/** The data sets by name. A10 has ten times the leads of A, with A's companies. */
export const SETS = {
  A: { shape: "A", leads: 1_000_000, companies: 1_000_001 },
  B: { shape: "B", leads: 1_000_000, companies: 1_000_001 },
  A10: { shape: "A", leads: 10_000_000, companies: 1_000_001 },
  C: { shape: "C", leads: 60_000, companies: 4_000 },
};

/** mulberry32: small, fast, and the same on every machine. Returns numbers in [0, 1). */
function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Picks entries with weight 1 / (rank + flat) ^ power: few common ones, a long tail. */
function headHeavy(entries, rnd, flat, power) {
  const upTo = new Float64Array(entries.length);
  let sum = 0;
  for (let i = 0; i < entries.length; i++) {
    sum += (i + 1 + flat) ** -power;
    upTo[i] = sum;
  }
  return () => {
    const x = rnd() * sum;
    let low = 0;
    let high = upTo.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (upTo[middle] > x) high = middle;
      else low = middle + 1;
    }
    return entries[low];
  };
}

function makers(shape, seed) {
  const rnd = random(seed);
  const below = (n) => Math.floor(rnd() * n);
  const pick = (entries) => entries[below(entries.length)];
  const lastName = headHeavy(LAST_NAMES, rnd, 8, 0.9);
  const fakerCompany = () => {
    const format = below(3);
    if (format === 0) return `${lastName()} ${pick(SUFFIXES)}`;
    if (format === 1) return `${lastName()}-${lastName()}`;
    return `${lastName()}, ${lastName()} and ${lastName()}`;
  };
  const { names: size, flaws } = SHAPES[shape];
  const names = new Set();
  let company = fakerCompany;
  if (size !== null) {
    // The same names for both files, whatever each of them draws afterwards.
    const own = makers("B", size);
    while (names.size < size) names.add(own.company());
    company = headHeavy([...names], rnd, 5, 0.9);
  }
  const country = size === null ? () => pick(COUNTRIES) : headHeavy(COUNTRIES, rnd, 3, 0.8);
  return {
    rnd,
    /** A number in [0, 1) whose ends, where rows go wrong, come `flaws` times as often. */
    dirt: () => {
      const drawn = rnd();
      if (flaws === 1) return drawn;
      if (drawn < DIRTY_BELOW * flaws) return drawn / flaws;
      return drawn > 1 - (1 - DIRTY_ABOVE) * flaws ? 1 - (1 - drawn) / flaws : 0.5;
    },
    names: [...names],
    below,
    pick,
    lastName,
    company,
    country,
    firstName: () => pick(FIRST_NAMES),
    title: () => pick(TITLES),
  };
}

const pad = (n) => (n < 10 ? `0${n}` : `${n}`);

function wallTime(ms) {
  const d = new Date(ms);
  const date = `${d.getUTCFullYear()}-${pad(d.getUTCMonth() + 1)}-${pad(d.getUTCDate())}`;
  return `${date} ${pad(d.getUTCHours())}:${pad(d.getUTCMinutes())}:${pad(d.getUTCSeconds())}`;
}

const KNOWN_BY_ANY_CASE = new Set([
  "Nigeria",
  "Germany",
  "France",
  "Brazil",
  "Japan",
  "Kenya",
  "India",
  "Canada",
  "Spain",
  "Italy",
]);
const BAD_TIMESTAMPS = ["yesterday", "2025-02-30 10:00:00", "2025-13-01 10:00:00", "soon", "2024-05-06 25:00:00"];
const ODD_NAMES = ["None", "NA", "null", "True", "Nan", "007"];

/** Changes the case of a cell, unless it is a country whose spelling the rules may not know (then each case is its own name). */
function otherCase(make, cell, isCountry) {
  if (isCountry && !KNOWN_BY_ANY_CASE.has(cell)) return cell;
  return make.rnd() < 0.5 ? cell.toUpperCase() : cell.toLowerCase();
}

function otherSpaces(make, cell) {
  const kind = make.below(3);
  if (kind === 0) return ` ${cell}`;
  if (kind === 1) return `${cell}  `;
  return cell.replace(" ", "  ");
}

/** Between the two a row is as it should be. */
const DIRTY_BELOW = 0.006;
const DIRTY_ABOVE = 0.98;

/** One row of leads with, one time in fifty (and in C more often), something wrong with it. */
function lead(make, kept, row, rows) {
  const dirt = make.dirt();
  const far = Math.floor(rows * 0.9);
  if (row === far + 42 && kept.first) return kept.first.map((cell, i) => (i < 3 ? cell.toUpperCase() : cell));
  if (dirt < DIRTY_BELOW && kept.size > 0) {
    const again = [...kept.rows[make.below(kept.size)]];
    if (dirt < 0.004) again[5] = wallTime(NOW - 1000 * make.below(THREE_YEARS_S));
    if (dirt < 0.002) for (let i = 0; i < 5; i++) again[i] = otherCase(make, again[i], i === 4);
    return again;
  }
  const cells = [
    make.company(),
    make.firstName(),
    make.lastName(),
    make.title(),
    make.country(),
    wallTime(NOW - 1000 * make.below(THREE_YEARS_S)),
  ];
  if (row === 42) kept.first = cells;
  if (dirt > 0.986) spoil(make, cells, dirt);
  else if (dirt > DIRTY_ABOVE) kept.keep(cells, make);
  return cells;
}

function spoil(make, cells, dirt) {
  const text = make.below(5);
  if (dirt > 0.998) cells.fill("");
  else if (dirt > 0.996) cells[make.below(6)] = make.rnd() < 0.5 ? "" : "  ";
  else if (dirt > 0.993) cells[text] = otherSpaces(make, cells[text]);
  else if (dirt > 0.991) cells[text] = otherCase(make, cells[text], text === 4);
  else if (dirt > 0.99) cells[1 + make.below(2)] = make.pick(ODD_NAMES);
  else if (dirt > 0.989) cells[4] = make.pick(OTHER_SPELLINGS);
  else if (dirt > 0.988) cells[5] = wallTime(NOW + 1000 * (600 + make.below(86_400 * 400)));
  else if (dirt > 0.987) cells[5] = make.pick(BAD_TIMESTAMPS);
  else cells[5] = wallTime(Date.UTC(1985 + make.below(14), make.below(12), 1 + make.below(28), make.below(24)));
}

/** One row of companies; exact repeats come by themselves in A. `name` is the company's, where the shape says it. */
function headquarters(make, kept, name) {
  const dirt = make.dirt();
  if (dirt < 0.003 && kept.size > 0) {
    const again = [...kept.rows[make.below(kept.size)]];
    if (dirt < 0.0015) again[0] = otherCase(make, again[0], false);
    return again;
  }
  const cells = [name ?? make.company(), make.country()];
  if (dirt > 0.998) cells.fill("");
  else if (dirt > 0.996) cells[make.below(2)] = make.rnd() < 0.5 ? "" : "  ";
  else if (dirt > 0.994) cells[0] = otherSpaces(make, cells[0]);
  else if (dirt > 0.992) cells[1] = make.pick(OTHER_SPELLINGS);
  else if (dirt > 0.98) kept.keep(cells, make);
  return cells;
}

/** Rows to repeat later: 4,000 of those seen so far, old ones as likely as new ones. */
function keeper() {
  return {
    /** @type {string[][]} */
    rows: [],
    size: 0,
    first: null,
    keep(cells, make) {
      if (this.size < 4000) this.rows[this.size++] = [...cells];
      else this.rows[make.below(4000)] = [...cells];
    },
  };
}

const quoted = (cell) => (cell.includes(",") || cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Writes the rows as CSV a megabyte at a time, and adds every country text to `countries`. */
function writeRows(path, header, rows, countryAt, countries, nextRow) {
  const part = `${path}.part`;
  const file = openSync(part, "w");
  let text = `${header}\n`;
  for (let row = 0; row < rows; row++) {
    const cells = nextRow(row);
    countries.add(cells[countryAt]);
    for (let i = 0; i < cells.length; i++) text += (i === 0 ? "" : ",") + quoted(cells[i]);
    text += "\n";
    if (text.length > 1_000_000) {
      writeSync(file, text);
      text = "";
    }
  }
  writeSync(file, text);
  closeSync(file);
  renameSync(part, path);
}

/**
 * Makes a data set in `folder` unless it is there already; the same bytes every time.
 * `shape` is "A" (17,500 names of companies in both tables, a few of them very common), "B" (Faker's company names, most of them distinct) or "C" (a sheet's).
 * Returns the paths of the two files and every country text in them.
 */
export function makeData(folder, shape, leadRows, companyRows) {
  const name = `${shape}-${leadRows}-${companyRows}`;
  const leads = join(folder, `${name}-leads.csv`);
  const companies = join(folder, `${name}-companies.csv`);
  const done = join(folder, `${name}.json`);
  if (existsSync(done)) {
    const made = JSON.parse(readFileSync(done, "utf8"));
    if (made.version === VERSION) return { name, leads, companies, countries: made.countries };
    rmSync(done);
  }
  mkdirSync(folder, { recursive: true });
  const countries = new Set();
  const people = makers(shape, 1);
  const keptLeads = keeper();
  const leadHeader = "Company,First Name,Last Name,Title,Country,Timestamp";
  writeRows(leads, leadHeader, leadRows, 4, countries, (row) => lead(people, keptLeads, row, leadRows));
  const firms = makers(shape, 2);
  const keptFirms = keeper();
  const nameAt = (row) => (shape === "C" ? firms.names[row % firms.names.length] : undefined);
  writeRows(companies, "Company,HQ Location", companyRows, 1, countries, (row) =>
    headquarters(firms, keptFirms, nameAt(row)),
  );
  writeFileSync(done, JSON.stringify({ version: VERSION, countries: [...countries].sort() }));
  return { name, leads, companies, countries: [...countries].sort() };
}
