// A large workbook over HTTP: the local Google as one process, the export run as another.
//   node bench/sheet.mjs [--rows 200000] [--runs 3]
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { AS_OF, makeData, ZONE } from "./data.mjs";
import { measure, median } from "./measure.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const EXPORT = here("../dist/lead-export.js");
const WORKBENCH = here("../dist/lead-workbench.js");
/** Rows of cells in one call that fills the workbook. */
const ROWS_AT_ONCE = 25_000;
const LEADS = 1;
const COMPANIES = 2;

const { values } = parseArgs({
  options: { rows: { type: "string", default: "200000" }, runs: { type: "string", default: "3" } },
});
const [rows, runs] = [Number(values.rows), Number(values.runs)];
if (!(rows >= 10 && runs >= 1)) {
  console.error("--rows takes a number from 10 on, --runs one from 1 on.");
  process.exit(2);
}
if (![EXPORT, WORKBENCH].every(existsSync)) {
  console.error("The programs in dist/ are missing: run `npm run build` first.");
  process.exit(2);
}

const google = await startGoogle();
try {
  const id = await fill(google);
  await bench(google, id);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  google.child.kill();
}

/** A program that prints its address and its token. Port 0: any that is free. */
async function startGoogle() {
  const child = spawn(process.execPath, [WORKBENCH, "--headless", "--port", "0"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const found = {};
  for await (const line of createInterface({ input: child.stdout })) {
    found.url ??= /^Listening on (\S+)$/.exec(line)?.[1];
    found.token = /^Token: (\S+)$/.exec(line)?.[1];
    if (found.token !== undefined) break;
  }
  const { url, token } = found;
  if (token === undefined) throw new Error("The local Google did not start.");
  const ask = async (method, path, body) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 300)}`);
    return JSON.parse(text);
  };
  return { child, url, token, ask };
}

/** Fills a new workbook through the API, as any client would. Answers its id. */
async function fill({ ask }) {
  const made = makeData(here("data"), "A", rows, Math.ceil(rows / 10));
  const tables = { Leads: cellsOf(made.leads, 5), Companies: cellsOf(made.companies, -1) };
  const tab = (sheetId, title) => {
    const columnCount = tables[title][0].length;
    return { properties: { sheetId, title, gridProperties: { rowCount: tables[title].length, columnCount } } };
  };
  const { spreadsheetId } = await ask("POST", "/v4/spreadsheets", {
    properties: { title: "Bench", locale: "en_US", timeZone: ZONE },
    sheets: [tab(LEADS, "Leads"), tab(COMPANIES, "Companies")],
  });
  const path = `/v4/spreadsheets/${spreadsheetId}`;
  for (const [title, table] of Object.entries(tables)) {
    for (let from = 0; from < table.length; from += ROWS_AT_ONCE) {
      const data = [{ range: `${title}!A${from + 1}`, values: table.slice(from, from + ROWS_AT_ONCE) }];
      await ask("POST", `${path}/values:batchUpdate`, { valueInputOption: "RAW", data });
    }
  }
  const numberFormat = { type: "DATE_TIME", pattern: "m/d/yyyy h:mm:ss" };
  const range = { sheetId: LEADS, startRowIndex: 1, startColumnIndex: 5, endColumnIndex: 6 };
  const cell = { userEnteredFormat: { numberFormat } };
  await ask("POST", `${path}:batchUpdate`, {
    requests: [{ repeatCell: { range, cell, fields: "userEnteredFormat.numberFormat" } }],
  });
  return spreadsheetId;
}

/** A table's cells, the header first; the dates of one column as a sheet keeps them, in days since 30 December 1899. */
function cellsOf(path, dateColumn) {
  const lines = readFileSync(path, "utf8").trimEnd().split("\n");
  return lines.map((line) => {
    const cells = [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell]) =>
      cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell,
    );
    // The pattern also finds the nothing at the end of a line.
    /** @type {(string | number)[]} */
    const row = line.endsWith(",") ? cells : cells.slice(0, -1);
    const wall = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)$/.exec(String(row[dateColumn] ?? ""));
    if (wall !== null) row[dateColumn] = Date.parse(`${wall[1]}T${wall[2]}Z`) / 86_400_000 + 25_569;
    return row;
  });
}

async function bench({ child, url, token, ask }, id) {
  process.env.LEAD_EXPORT_SHEETS_TOKEN = token;
  const run = (address) =>
    measure((out) => [
      EXPORT,
      "run",
      "--spreadsheet",
      id,
      "--sheets-url",
      address,
      "--out",
      out,
      "--as-of",
      AS_OF,
      "--json",
    ]);
  const results = [];
  let calls = [];
  for (let i = 0; i < runs; i++) {
    await ask("POST", "/local/reset");
    const before = cpuOf(child.pid);
    const result = await run(url);
    results.push({ ...result, google: cpuOf(child.pid) - before });
    ({ calls } = await ask("GET", "/local/log"));
    const { read, clean } = result.output.counts.leads;
    const seconds = (result.wall / 1000).toFixed(2);
    console.error(`run ${i + 1}: ${seconds} s, ${calls.length} calls, ${read} leads read, ${clean} clean`);
    if (read !== rows) throw new Error(`${read} leads were read; the workbook holds ${rows}.`);
  }
  const pipe = await countingPipe(new URL(url));
  await run(pipe.url);
  pipe.close();

  const middle = (what) => median(results.map((result) => result[what]));
  const phases = Object.keys(results[0].phases).map(
    (phase) => `${phase} ${median(results.map((result) => result.phases[phase] ?? 0)).toFixed(0)}`,
  );
  const counts = new Map();
  for (const { method, path } of calls) {
    const kind = `${method} ${path.replace(/^.*\//, "").replace(id, "ID")}`;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const megabytes = (bytes) => `${(bytes / 2 ** 20).toFixed(1)} MB`;
  console.log(`\n${rows} leads from a workbook over HTTP; median of ${runs} runs, Node ${process.version}`);
  console.log(
    `wall ${(middle("wall") / 1000).toFixed(2)} s, CPU ${(middle("cpu") / 1000).toFixed(2)} s, peak ${middle("peak").toFixed(0)} MB`,
  );
  console.log(`ms by phase: ${phases.join(", ")}`);
  console.log(`meanwhile the local Google itself used ${(middle("google") / 1000).toFixed(2)} s of CPU`);
  console.log(`${calls.length} API calls: ${[...counts].map(([kind, count]) => `${count} ${kind}`).join(", ")}`);
  console.log(`on the wire: ${megabytes(pipe.received())} received, ${megabytes(pipe.sent())} sent`);
}

/** CPU ms a process has used so far (Linux: fields 14 and 15 of /proc/PID/stat, in hundredths of a second); 0 elsewhere. */
function cpuOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [user, system] = stat
      .slice(stat.lastIndexOf(")") + 2)
      .split(" ")
      .slice(11, 13);
    return 10 * (Number(user) + Number(system));
  } catch {
    return 0;
  }
}

/** Passes bytes on to a server and counts them. The run through it is not timed. */
async function countingPipe({ hostname, port }) {
  let [sent, received] = [0, 0];
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    client.on("data", (bytes) => (sent += bytes.length)).pipe(upstream);
    upstream.on("data", (bytes) => (received += bytes.length)).pipe(client);
    client.on("error", () => upstream.destroy());
    upstream.on("error", () => client.destroy());
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    url: `http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (server.address()).port}`,
    sent: () => sent,
    received: () => received,
    close: () => server.close(),
  };
}
