// npm run bench: our run against one DuckDB program and one Polars program, as whole processes on identical input. Each peer does
// the bare job, and the job with our guarantees: sources hashed, files read back and compared with what was to be written, flushed.
//   node bench/bench.mjs [--data A|B|C|A10|sample ...] [--runs 3] [--only ours,duckdb,duckdb-proven,polars,polars-proven] [--rows N]
import { appendFileSync, existsSync, mkdirSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import Table from "cli-table3";
import { writeCountries } from "./aliases.mjs";
import { AS_OF, makeData, SETS, ZONE } from "./data.mjs";
import { firstDifference, floor, measure, median } from "./measure.mjs";
import { hashed } from "./peers/guarantees.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const DATA = here("data");
const RESULTS = here("results");
const OURS = here("../dist/lead-export.js");

const CONTENDERS = {
  ours: (data) => (out) => [
    OURS,
    "run",
    "--leads",
    data.leads,
    "--companies",
    data.companies,
    "--out",
    out,
    "--as-of",
    AS_OF,
    "--zone",
    ZONE,
    "--json",
  ],
  duckdb: (data) => peer("peers/duckdb.mjs", data),
  "duckdb-proven": (data) => peer("peers/duckdb.mjs", data, "--guarantees"),
  polars: (data) => peer("peers/polars.mjs", data),
  "polars-proven": (data) => peer("peers/polars.mjs", data, "--guarantees"),
};
const isProven = (name) => name.endsWith("-proven");

function peer(program, data, ...more) {
  const files = ["--leads", data.leads, "--companies", data.companies, "--countries", data.countriesCsv];
  return (out) => [here(program), ...files, "--out", out, "--as-of", AS_OF, ...more];
}

/** The sample's flaws are more than the peers know of: only ours runs it, which shows what a start costs. */
const SAMPLE = "sample";

const { values } = parseArgs({
  options: {
    data: { type: "string", multiple: true, default: ["A", "B", "C", SAMPLE] },
    runs: { type: "string", default: "3" },
    only: { type: "string", default: Object.keys(CONTENDERS).join(",") },
    rows: { type: "string" },
  },
});
const asked = values.only.split(",");
const unknown = [
  ...asked.filter((name) => !CONTENDERS[name]),
  ...values.data.filter((set) => !SETS[set] && set !== SAMPLE),
];
if (unknown.length > 0 || !(Number(values.runs) >= 1)) {
  console.error(
    `Unknown: ${unknown.join(", ") || `--runs ${values.runs}`}. Contenders: ${Object.keys(CONTENDERS)}; data: ${[...Object.keys(SETS), SAMPLE]}.`,
  );
  process.exit(2);
}
if (asked.includes("ours") && !existsSync(OURS)) {
  console.error(
    "dist/lead-export.js is missing: run `npm run build` first, or leave us out with --only duckdb,polars.",
  );
  process.exit(2);
}
try {
  for (const set of values.data) await compare(set);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

/** The files of a data set, made where they must be, and how many leads they have. */
async function filesOf(set) {
  if (set === SAMPLE) return { leads: here("../sample/leads.csv"), companies: here("../sample/companies.csv") };
  const { shape, leads, companies } = SETS[set];
  const rows = values.rows === undefined ? leads : Number(values.rows);
  const made = makeData(DATA, shape, rows, values.rows === undefined ? companies : rows + 1);
  const countriesCsv = join(DATA, `${made.name}-countries.csv`);
  await writeCountries(countriesCsv, made.countries);
  return { ...made, countriesCsv };
}

async function compare(set) {
  const names = set === SAMPLE ? asked.filter((name) => name === "ours") : asked;
  if (names.length === 0) return;
  const data = await filesOf(set);
  const files = [data.leads, data.companies];
  const hashes = await hashed(files);
  // The first reading brings the files into memory, so that nobody pays for the disk.
  await floor(["cat"], files);
  const [load] = loadavg();
  if (load > 0.5) {
    const processors = availableParallelism();
    console.error(`The machine is busy (load ${load.toFixed(1)}, ${processors} processors): trust CPU more than wall.`);
  }
  const floors = { cat: await floor(["cat"], files), "wc -l": await floor(["wc", "-l"], files) };

  /** @type {Record<string, Omit<Awaited<ReturnType<typeof measure>>, "output">[]>} */
  const results = Object.fromEntries(names.map((name) => [name, []]));
  /** @type {{ name: string, said: { counts: { leads: { read: number } }, answers: unknown } } | undefined} */
  let expected;
  for (let run = 0; run < Number(values.runs); run++) {
    for (const name of names) {
      const { output, ...result } = await measure(CONTENDERS[name](data));
      results[name].push(result);
      if (isProven(name) && firstDifference(output.sources, hashes) !== null) {
        console.error(`${set}: ${name} hashed other sources`);
        process.exit(1);
      }
      const said = { counts: output.counts, answers: output.answers };
      expected ??= { name, said };
      const difference = firstDifference(expected.said, said);
      if (difference !== null) {
        console.error(`${set}: ${expected.name} and ${name} do not agree at ${difference}`);
        process.exit(1);
      }
      console.error(`${set} run ${run + 1}: ${name} ${(result.wall / 1000).toFixed(2)} s`);
    }
  }
  const rows = expected?.said.counts.leads.read;
  print(set, rows, floors, results);
  mkdirSync(RESULTS, { recursive: true });
  const isShortened = values.rows !== undefined;
  const record = { at: new Date().toISOString(), node: process.version, load, set, rows, isShortened, floors, results };
  appendFileSync(join(RESULTS, "results.jsonl"), `${JSON.stringify(record)}\n`);
}

/** Medians, ratios to the first contender (ours, unless it was left out), ours to the better of each kind of peers, and where each one's time went. */
function print(set, rows, floors, results) {
  const middle = (name, what) => median(results[name].map((result) => result[what]));
  const names = Object.keys(results);
  const [first] = names;
  const table = new Table({
    head: [
      "",
      "wall s",
      "best s",
      "CPU s",
      "peak MB",
      "files MB",
      ...["wall", "CPU", "peak"].map((w) => `${w} / ${first}`),
    ],
    colAligns: ["left", ...Array(8).fill("right")],
    style: { head: [], border: [] },
  });
  for (const name of names) {
    const ratio = (what) => (middle(name, what) / middle(first, what)).toFixed(2);
    const seconds = (what) => (middle(name, what) / 1000).toFixed(2);
    table.push([
      name,
      seconds("wall"),
      (Math.min(...results[name].map((result) => result.wall)) / 1000).toFixed(2),
      seconds("cpu"),
      middle(name, "peak").toFixed(0),
      middle(name, "files").toFixed(1),
      ratio("wall"),
      ratio("cpu"),
      ratio("peak"),
    ]);
  }
  console.log(
    `\nData ${set}: ${rows} leads; median of ${results[first].length} runs, Node ${process.version}; same counts and answers.`,
  );
  console.log(table.toString());
  for (const proven of [false, true]) {
    const peers = names.filter((name) => name !== "ours" && isProven(name) === proven);
    if (first !== "ours" || peers.length === 0) continue;
    const [better] = peers.sort((a, b) => middle(a, "wall") - middle(b, "wall"));
    const ratios = ["wall", "cpu", "peak", "files"].map(
      (what) => `${what} ${(middle("ours", what) / middle(better, what)).toFixed(2)}`,
    );
    console.log(
      `ours to ${better}, the faster ${proven ? "with our guarantees" : "of the bare jobs"}: ${ratios.join(", ")}`,
    );
  }
  for (const name of names) {
    const phases = new Set(results[name].flatMap((result) => Object.keys(result.phases)));
    const spent = [...phases].map(
      (phase) => `${phase} ${median(results[name].map((r) => r.phases[phase] ?? 0)).toFixed(0)}`,
    );
    if (spent.length > 0) console.log(`${name}, ms by phase: ${spent.join(", ")}`);
  }
  const lowest = Object.entries(floors).map(([command, ms]) => `${command} ${(ms / 1000).toFixed(2)} s`);
  console.log(`floor: ${lowest.join(", ")}`);
}
