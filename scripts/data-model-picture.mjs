const WIDTH = 250;
const GAP = 90;
const ROW = 20;
const HEAD = 34;
const TOP = 16;
/** Which column of the picture a table stands in, and what it stands below: lines then run in the gaps. */
const PLACES = {
  leads: { column: 0, below: [] },
  companies: { column: 2, below: [] },
  held: { column: 0, below: ["leads"] },
  duplicates: { column: 1, below: [] },
};
const MARGIN = 34;

/** The tables as boxes, and each join as a line from column to column; an SVG that is readable on light and dark. */
export function drawModel(tables) {
  const boxes = new Map();
  for (const table of tables) boxes.set(table.name, place(table, boxes, tables));
  const width = 3 * WIDTH + 2 * GAP + 40;
  const height = Math.max(...[...boxes.values()].map(({ y, table }) => y + heightOf(table))) + 20;
  const lines = tables.flatMap((table) =>
    table.joins.map(({ to, columns: [own, other] }) => line(boxes.get(table.name), own, boxes.get(to), other)),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="The tables of Lead Export: ${tables.map(({ name }) => name).join(", ")}; their columns, keys and joins">
<style>
  svg { font: 13px system-ui, sans-serif; background: #fff; }
  .box { fill: #fff; stroke: #8c959f; }
  .head { fill: #ddf4ff; stroke: #0969da; }
  .table { fill: #1f2328; font-weight: 600; font-size: 14px; }
  .name { fill: #1f2328; }
  .key { font-weight: 700; }
  .unique { text-decoration: underline; }
  .kind, .note { fill: #59636e; font-size: 11.5px; }
  .line { fill: none; stroke: #0969da; stroke-width: 1.4; }
  .end { fill: #0969da; }
  @media (prefers-color-scheme: dark) {
    svg { background: #0d1117; }
    .box { fill: #0d1117; stroke: #656c76; }
    .head { fill: #121d2f; stroke: #4493f8; }
    .table, .name { fill: #f0f6fc; }
    .kind, .note { fill: #9198a1; }
    .line { stroke: #4493f8; }
    .end { fill: #4493f8; }
  }
</style>
<defs><marker id="end" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="end" d="M0 0 L8 4 L0 8 z"/></marker></defs>
${[...[...boxes.values()].map(box), ...lines, ...legend()].join("\n")}
</svg>
`;
}

function heightOf({ columns }) {
  return HEAD + columns.length * ROW + 8;
}

function place(table, boxes, tables) {
  const { column, below } = PLACES[table.name];
  const x = 20 + column * (WIDTH + GAP);
  const above = below.map((name) => boxes.get(name) ?? place(byName(tables, name), boxes, tables));
  const y = Math.max(
    column === 1 ? underJoin(tables) : TOP,
    ...above.map((one) => one.y + heightOf(one.table) + MARGIN),
  );
  return { x, y, table };
}

/** Below the line from leads to companies, which passes over the middle column. */
function underJoin(tables) {
  const { columns, joins } = byName(tables, "leads");
  const last = Math.max(...joins.map((join) => columns.findIndex(({ name }) => name === join.columns[0])));
  return TOP + HEAD + (last + 1) * ROW + MARGIN;
}

const byName = (tables, wanted) => tables.find(({ name }) => name === wanted);

function box({ x, y, table }) {
  const { name, columns, primaryKey, uniqueKeys } = table;
  const rows = columns.map((column, i) => {
    const marks = [
      primaryKey.includes(column.name) ? "key" : "",
      uniqueKeys.flat().includes(column.name) ? "unique" : "",
    ];
    const down = y + HEAD + i * ROW + 17;
    return `<text class="${["name", ...marks].filter(Boolean).join(" ")}" x="${x + 12}" y="${down}">${column.name}</text><text class="kind" text-anchor="end" x="${x + WIDTH - 12}" y="${down}">${column.kind}${column.nullable ? " or null" : ""}</text>`;
  });
  return `<rect class="box" x="${x}" y="${y}" width="${WIDTH}" height="${heightOf(table)}" rx="5"/><rect class="head" x="${x}" y="${y}" width="${WIDTH}" height="${HEAD - 6}" rx="5"/><text class="table" x="${x + 12}" y="${y + 19}">${name}</text>
${rows.join("\n")}`;
}

/** Out of the side that faces the other table, up in the gap before it, and in. */
function line(from, own, to, other) {
  const isRight = to.x > from.x;
  const rowOf = ({ y, table }, name) => y + HEAD + table.columns.findIndex((column) => column.name === name) * ROW + 12;
  const start = { x: isRight ? from.x + WIDTH : from.x, y: rowOf(from, own) };
  const end = { x: isRight ? to.x : to.x + WIDTH, y: rowOf(to, other) };
  // Two lines into one gap turn at different places.
  const turn = end.x + (isRight ? -1 : 1) * (from.table.name === "duplicates" ? GAP / 3 : (2 * GAP) / 3);
  return `<path class="line" marker-end="url(#end)" d="M${start.x} ${start.y} H${turn} V${end.y} H${isRight ? end.x - 1 : end.x + 1}"/>`;
}

function legend() {
  const x = 20 + WIDTH + GAP;
  const lines = [
    ['<tspan class="key">bold</tspan>: the primary key', TOP + 20],
    ['<tspan class="unique">underlined</tspan>: no two rows equal in all', TOP + 40],
    ["arrow: the rows it finds by that column", TOP + 60],
  ];
  return lines.map(([text, y]) => `<text class="note" x="${x}" y="${y}">${text}</text>`);
}
