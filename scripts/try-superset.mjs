// node scripts/try-superset.mjs ADDRESS [FOLDER]: imports deploy/dashboards/superset into a real Superset and compares what it reads of each question
// with what is in the database. ADDRESS: a loaded target, as a reader, e.g. postgresql://lead_reader:PASSWORD@127.0.0.1:5432/leads. FOLDER: where Superset
// is installed from PyPI (some 800 MB, minutes), and found installed the next time; usually a temporary one.
import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import pg from "pg";

// Superset 6.1.0 does not start with the newest of what it asks for, and asks for too little.
const PACKAGES = ["apache-superset==6.1.0", "psycopg2-binary", "rich", "cachetools", "Flask-Caching==2.3.1"];
const EXPORT = fileURLToPath(new URL("../deploy/dashboards/superset", import.meta.url));
const DATABASE = "databases/lead_export.yaml";

// Days are read as local midnights.
process.env.TZ = "UTC";
const [address, named] = process.argv.slice(2);
if (address === undefined)
  throw new Error("Name the address of a loaded target: postgresql://lead_reader:PASSWORD@HOST/DATABASE");
const folder = resolve(named ?? mkdtempSync(join(tmpdir(), "lead-superset-")));
const home = mkdtempSync(join(tmpdir(), "lead-superset-home-"));
const bin = (name) => join(folder, "bin", name);
const say = (what) => console.log(`${new Date().toISOString().slice(11, 19)} ${what}`);

if (!existsSync(bin("superset"))) {
  say(`Installing Superset in ${folder}`);
  execFileSync("python3", ["-m", "venv", folder], { stdio: "inherit" });
  execFileSync(bin("pip"), ["install", "--quiet", ...PACKAGES], { stdio: "inherit" });
}
writeFileSync(
  join(home, "config.py"),
  `SQLALCHEMY_DATABASE_URI = "sqlite:///${home}/superset.db"\nSECRET_KEY = "of this trial alone"\nWTF_CSRF_ENABLED = False\nTALISMAN_ENABLED = False\n`,
);
const env = { ...process.env, HOME: home, FLASK_APP: "superset", SUPERSET_CONFIG_PATH: join(home, "config.py") };
const superset = (...words) =>
  execFileSync(bin("superset"), words, { env, cwd: home, stdio: ["ignore", "ignore", "pipe"] });
say("Preparing it");
superset("db", "upgrade");
superset(
  "fab",
  "create-admin",
  "--username",
  "admin",
  "--password",
  "admin",
  "--firstname",
  "A",
  "--lastname",
  "B",
  "--email",
  "a@example.com",
);
superset("init");

const port = 8088;
const log = openSync(join(home, "superset.log"), "w");
const server = spawn(bin("superset"), ["run", "-h", "127.0.0.1", "-p", String(port), "--with-threads"], {
  env,
  cwd: home,
  stdio: ["ignore", log, log],
});
let differing = 0;
try {
  const api = `http://127.0.0.1:${port}/api/v1`;
  const headers = { Authorization: `Bearer ${await signIn(api)}` };
  const ask = async (path, options = {}) => {
    const answer = await fetch(`${api}${path}`, { ...options, headers: { ...headers, ...options.headers } });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text.slice(0, 200)} (see ${home}/superset.log)`);
    return JSON.parse(text);
  };
  say("Importing the dashboard");
  const form = new FormData();
  form.set("formData", new Blob([readFileSync(zipped())]), "dashboard.zip");
  form.set("passwords", JSON.stringify({ [DATABASE]: decodeURIComponent(new URL(address).password) }));
  form.set("overwrite", "true");
  await ask("/dashboard/import/", { method: "POST", body: form });
  const [dashboard] = (await ask("/dashboard/")).result;
  const charts = (await ask(`/dashboard/${dashboard.id}/charts`)).result;
  say(
    `Dashboard "${dashboard.dashboard_title}" with ${charts.length} charts: ${charts.map((chart) => chart.slice_name).join(", ")}`,
  );
  const client = new pg.Client(address);
  await client.connect();
  for (const { id, schema, table_name: table } of (await ask("/dataset/?q=(page_size:100)")).result) {
    const { columns } = (await ask(`/dataset/${id}`)).result;
    const names = columns.map((column) => column.column_name);
    const query = { columns: names, metrics: [], orderby: [], row_limit: 10000 };
    const body = JSON.stringify({
      datasource: { id, type: "table" },
      queries: [query],
      force: true,
      result_format: "json",
    });
    const read = await ask("/chart/data", { method: "POST", headers: { "Content-Type": "application/json" }, body });
    const list = names.map((name) => `"${name}"`).join(", ");
    const { rows } = await client.query(`SELECT ${list} FROM "${schema}"."${table}"`);
    const shown = (row) => JSON.stringify(names.map((name) => plain(row[name])));
    const [theirs, ours] = [read.result[0].data.map(shown).sort(), rows.map(shown).sort()];
    const isSame = JSON.stringify(theirs) === JSON.stringify(ours);
    if (!isSame) differing++;
    say(
      `${isSame ? "equal " : "DIFFER"} ${table}: ${theirs.length} rows through Superset, ${ours.length} in the database`,
    );
    if (!isSame) console.log(theirs[0], ours[0]);
  }
  await client.end();
  for (const { id, slice_name: name } of charts) {
    const { params, viz_type: viz } = (await ask(`/chart/${id}`)).result;
    say(`chart ${name}: ${viz}, ${Object.keys(JSON.parse(params)).length} settings`);
  }
} finally {
  server.kill();
}
process.exitCode = differing === 0 ? 0 : 1;

/** Instants and days as Superset gives them: ms. Whole numbers that pg reads as text. */
function plain(value) {
  if (value instanceof Date) return value.getTime();
  return typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
}

/** The export with the address it is tried with, in one file. */
function zipped() {
  const copy = join(home, "export");
  mkdirSync(copy);
  cpSync(EXPORT, join(copy, "superset"), { recursive: true });
  const path = join(copy, "superset", DATABASE);
  const url = new URL(address);
  url.password = "XXXXXXXXXX";
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, "utf8")), sqlalchemy_uri: url.href }));
  execFileSync("python3", [
    "-c",
    `import shutil; shutil.make_archive("${home}/dashboard", "zip", "${copy}", "superset")`,
  ]);
  return `${home}/dashboard.zip`;
}

async function signIn(api) {
  const body = JSON.stringify({ username: "admin", password: "admin", provider: "db", refresh: false });
  for (let tries = 0; ; tries++) {
    try {
      const answer = await fetch(`${api}/security/login`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body,
      });
      return (await answer.json()).access_token;
    } catch (error) {
      if (tries > 120) throw error;
      await sleep(1000);
    }
  }
}
