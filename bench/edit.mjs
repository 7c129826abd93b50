// What an edit costs in the sheet: the built add-on in the local host, one person's edits.
//   node bench/edit.mjs [--rows 1000,10000,50000] [--runs 15] [--latency 120] [--exported off,on]
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { ADDON, besideAddon } from "./built-addon.mjs";
import { AS_OF, makeData } from "./data.mjs";
import { median } from "./measure.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
/**
 * One edit may cost so much, at the largest size. A stamp where words are numbers is one more call, as docs/add-on.md says, and so is a change
 * that is counted towards the keeper's day, as those of one second in ten are.
 */
const LIMIT = { calls: 6, ownMs: 500 };

const { values } = parseArgs({
  options: {
    rows: { type: "string", default: "1000,10000,50000" },
    runs: { type: "string", default: "15" },
    // Unmeasured: nobody here can reach Google. Reports of users give 50 to 300 ms for a read or a write of a range.
    latency: { type: "string", default: "120" },
    // Whether Status says of good rows when they were exported; both, to compare them in one run.
    exported: { type: "string", default: "off" },
  },
});
const sizes = values.rows.split(",").map(Number);
const [runs, latency] = [Number(values.runs), Number(values.latency)];
const settings = values.exported.split(",");
const areSettings = settings.every((setting) => setting === "off" || setting === "on");
if (!(sizes.every((size) => size >= 100) && runs >= 1 && latency >= 0 && areSettings)) {
  console.error(
    "--rows takes numbers from 100 on with commas, --runs one from 1 on, --latency ms, --exported off, on or both.",
  );
  process.exit(2);
}
const { openDesk, LEADS, COMPANIES } = await besideAddon("edit/desk.mjs");

console.log(`Own time: median and 95th percentile of ${runs} edits each, on the processor, Node ${process.version}.`);
console.log("It includes what the local spreadsheet itself takes to answer the calls.");
console.log(`"At Google" adds ${latency} ms for each service call to the median: an assumption, not a measurement.\n`);
for (const rows of sizes) {
  const made = makeData(here("data"), "A", rows, Math.ceil(rows / 10));
  const leads = cellsOf(made.leads);
  for (const setting of settings) await bench(leads, knownCompanies(leads), edits(leads), setting === "on");
  // A list of companies that lacks four of five: a name like it is looked for, for every one of them.
  if (rows === sizes.at(-1)) await bench(leads, cellsOf(made.companies), edits(leads).slice(0, 1), false);
}

/** Companies as a team would keep them: all but one in fifty of those that leads name. */
function knownCompanies([, ...leads]) {
  const names = [...new Set(leads.map(([company]) => company.trim()))].filter((name, i) => name !== "" && i % 50 !== 0);
  return [["Company", "HQ Location"], ...names.map((name, i) => [name, ["Nigeria", "France", "Ghana"][i % 3]])];
}

async function bench(leads, companies, edits, exported) {
  const desk = await openDesk(ADDON, Date.parse(AS_OF), leads, companies, exported);
  console.log(
    `${desk.found}, ${(companies.length - 1).toLocaleString("en")} companies, ${desk.exported.toLocaleString("en")} rows say when they were exported`,
  );
  for (const [name, make, prepare] of edits) {
    prepare?.(desk);
    const taken = [];
    for (let i = 0; i < runs; i++) {
      const edit = make(i);
      const [clock, processor] = [performance.now(), processorMs()];
      const records = desk.edit(edit);
      const share = (processorMs() - processor) / (performance.now() - clock);
      for (const record of records) {
        if (record.error !== undefined) throw new Error(`${name}: ${record.error}`);
        taken.push({ ...record, ownMs: record.ownMs * Math.min(1, share) });
      }
    }
    report(name, taken);
  }
  await desk.close();
  console.log();
}

/** What is done, and to which place the i-th time; some are made ready first. */
function edits(leads) {
  const last = leads.length;
  const middle = Math.floor(last / 2);
  const type = (sheetId, row, column, text) => ({ kind: "type", sheetId, row, column, text });
  const lead = (i, n) => ["Acme", `Pasted${i}x${n}`, `Person${n % 977}`, "CEO", "Nigeria", "11/20/2026 10:00:00"];
  const paste = (count) => (i) => ({
    kind: "paste",
    sheetId: LEADS,
    top: 1 + Math.min(middle, Math.max(0, last - count - 1)),
    left: 0,
    rows: Array.from({ length: count }, (_, n) => lead(i, n)),
  });
  return [
    ["type a cell", (i) => type(LEADS, middle, 3, `Title ${i}`)],
    ["make a duplicate", (i) => type(LEADS, 2, 1, i % 2 === 0 ? leads[1][1] : `Other${i}`), twin],
    ["edit Companies", (i) => type(COMPANIES, 3, 0, `Company ${i}`)],
    ["paste 300 rows", paste(300)],
    ["paste 5,000 rows", paste(5000)],
    ["numbers among words, and a stamp", (i) => unstamped(last + i, i)],
    [
      "sort",
      (i) => ({
        kind: "sort",
        area: { sheetId: LEADS, top: 1, bottom: last, left: 0, right: 7 },
        by: [{ column: 1, descending: i % 2 === 0 }],
      }),
    ],
    ["delete a row", (i) => ({ kind: "delete", sheetId: LEADS, dimension: "ROWS", at: middle + i, count: 1 })],
    ["insert a row", (i) => ({ kind: "insert", sheetId: LEADS, dimension: "ROWS", at: middle + i, count: 1 })],
  ];

  /** Row 3 becomes row 2's twin, all but for its first name. */
  function twin(desk) {
    const [company, , surname, title, country] = leads[1];
    desk.edit({
      kind: "paste",
      sheetId: LEADS,
      top: 2,
      left: 0,
      rows: [[company, "Other", surname, title, country, "1/1/2026"]],
    });
  }
}

/** A lead below the others whose name is a number and whose time is missing. */
function unstamped(top, i) {
  return { kind: "paste", sheetId: LEADS, top, left: 0, rows: [["Acme", i + 1, "Obi", "CEO", "Nigeria", ""]] };
}

function report(name, taken) {
  for (const trigger of new Set(taken.map((one) => one.function))) {
    const ran = taken.filter((one) => one.function === trigger);
    const times = ran.map(({ ownMs }) => ownMs).sort((a, b) => a - b);
    const calls = Math.max(...ran.map((one) => one.calls.total));
    const [half, most] = [median(times), times[Math.ceil(0.95 * times.length) - 1]];
    const isOneMore = name.includes("stamp") || trigger === "handleChange";
    const allowed = LIMIT.calls + (isOneMore ? 1 : 0);
    const over = calls > allowed || half > LIMIT.ownMs ? "  OVER" : "";
    const cells = [
      name.padEnd(34),
      trigger.padEnd(13),
      `${calls} calls`.padStart(9),
      `${half.toFixed(0)} ms`.padStart(9),
      `${most.toFixed(0)} ms`.padStart(9),
      `at Google ${(half + calls * latency).toFixed(0)} ms`.padStart(19),
    ];
    console.log(`  ${cells.join("")}${over}`);
  }
}

/** Time this thread has had on a processor, so that what else the machine does is not counted; on others than Linux the time on the clock. */
function processorMs() {
  try {
    return Number(readFileSync("/proc/self/schedstat", "utf8").split(" ")[0]) / 1e6;
  } catch {
    return performance.now();
  }
}

/** The cells of a CSV file, the header first; dates as a person types them. */
function cellsOf(path) {
  const lines = readFileSync(path, "utf8").trimEnd().split("\n");
  return lines.map((line) =>
    [...line.matchAll(/(?<=^|,)(?:"((?:[^"]|"")*)"|([^",]*))(?=,|$)/g)].map(([, quoted, plain]) =>
      (quoted?.replaceAll('""', '"') ?? plain).replace(/^(\d{4})-(\d\d)-(\d\d) (\d\d:\d\d:\d\d)$/, "$2/$3/$1 $4"),
    ),
  );
}
