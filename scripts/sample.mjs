// node scripts/sample.mjs: writes sample/leads.csv and sample/companies.csv again, byte for byte: the generator is seeded.
// The rows are made up. They are meant for as-of 2026-11-22T12:00:00+01:00 in Africa/Lagos, and hold every kind of trouble but
// the two of clock changes, which Lagos does not have.
import { mkdirSync, writeFileSync } from "node:fs";

const AS_OF = Date.UTC(2026, 10, 22, 11);
const LAGOS_MS = 3_600_000;
const DAY_MS = 86_400_000;

const next = mulberry32(20261122);
const below = (count) => Math.floor(next() * count);
const pick = (list) => list[below(list.length)];

/** Country -> [spellings, first names, last names]; the first spelling is the usual one. */
const PEOPLE = {
  Nigeria: [
    ["Nigeria", "Nigeria", "nigeria", "NG"],
    "Ada Chidi Ngozi Emeka Tunde Funmi Bola Ifeoma",
    "Okafor Adeyemi Balogun Eze Nwosu Bello",
  ],
  "United States": [
    ["United States", "USA", "U.S.A.", "United States of America", "US"],
    "James Mary Robert Linda Ashley Kevin Dana Marcus",
    "Smith Johnson Rivera Brooks Nguyen O'Neil",
  ],
  "United Kingdom": [
    ["United Kingdom", "UK", "Great Britain", "GB"],
    "Oliver Amelia Harry Isla George Freya",
    "Taylor Wright Patel Hughes Clarke",
  ],
  Germany: [["Germany", "Deutschland", "DE"], "Jürgen Lena Björn Anke Sören Käthe", "Müller Schäfer Weiß Krüger Vogel"],
  France: [["France", "FR"], "Élodie François Zoé Benoît Chloé Hélène", "Lefèvre Moreau Girard Dubois Béranger"],
  Brazil: [["Brazil", "Brasil", "BR"], "João Inês Caio Luíza Thiago Débora", "Araújo Gonçalves Souza Conceição Lima"],
  Kenya: [["Kenya", "KE"], "Wanjiru Otieno Achieng Kamau Njeri", "Mwangi Odhiambo Kiprop Mutua"],
  Ghana: [["Ghana", "GH"], "Kwame Abena Kofi Akosua Yaw", "Mensah Owusu Asante Boateng"],
  India: [["India", "IN"], "Priya Arjun Kavya Rohan Meera", "Sharma Iyer Reddy Kapoor Das"],
  "South Africa": [["South Africa", "ZA"], "Thabo Lerato Sipho Anika Johan", "Nkosi Dlamini Botha Naidoo"],
  Namibia: [["Namibia", "NA"], "Ndapewa Tangeni Selma", "Shikongo Hamutenya Nghidinwa"],
  Spain: [["Spain", "España", "ES"], "Íñigo Lucía Sofía Nuria", "Muñoz Peña García Ibáñez"],
  Poland: [["Poland", "PL"], "Łukasz Agnieszka Michał Zofia", "Wójcik Kamiński Zieliński"],
  Turkey: [["Türkiye", "Turkey", "TR"], "İbrahim Ayşe Çağla Emre", "Yılmaz Şahin Öztürk"],
  Japan: [["Japan", "JP"], "Haruka Kenji Yuki Sora", "Tanaka Sato Watanabe"],
  Mexico: [["Mexico", "México", "MX"], "Andrés Ximena Raúl Paola", "Hernández Núñez Ortega"],
  Egypt: [["Egypt", "EG"], "Nour Omar Salma Youssef", "Hassan Fahmy Mansour"],
  Canada: [["Canada", "CA"], "Noah Camille Liam Maya", "Tremblay Singh Campbell"],
  Sweden: [["Sweden", "SE"], "Åsa Björn Elin", "Ångström Lindqvist Öberg"],
  "Ivory Coast": [["Côte d'Ivoire", "Ivory Coast", "CI"], "Aya Koffi Adjoua", "Kouassi Traoré Yao"],
  Vietnam: [["Vietnam", "Viet Nam", "VN"], "Linh Minh Thảo", "Trần Phạm Đặng"],
  Portugal: [["Portugal", "PT"], "Inês Tomás Beatriz", "Ferreira Lourenço"],
  Ireland: [["Ireland", "IE"], "Aoife Cillian Niamh", "O’Brien Byrne"],
  Senegal: [["Senegal", "Sénégal", "SN"], "Awa Moussa Fatou", "Diop Ndiaye"],
};
/** Leads are not spread evenly: the first countries have most. */
const COUNTRIES = Object.keys(PEOPLE);
const country = () => COUNTRIES[Math.floor(next() ** 2 * COUNTRIES.length)];

const TITLES = [
  "Chief Executive Officer",
  "Head of Marketing",
  "Data Engineer",
  "Sales Manager",
  "VP, Operations",
  "Accountant",
  "Product Manager",
  "Designer, UX",
  "Ingénieur logiciel",
  "Director of Partnerships",
  "Nurse, mental health",
  "Procurement Lead",
  "Founder",
];
const STEMS =
  "Estrada Marks Swanson Anderson Okonkwo Baobab Harbour Lumen Northwind Savanna Kestrel Meridian Quartz Solstice Tamarind Umbra Verdant Willow Zenith Cobalt";
const FORMS = [
  (a) => `${a} PLC`,
  (a) => `${a} Ltd`,
  (a, b) => `${a}-${b}`,
  (a, b, c) => `${a}, ${b} and ${c}`,
  (a) => `${a} GmbH`,
  (a, b) => `${a} ${b}`,
];

const companies = makeCompanies(55);
const companyRows = [
  ...companies.map(({ name, hq }) => [name, hq]),
  // Three headquarters: a lead counts once if its country is any of them.
  ["Atlas Global", "United States"],
  ["Atlas Global", "Nigeria"],
  ["Atlas Global", "Singapore"],
  ["ATLAS  GLOBAL", "USA"],
  [companies[0].name, "Atlantis"],
  [companies[3].name, ""],
  ["", ""],
  ["Café Soleil", "France"],
  ["Cafe Soleil", "France"],
  ["Pyongyang Traders", "Korea"],
  ["#REF!", "Ghana"],
];

const leads = [];
const known = [
  ...companies.slice(0, 20),
  ...companies,
  { name: "Atlas Global", hq: "Nigeria" },
  { name: "Atlas Global", hq: "United States" },
];
const seen = new Set();
while (leads.length < 372) {
  const company = pick(known);
  const where = next() < 0.45 && PEOPLE[company.hq] ? company.hq : country();
  const [spellings, firsts, lasts] = PEOPLE[where];
  const person = [company.name, pick(firsts.split(" ")), pick(lasts.split(" "))];
  const who = [...person, where].join("|").toLowerCase();
  if (seen.has(who)) continue;
  seen.add(who);
  const wall = capturedAt(leads.length);
  leads.push(lead({ company: person[0], first: person[1], last: person[2], country: pick(spellings), wall }));
}

const trouble = [
  // Held.
  { title: "" },
  { country: "" },
  { last: "" },
  { company: "" },
  { at: "" },
  { at: "soon" },
  { at: "31/10/2026 09:00" },
  { at: "10/5/26 14:20" },
  { at: "12/24/2026 18:00:00" },
  { at: "1/1/2031 8:00" },
  { at: "12/31/1999 23:59:59" },
  { country: "#N/A" },
  { company: "#REF!" },
  { title: "Please call back. ".repeat(60).trim() },
  { more: "moved one cell to the right" },
  // Counted, with a warning.
  { country: "Korea" },
  { country: "Congo" },
  { country: "Untied States" },
  { country: "Wakanda" },
  { country: "Lagos, Nigeria" },
  { company: "Unlisted Ventures" },
  { company: `${companies[1].name}s` },
  // Names that only look like something else.
  { first: "None", last: "Null" },
  { first: "True", last: "007" },
  { first: "=SUM(A1)", last: "+49" },
];
for (const change of trouble) insert(lead({ ...someone(), ...change }));

// The same person again: the same text, then written another way, then with the earlier timestamp further down, which wins.
for (let i = 0; i < 9; i++) insert([...leads[below(leads.length)]]);
for (const again of leads.filter((row) => /^[A-Z][a-z]+$/.test(row[1])).slice(20, 24)) {
  insert([
    again[0].toUpperCase(),
    ` ${again[1]} `,
    again[2].toLowerCase(),
    again[3],
    again[4],
    "11/21/2026 16:00:00",
    "",
    "",
  ]);
}
leads.push([...leads[7].slice(0, 5), "9/1/2025 10:00:00", "", ""]);
// Nearly the same person: a hint, never a verdict.
for (const near of leads.filter((row) => row[1] === "François").slice(0, 2))
  insert([near[0], "Francois", ...near.slice(2)]);
for (let i = 0; i < 4; i++) leads.splice(below(leads.length), 0, ["", "", "", "", "", "", "", ""]);

mkdirSync("sample", { recursive: true });
const LEAD_HEADER = [
  "COMAPANY",
  "First Name",
  "Last Name",
  "Title",
  "Country",
  "Timestamp",
  "SALES NAV URL",
  "LINKEDIN URL",
];
writeFileSync("sample/leads.csv", csv([LEAD_HEADER, ...leads]));
writeFileSync("sample/companies.csv", csv([["Company", "HQ Location"], ...companyRows]));

function makeCompanies(count) {
  const stems = STEMS.split(" ");
  const made = new Map();
  while (made.size < count) {
    const [a, b, c] = [pick(stems), pick(stems), pick(stems)];
    if (new Set([a, b, c]).size < 3) continue;
    const name = pick(FORMS)(a, b, c);
    made.set(name, { name, hq: country() });
  }
  return [...made.values()];
}

/** Local wall time (ms): a third in the past ten days, most others this year, some in the year before. */
function capturedAt(i) {
  const now = AS_OF + LAGOS_MS;
  const days = i % 3 === 0 ? next() * 9.4 : i % 13 === 0 ? 330 + next() * 90 : 10 + next() * 310;
  const day = Math.floor((now - days * DAY_MS) / DAY_MS) * DAY_MS;
  return Math.min(day + 8 * 3_600_000 + below(9 * 3600) * 1000, now - below(7200) * 1000 - 1000);
}

/** A timestamp as people and programs write it, mostly as Google Sheets does in the United States. */
function written(wall) {
  const iso = new Date(wall).toISOString();
  const [, year, month, day, time] = /^(\d+)-(\d+)-(\d+)T(.{8})/.exec(iso) ?? [];
  const hour = Number(time.slice(0, 2));
  const forms = [
    `${Number(month)}/${Number(day)}/${year} ${hour}${time.slice(2)}`,
    `${year}-${month}-${day} ${time}`,
    `${year}-${month}-${day}T${time}+01:00`,
    `${Number(month)}/${Number(day)}/${year} ${hour % 12 || 12}:${time.slice(3, 5)} ${hour < 12 ? "AM" : "PM"}`,
    String(Math.round((wall / DAY_MS + 25_569) * 1e5) / 1e5),
  ];
  return next() < 0.7 ? forms[0] : pick(forms);
}

function lead({ company, first, last, country, wall, title = pick(TITLES), at = written(wall), more = "" }) {
  const slug = `${first}-${last}`
    .normalize("NFD")
    .replace(/[^A-Za-z-]/g, "")
    .toLowerCase();
  const urls = next() < 0.3 ? ["", `https://www.linkedin.com/in/${slug}`] : ["", ""];
  return [company, first, last, title, country, at, ...urls, ...(more === "" ? [] : [more])];
}

/** A new person for a row with trouble in it. */
function someone() {
  const [spellings, firsts, lasts] = PEOPLE[country()];
  const last = `${pick(lasts.split(" "))}-${pick(lasts.split(" "))}`;
  return {
    company: pick(companies).name,
    first: pick(firsts.split(" ")),
    last,
    country: spellings[0],
    wall: capturedAt(below(372)),
  };
}

function insert(row) {
  leads.splice(below(leads.length), 0, row);
}

function csv(rows) {
  return `${rows.map((row) => row.map(quoted).join(",")).join("\r\n")}\r\n`;
}

function quoted(cell) {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** A small seeded generator (Tommy Ettinger's mulberry32, public domain). */
function mulberry32(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
