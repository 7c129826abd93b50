// node scripts/try-airflow.mjs: runs deploy/airflow/ on a real Airflow 3, with the built program and a real mail server on this machine.
// Airflow and Spark come from PyPI into a folder outside the repository (some minutes, 1 GB), which is kept for the next time. Spark needs Java 17.
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual, promisify } from "node:util";
import { SMTPServer } from "smtp-server";
import { ON_THIS_MACHINE } from "./find-spark.mjs";

const PACKAGES = [
  "apache-airflow==3.3.2",
  "apache-airflow-providers-smtp==3.2.0",
  "apache-airflow-providers-apache-spark==6.3.4",
  "pyspark==4.0.2",
];
/** The last try of the last run, and how much stands in XCom. */
const LAST_TASK = `
import json, sqlite3, sys
with sqlite3.connect(sys.argv[1]) as db:
    state, tries = db.execute("SELECT state, try_number FROM task_instance ORDER BY start_date DESC").fetchone()
    [xcoms] = db.execute("SELECT count(*) FROM xcom").fetchone()
print(json.dumps({"state": state, "tries": tries, "xcoms": xcoms}))
`;
const RETRIED = "Lead Export failed, and is tried again (lead_export)";
const FAILED = "Lead Export failed (lead_export)";
const ON_SPARK = "lead_export_spark";
const FAILED_ON_SPARK = `Lead Export failed (${ON_SPARK})`;

const root = fileURLToPath(new URL("..", import.meta.url));
const built = join(root, "dist/lead-export.js");
const run = promisify(execFile);

const python = await install();
const home = mkdtempSync(join(tmpdir(), "lead-export-airflow-"));
const config = join(home, "lead-export.config.json");
const program = join(home, "lead-export");
const settings = Object.entries(ON_THIS_MACHINE).map(([name, value]) => `${name} ${value}\n`);
writeFileSync(join(home, "spark-defaults.conf"), settings.join(""));
writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${built}' "$@"\n`, { mode: 0o755 });

/** Subjects of the mails that were taken. */
let mails = [];
const { office, port } = await openPostOffice();
const env = {
  ...process.env,
  AIRFLOW_HOME: home,
  AIRFLOW__CORE__DAGS_FOLDER: join(root, "deploy/airflow"),
  AIRFLOW__CORE__LOAD_EXAMPLES: "False",
  AIRFLOW_CONN_SMTP_DEFAULT: JSON.stringify({
    conn_type: "smtp",
    host: "127.0.0.1",
    port,
    extra: { disable_ssl: true, disable_tls: true },
  }),
  LEAD_EXPORT_PROGRAM: program,
  LEAD_EXPORT_CONFIG: config,
  LEAD_EXPORT_RETRY_MS: "5000",
  // The operator looks for spark-submit in the path.
  PATH: `${dirname(python)}:${process.env.PATH}`,
  AIRFLOW_CONN_SPARK_DEFAULT: JSON.stringify({ conn_type: "spark", host: "local[2]" }),
  SPARK_CONF_DIR: home,
};
const airflow = (...words) => run(python, ["-m", "airflow", ...words], { env, maxBuffer: 1 << 26 });

try {
  await airflow("db", "migrate");
  const { stdout } = await airflow("dags", "list-import-errors", "--output", "json");
  expect("the DAGs are read without an error", stdout.trim().split("\n").at(-1), "[]");

  configure(join(root, "sample/leads.csv"));
  expect("a run that goes well", await runDag(), { state: "success", tries: 1, xcoms: 0, mails: [] });

  const first = await holdLock();
  const held = await runDag();
  expect("another run, which does not end", held, { state: "failed", tries: 2, xcoms: 0, mails: [RETRIED, FAILED] });
  first.kill();
  await once(first, "exit");

  const second = await holdLock();
  const passed = await runDag({
    onSaid: (said) => {
      if (said.includes("LOCKED: ")) second.kill();
    },
  });
  expect("another run, which ends before the second try", passed, {
    state: "success",
    tries: 2,
    xcoms: 0,
    mails: [RETRIED],
  });

  configure(join(root, "sample/leads.csv"), "on-spark");
  const onSpark = await runDag({ dag: ON_SPARK });
  expect("a run on Spark that goes well", onSpark, { state: "success", tries: 1, xcoms: 0, mails: [] });

  const strange = join(home, "leads.csv");
  writeFileSync(strange, "Account Number,First Name\nAcme,Ada\n");
  configure(strange);
  expect("headers that do not fit", await runDag(), { state: "failed", tries: 1, xcoms: 0, mails: [FAILED] });
  const refused = await runDag({ dag: ON_SPARK });
  expect("the same on Spark", refused, { state: "failed", tries: 1, xcoms: 0, mails: [FAILED_ON_SPARK] });
} finally {
  office.close();
  rmSync(home, { recursive: true, force: true });
}

/** Returns the Python that has Airflow. */
async function install() {
  const folder = join(tmpdir(), `lead-export-${PACKAGES[0]}-spark`);
  const found = join(folder, "bin/python");
  if (!existsSync(join(folder, "bin/airflow"))) {
    console.log(`Installing ${PACKAGES.join(", ")} into ${folder}`);
    await run("python3", ["-m", "venv", folder]);
    await run(found, ["-m", "pip", "install", "--quiet", ...PACKAGES]);
  }
  return found;
}

/** A mail server on a port of its own, that keeps the subjects of what it takes. */
async function openPostOffice() {
  const office = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, _, done) {
      text(stream).then((mail) => {
        const subject = /^Subject: (.*(?:\r\n[ \t].*)*)/m.exec(mail)?.[1] ?? "none";
        mails.push(subject.replace(/\r\n(?=[ \t])/g, ""));
        done();
      }, done);
    },
  });
  const server = office.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { office, port: /** @type {import("node:net").AddressInfo} */ (server.address()).port };
}

function configure(leads, out = "out") {
  const companies = join(root, "sample/companies.csv");
  writeFileSync(config, JSON.stringify({ leads, companies, out: join(home, out), zone: "Africa/Lagos" }));
}

/** Another run of the same folder: it waits for its leads on standard input, and holds the lock meanwhile. */
async function holdLock() {
  const companies = join(root, "sample/companies.csv");
  const words = ["run", "--leads", "-", "--companies", companies, "--out", join(home, "out")];
  const child = spawn(process.execPath, [built, ...words], { stdio: ["pipe", "ignore", "pipe"] });
  await new Promise((resolve) => {
    child.stderr.on("data", resolve);
    setTimeout(resolve, 5000);
  });
  return child;
}

/** One run of a DAG to its end. `onSaid` is told all that was said so far. */
async function runDag({ dag = "lead_export", onSaid = (/** @type {string} */ _) => {} } = {}) {
  mails = [];
  const child = spawn(python, ["-m", "airflow", "dags", "test", dag], { env });
  let said = "";
  const listen = (piece) => {
    said += piece;
    onSaid(said);
  };
  for (const stream of [child.stdout, child.stderr]) stream.on("data", listen);
  await once(child, "close");
  const { stdout } = await run(python, ["-c", LAST_TASK, join(home, "airflow.db")]);
  return { ...JSON.parse(stdout), mails };
}

function expect(what, found, expected) {
  const isSame = isDeepStrictEqual(found, expected);
  console.log(`${isSame ? "ok    " : "FAILED"} ${what}: ${JSON.stringify(found)}`);
  if (isSame) return;
  console.log(`       expected ${JSON.stringify(expected)}`);
  process.exitCode = 1;
}
