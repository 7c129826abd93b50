// node bench/speed-page.mjs: writes the table of docs/speed.md from the last measurement of each data set by `npm run bench`.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { table, withBetween } from "../scripts/markdown.mjs";
import { median } from "./measure.mjs";

const RESULTS = fileURLToPath(new URL("results/results.jsonl", import.meta.url));
const PAGE = fileURLToPath(new URL("../docs/speed.md", import.meta.url));

const SETS = {
  A: "A: 1,000,000 leads, 1,000,001 companies of 17,500 names",
  B: "B: the same, names mostly distinct",
  C: "C: a sheet's 60,000 leads, 4,000 companies",
  A10: "A with 10,000,000 leads",
  sample: "the sample's 417 leads",
};
const CONTENDERS = {
  ours: "Ours",
  duckdb: "DuckDB",
  "duckdb-proven": "DuckDB, proven",
  polars: "Polars",
  "polars-proven": "Polars, proven",
};

/** @type {Map<string, Record<string, Record<"wall" | "cpu" | "peak" | "files", number>[]>>} */
const last = new Map();
for (const line of readFileSync(RESULTS, "utf8").trimEnd().split("\n")) {
  const record = JSON.parse(line);
  if (!record.isShortened) last.set(record.set, record.results);
}

const columns = Object.entries(CONTENDERS);
const head = ["Data (runs)", ...columns.map(([, label]) => label), "Ours to the faster: bare, proven"];
const rows = Object.entries(SETS).flatMap(([set, label]) => {
  const results = last.get(set);
  if (results === undefined) return [];
  const middle = (name, what) => median(results[name].map((result) => result[what]));
  const ratio = (...peers) => {
    const walls = peers.filter((name) => name in results).map((name) => middle(name, "wall"));
    return walls.length === 0 ? "–" : (middle("ours", "wall") / Math.min(...walls)).toFixed(2);
  };
  const cells = columns.map(([name]) => (name in results ? cell((what) => middle(name, what)) : "–"));
  const ratios = `${ratio("duckdb", "polars")}, ${ratio("duckdb-proven", "polars-proven")}`;
  return [[`${label} (${results.ours.length})`, ...cells, ratios]];
});
writeFileSync(PAGE, withBetween(readFileSync(PAGE, "utf8"), "speed", table(head, rows)));

/** Wall, processor time, peak memory, tables written. */
function cell(middle) {
  const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;
  const bytes = (mb) => {
    if (mb >= 1000) return `${(mb / 1000).toFixed(1)} GB`;
    return mb < 1 ? `${(mb * 1000).toFixed(0)} kB` : `${mb.toFixed(mb < 10 ? 1 : 0)} MB`;
  };
  return [seconds(middle("wall")), seconds(middle("cpu")), bytes(middle("peak")), bytes(middle("files"))].join(" / ");
}
