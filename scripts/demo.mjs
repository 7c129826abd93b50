// npm run demo: three days of the bundled sample into ./out (or --out FOLDER): last week, yesterday, today; and the mail that readers would get.
// With --spark (npm run demo:spark): today alone, on a Spark of two executors.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { FOR_FEW_ROWS, findSparkSubmit, TWO_EXECUTORS } from "./find-spark.mjs";

const { spark = false, out } = parseArgs({ options: { spark: { type: "boolean" }, out: { type: "string" } } }).values;
process.chdir(fileURLToPath(new URL("..", import.meta.url)));
const SAMPLE = { leads: join("sample", "leads.csv"), companies: join("sample", "companies.csv") };
const OUT = out ?? (spark ? join("out", "demo-spark") : "out");
const TODAY = "2026-11-22T12:00:00+01:00";
/** As of then the sheet had no row of a later day. */
const BEFORE = [
  { asOf: "2026-11-15T12:00:00+01:00", later: /\b(11\/(1[6-9]|2\d)\/2026|2026-11-(1[6-9]|2\d))\b/ },
  { asOf: "2026-11-21T18:00:00+01:00", later: /\b(11\/22\/2026|2026-11-22)\b/ },
];

if (!spark) {
  refuseOthers();
  for (const { asOf, later } of existsSync(join(OUT, "current.json")) ? [] : BEFORE) {
    const folder = mkdtempSync(join(tmpdir(), "lead-export-demo-"));
    const leads = join(folder, "leads.csv");
    const lines = readFileSync(SAMPLE.leads, "utf8").split("\n");
    writeFileSync(leads, lines.filter((line) => !later.test(line)).join("\n"));
    const { status } = lead(wordsOf({ ...SAMPLE, leads, out: OUT, "as-of": asOf }), "ignore");
    rmSync(folder, { recursive: true });
    if (status !== 0) break;
  }
}
const more = spark ? onSpark() : [];
const words = wordsOf({ ...SAMPLE, out: OUT, "as-of": TODAY });
console.log(`$ lead-export ${[...words, ...more].join(" ")}\n`);
process.exitCode = lead([...words, ...more], "inherit").status ?? 1;
if (process.exitCode === 0) {
  const at = OUT === "out" ? "" : ` --out ${OUT}`;
  const mail = join(OUT, "mail.html");
  writeFileSync(mail, lead(["mail", "--html", "--out", OUT], "pipe").stdout);
  console.log(`
Open ${join(OUT, "index.html")}: every number says how it changed, and leads to its rows.
Open ${mail}: the mail that readers get in the morning.

Then try:
  npx lead-export sql "SELECT change, company, first_name, last_name FROM changes"${at}
  npx lead-export sql "SELECT as_of, leads FROM answers WHERE country = 'Nigeria' ORDER BY as_of" --all-snapshots${at}
  npx lead-export history${at}
  npx lead-export check sample/leads.csv --companies sample/companies.csv

The sheet itself, with a Status in every row and Export now in its menu: npm start`);
}

/** As a user would: the built program, in its own process. */
function lead(words, stdio) {
  return spawnSync(process.execPath, [join("dist", "lead-export.js"), ...words], { stdio });
}

function wordsOf(options) {
  return [
    "run",
    ...Object.entries({ ...options, zone: "Africa/Lagos" }).flatMap(([name, value]) => [`--${name}`, value]),
  ];
}

/** The sample has no business among the snapshots of real leads. */
function refuseOthers() {
  if (!existsSync(join(OUT, "current.json"))) return;
  const { snapshot } = JSON.parse(readFileSync(join(OUT, "current.json"), "utf8"));
  const { sources } = JSON.parse(readFileSync(join(OUT, "snapshots", snapshot, "manifest.json"), "utf8"));
  if (sources.every(({ path }) => Object.values(SAMPLE).includes(path))) return;
  console.error(
    `The folder ${OUT} has snapshots of other leads than the sample's: move it away, or take another clone.`,
  );
  process.exit(1);
}

function onSpark() {
  const submit = findSparkSubmit();
  if (submit === null) {
    console.error("There is no spark-submit. Install Java 17, and Spark with: pip install pyspark==4.0.2");
    process.exit(1);
  }
  const settings = Object.entries(FOR_FEW_ROWS).flatMap(([key, value]) => ["--spark-conf", `${key}=${value}`]);
  mkdirSync("out", { recursive: true });
  return ["--engine", "spark", "--master", TWO_EXECUTORS, "--spark-submit", submit, ...settings];
}
