// Draws docs/architecture.svg from the real imports of the house.
// node scripts/architecture.mjs [--check]: with --check, exits 1 if the picture is not up to date, and writes nothing.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { bringUpToDate } from "./bring-up-to-date.mjs";
import { importSource, ROOT } from "./import-source.mjs";

/** What each floor of the exporter does, beside its box. */
const WHAT = {
  words: "failures, numbers, dates, zones",
  stores: "folders and buckets",
  config: "the configuration, what lies beside the program",
  kernel: "loops over bytes, in one memory for all threads",
  inputs: "files, workbook, copy: columns of distinct cells",
  rules: "columns as cells of the one judge",
  changes: "what changed since earlier snapshots",
  tables: "verdicts: the columns of the four tables",
  parquet: "tables: Parquet, and back to compare",
  threads: "as many threads as cores for large tables",
  questions: "SQL over the written files",
  publish: "lock, guard, swap, history, restore",
  targets: "databases and other stores that get a copy",
  summary: "the tabs Summary and Exports",
  dashboard: "the page in each snapshot",
  dictionary: "what the files hold, for catalogues",
  mail: "what is told when nobody watches",
  run: "one run from start to end",
  check: "the listing of problems",
  spark: "the same run on the executors of a Spark",
  terminal: "tables, colour, progress, failures",
  service: "what Export now asks, over HTTP",
  commands: "the command line, one file a command",
};
const ROW = 46;
const BOX = { width: 112, height: 28 };
const LEFT = 330;
const TOP = 76;
const WIDTH = 980;

const { floors, imports } = await readHouse();
const svg = draw(
  floors
    .flat()
    .filter((name) => name !== "main")
    .reverse(),
);
bringUpToDate({ "docs/architecture.svg": svg }, parseArgs({ options: { check: { type: "boolean" } } }).values.check);

/** The floors of the exporter, the lowest first, and for each of its folders those it imports. */
async function readHouse() {
  const { FLOORS, importsOf } = await importSource(
    join(ROOT, "test/house"),
    'export * from "./floors"; export * from "./imports";',
  );
  const between = new Map();
  for (const { from, to } of importsOf("exporter")) {
    const [a, b] = [from, to].map((path) => path.split("/")[1]);
    if (a === b || !to.startsWith("exporter/")) continue;
    between.set(a, (between.get(a) ?? new Set()).add(b));
  }
  return { floors: FLOORS.exporter, imports: between };
}

/** The imports that no other box leads to already. */
function ownLines(name) {
  const direct = [...(imports.get(name) ?? [])];
  return direct.filter((target) => !direct.some((other) => other !== target && reaches(other, target)));
}

function reaches(from, to) {
  const next = [...(imports.get(from) ?? [])];
  return next.includes(to) || next.some((name) => reaches(name, to));
}

function draw(names) {
  const nameless = names.filter((name) => WHAT[name] === undefined);
  if (nameless.length > 0) throw new Error(`scripts/architecture.mjs does not say what ${nameless.join(", ")} does.`);
  const at = new Map(names.map((name, row) => [name, { y: TOP + row * ROW, row }]));
  const bottom = TOP + names.length * ROW;
  const boxes = [...at].map(
    ([name, { y }]) =>
      `${box(LEFT, y, BOX.width, BOX.height, name, "floor")}<text class="what" x="${LEFT + BOX.width + 16}" y="${y + 19}">${WHAT[name]}</text>`,
  );
  const lines = [...at.keys()].flatMap((name) => ownLines(name).map((target) => line(at.get(name), at.get(target))));
  const parts = [
    box(20, TOP - 46, 150, bottom - TOP + 46, "appsscript", "part", "the add-on in the sheet"),
    box(210, TOP - 46, 560, bottom - TOP + 46, "exporter", "part", "the program"),
    box(810, TOP - 46, 150, bottom - TOP + 46, "workbench", "part", "the local Google"),
    box(20, bottom + 40, 940, 56, "shared", "part", "the contract, the rules, the one judge, the words: pure"),
  ];
  const down = [95, 490, 885].map(
    (x) => `<path class="line" marker-end="url(#end)" d="M${x} ${bottom} V${bottom + 36}"/>`,
  );
  const http = [170, 770].map(
    (x, i) =>
      `<path class="line dashed" marker-end="url(#end)" d="M${x} ${TOP - 24} H${i === 0 ? 206 : 806}"/><text class="what" x="${x + 4}" y="${TOP - 32}">HTTP</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${bottom + 116}" role="img" aria-label="The folders of Lead Export and who imports whom">
<style>
  svg { font: 13px system-ui, sans-serif; background: #fff; }
  .part { fill: #f6f8fa; stroke: #8c959f; }
  .floor { fill: #fff; stroke: #0969da; }
  .name { fill: #1f2328; font-weight: 600; }
  .what { fill: #59636e; font-size: 11.5px; }
  .line { fill: none; stroke: #8c959f; stroke-width: 1.2; }
  .dashed { stroke-dasharray: 4 3; }
  @media (prefers-color-scheme: dark) {
    svg { background: #0d1117; }
    .part { fill: #151b23; }
    .floor { fill: #0d1117; stroke: #4493f8; }
    .name { fill: #f0f6fc; }
    .what { fill: #9198a1; }
  }
</style>
<defs><marker id="end" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 L8 4 L0 8 z" fill="#8c959f"/></marker></defs>
${[...parts, ...down, ...http, ...lines, ...boxes].join("\n")}
</svg>
`;
}

function box(x, y, width, height, name, kind, what) {
  const isPart = kind === "part";
  const text = isPart
    ? `<text class="name" x="${x + 12}" y="${y + 20}">${name}/</text><text class="what" x="${x + 12}" y="${y + 36}">${what}</text>`
    : `<text class="name" x="${x + 10}" y="${y + 19}">${name}</text>`;
  return `<rect class="${kind}" x="${x}" y="${y}" width="${width}" height="${height}" rx="5"/>${text}`;
}

/** Down to the next floor as a straight line; past others as a bow at the left. */
function line(from, to) {
  const x = LEFT + BOX.width / 2;
  const path =
    to.row === from.row + 1
      ? `M${x} ${from.y + BOX.height} V${to.y - 1}`
      : `M${LEFT} ${from.y + BOX.height / 2} C${bow(from, to)} ${LEFT - 1} ${to.y + BOX.height / 2}`;
  return `<path class="line" marker-end="url(#end)" d="${path}"/>`;
}

function bow(from, to) {
  const x = LEFT - 10 - 7 * (to.row - from.row);
  return `${x} ${from.y + BOX.height / 2} ${x} ${to.y + BOX.height / 2}`;
}
