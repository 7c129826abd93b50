// Writes what dashboard tools take of the questions: deploy/dashboards/ and the queries of docs/dashboards.md.
// node scripts/dashboards.mjs [--check]: with --check, exits 1 if one of them is not up to date, and writes nothing.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { bringUpToDate } from "./bring-up-to-date.mjs";
import { importSource, ROOT } from "./import-source.mjs";
import { withBetween } from "./markdown.mjs";

const FOLDER = "deploy/dashboards";
const PAGE = "docs/dashboards.md";
/** The usual schema of a target, and the database the files name; both are changed by hand where they are others. */
const SCHEMA = "lead_export";
const DATABASE = "Lead Export";
/** Superset asks for the password when it sees these signs. */
const ADDRESS = "postgresql://lead_reader:XXXXXXXXXX@127.0.0.1:6432/leads";
const VERSION = "1.0.0";

/** Every file, by its path from the top. */
async function dashboardFiles() {
  const questions = await shippedQuestions();
  const queries = questions.map((question) => `-- ${question.title}\n${queryOf(question)};`).join("\n\n");
  const files = {
    [PAGE]: withBetween(readFileSync(join(ROOT, PAGE), "utf8"), "queries", `\`\`\`sql\n${queries}\n\`\`\``),
    [`${FOLDER}/metabase-questions.json`]: json(questions.map(metabaseQuestion)),
  };
  for (const [path, value] of Object.entries(superset(questions))) files[`${FOLDER}/superset/${path}`] = json(value);
  return files;
}

/** Rows of a table have no order of their own: by the first column where that counts or dates, else most first. */
function orderOf({ columns, measure }) {
  const [first] = columns;
  if (measure === null || (first.type !== null && first.type !== "text")) return [[first.name, true]];
  return [
    [measure, false],
    [first.name, true],
  ];
}

function queryOf(question) {
  const order = orderOf(question).map(([name, ascending]) => (ascending ? name : `${name} DESC`));
  const columns = question.columns.map(({ name, label }) => `${name} AS "${label}"`);
  return `SELECT ${columns.join(", ")}\nFROM ${SCHEMA}.answer_${question.name}\nORDER BY ${order.join(", ")}`;
}

/** A body of Metabase's POST /api/card; `database` is the number Metabase gave the database. */
function metabaseQuestion(question) {
  const label = (wanted) => question.columns.find(({ name }) => name === wanted).label;
  const { chart } = question;
  const display = { bar: "bar", "horizontal-bar": "row" };
  return {
    name: question.title,
    display: chart === null ? "table" : display[chart.kind],
    dataset_query: { type: "native", database: 1, native: { query: queryOf(question), "template-tags": {} } },
    visualization_settings:
      chart === null ? {} : { "graph.dimensions": [label(chart.x)], "graph.metrics": [label(chart.y)] },
  };
}

/** The files of a Superset export (JSON is YAML too), by path: zipped in one folder, they are what its import takes. */
function superset(questions) {
  const asOf = {
    name: "as_of",
    title: "As of",
    table: "snapshots",
    chart: null,
    columns: [
      { name: "snapshot", label: "Snapshot", type: "text" },
      { name: "as_of", label: "As of (UTC)", type: "instant" },
      { name: "leads_clean", label: "Clean leads", type: "count" },
      { name: "companies_clean", label: "Clean companies", type: "count" },
    ],
    only: "is_current",
  };
  const answers = questions.map((question) => ({ ...question, table: `answer_${question.name}` }));
  const shown = [asOf, ...answers];
  const files = {
    "metadata.yaml": { version: VERSION, type: "Dashboard", timestamp: "2026-01-01T00:00:00+00:00" },
    "databases/lead_export.yaml": {
      database_name: DATABASE,
      sqlalchemy_uri: ADDRESS,
      // A day's answers change once a day.
      cache_timeout: 600,
      expose_in_sqllab: true,
      allow_run_async: false,
      allow_ctas: false,
      allow_cvas: false,
      allow_dml: false,
      allow_csv_upload: false,
      extra: { allows_virtual_table_explore: true },
      uuid: uuidOf("database"),
      version: VERSION,
    },
    "dashboards/lead_export.yaml": {
      dashboard_title: "Lead Export",
      description: null,
      css: "",
      slug: null,
      uuid: uuidOf("dashboard"),
      position: positions(shown),
      published: true,
      metadata: { color_scheme: "", refresh_frequency: 0, cross_filters_enabled: false },
      version: VERSION,
    },
  };
  for (const one of shown) {
    files[`datasets/lead_export/${one.table}.yaml`] = dataset(one);
    files[`charts/${one.name}.yaml`] = {
      slice_name: one.title,
      description: null,
      viz_type: vizType(one),
      params: { viz_type: vizType(one), ...paramsOf(one) },
      query_context: null,
      cache_timeout: null,
      uuid: uuidOf(`chart ${one.name}`),
      version: VERSION,
      dataset_uuid: uuidOf(`dataset ${one.table}`),
    };
  }
  return files;
}

function dataset({ table, columns, only }) {
  const types = { text: "TEXT", day: "DATE", instant: "TIMESTAMP WITH TIME ZONE" };
  const isTime = (type) => type === "day" || type === "instant";
  const listed = only === undefined ? columns : [...columns, { name: only, label: only, type: "boolean" }];
  return {
    table_name: table,
    main_dttm_col: columns.find(({ type }) => isTime(type))?.name ?? null,
    description: null,
    default_endpoint: null,
    offset: 0,
    cache_timeout: null,
    schema: SCHEMA,
    sql: null,
    params: null,
    template_params: null,
    filter_select_enabled: true,
    fetch_values_predicate: null,
    extra: null,
    uuid: uuidOf(`dataset ${table}`),
    metrics: [],
    columns: listed.map(({ name, label, type }) => ({
      column_name: name,
      verbose_name: label,
      is_dttm: isTime(type),
      is_active: true,
      type: type === "boolean" ? "BOOLEAN" : (types[type] ?? "BIGINT"),
      groupby: true,
      filterable: true,
      expression: null,
      description: null,
      python_date_format: null,
    })),
    version: VERSION,
    database_uuid: uuidOf("database"),
  };
}

const vizType = ({ chart }) => (chart === null ? "table" : "echarts_timeseries_bar");

function paramsOf(one) {
  const { chart, columns, only } = one;
  const where = { expressionType: "SQL", clause: "WHERE", sqlExpression: only };
  const adhoc_filters = only === undefined ? [] : [where];
  if (chart === null) {
    const order = only === undefined ? orderOf(one) : [];
    return {
      query_mode: "raw",
      all_columns: columns.map(({ name }) => name),
      order_by_cols: order.map((by) => JSON.stringify(by)),
      adhoc_filters,
      row_limit: 10000,
      server_pagination: false,
      show_cell_bars: only === undefined,
      include_search: order.length > 0,
    };
  }
  const { label } = columns.find(({ name }) => name === chart.y);
  const isDay = columns.find(({ name }) => name === chart.x).type === "day";
  return {
    x_axis: chart.x,
    ...(isDay ? { time_grain_sqla: "P1D", x_axis_time_format: "%Y-%m-%d" } : { xAxisForceCategorical: true }),
    metrics: [
      { expressionType: "SIMPLE", aggregate: "SUM", column: { column_name: chart.y }, hasCustomLabel: true, label },
    ],
    groupby: [],
    adhoc_filters,
    orientation: chart.kind === "bar" ? "vertical" : "horizontal",
    ...(chart.kind === "bar" ? {} : { x_axis_sort: label, x_axis_sort_asc: true }),
    time_range: "No filter",
    row_limit: 1000,
    show_legend: false,
    show_value: true,
    y_axis_format: "SMART_NUMBER",
  };
}

/**
 * Two charts a row, below one that says as of when.
 * @param {any[]} shown
 */
function positions([asOf, ...others]) {
  const rows = [[asOf]];
  for (let i = 0; i < others.length; i += 2) rows.push(others.slice(i, i + 2));
  const position = {
    DASHBOARD_VERSION_KEY: "v2",
    ROOT_ID: { type: "ROOT", id: "ROOT_ID", children: ["GRID_ID"] },
    GRID_ID: { type: "GRID", id: "GRID_ID", parents: ["ROOT_ID"], children: rows.map((_, i) => `ROW-${i}`) },
    HEADER_ID: { type: "HEADER", id: "HEADER_ID", meta: { text: "Lead Export" } },
  };
  for (const [i, charts] of rows.entries()) {
    const row = `ROW-${i}`;
    const parents = ["ROOT_ID", "GRID_ID"];
    const children = charts.map(({ name }) => `CHART-${name}`);
    position[row] = { type: "ROW", id: row, parents, children, meta: { background: "BACKGROUND_TRANSPARENT" } };
    for (const { name, title } of charts) {
      const meta = {
        chartId: 0,
        uuid: uuidOf(`chart ${name}`),
        sliceName: title,
        width: 12 / charts.length,
        height: i === 0 ? 18 : 50,
      };
      position[`CHART-${name}`] = {
        type: "CHART",
        id: `CHART-${name}`,
        parents: [...parents, row],
        children: [],
        meta,
      };
    }
  }
  return position;
}

/** The same for the same name, so that an import replaces what an earlier one made. */
function uuidOf(name) {
  const hex = createHash("sha256").update(`lead-export ${name}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const json = (value) => `${JSON.stringify(value, null, 2)}\n`;

async function shippedQuestions() {
  const folder = join(ROOT, "exporter/questions");
  const { loadQuestions } = await importSource(folder, 'export { loadQuestions } from "./question";');
  return loadQuestions(folder);
}

const { values } = parseArgs({ options: { check: { type: "boolean" } } });
const files = await dashboardFiles();
const folder = join(ROOT, FOLDER, "superset");
const there = existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : [];
const gone = there
  .filter((entry) => entry.isFile())
  .map(({ parentPath, name }) => join(parentPath, name).slice(ROOT.length).replaceAll("\\", "/"))
  .filter((path) => files[path] === undefined);
bringUpToDate(files, values.check, gone);
