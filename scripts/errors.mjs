// Writes docs/errors.md from the tables of failures and refusals in exporter/.
// node scripts/errors.mjs [--check]: with --check, exits 1 if the page is not up to date, and writes nothing.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { bringUpToDate } from "./bring-up-to-date.mjs";
import { importSource, ROOT } from "./import-source.mjs";
import { table } from "./markdown.mjs";

const HEAD = `# What can go wrong

Made from the tables in \`exporter/words/failures/\`, \`exporter/service/refusal.ts\` and \`appsscript/refusals.ts\`; \`npm run fix\` writes it anew. Every failure is told with its code, one sentence
that says what and where, and a way out for whoever reads it: who typed a command, who pressed Export now in the sheet or reads its Summary tab, who runs the
service (in its log). Words in braces are filled in.`;

const IN_SHEET = `## What the add-on refuses

Only the sheet is told, with a sentence that names the place and a way out.`;

/** The page in Markdown. */
export async function errorsPage() {
  const { areas, THEIRS, EXIT_CODES, REFUSALS, ADD_ON_REFUSALS } = await tables();
  const exits = table(["Exit code", "Means"], EXIT_CODES);
  const sections = AREAS.map(([, title], i) => {
    const kinds = Object.entries(areas[i]).map(([code, kind]) => kindText(code, kind, THEIRS));
    return `## ${title}\n\n${kinds.join("\n\n")}`;
  });
  const refusals = table(
    ["Code", "Status", "Sentence", "Way out"],
    Object.entries(REFUSALS).map(([code, [status, ...words]]) => [`\`${code}\``, String(status), ...words]),
  );
  const refused =
    "## Requests that the service refuses\n\nThe caller, which is the add-on as a rule, is told the sentence and the way out.";
  const inSheet = table(
    ["Code", "When"],
    Object.entries(ADD_ON_REFUSALS).map(([code, when]) => [`\`${code}\``, when]),
  );
  return `${[HEAD, exits, ...sections, refused, refusals, IN_SHEET, inSheet].join("\n\n")}\n`;
}

/** The files of the table, in the order of the page. */
const AREAS = [
  ["command-line", "What is typed and configured"],
  ["files", "The tables and their headers"],
  ["workbook", "The workbook"],
  ["publishing", "Publishing"],
  ["stores", "Buckets"],
  ["targets", "Targets"],
  ["questions", "Questions"],
  ["mail", "Mail"],
  ["readers", "The answers on their way to people"],
  ["service", "The service"],
  ["spark", "Runs on Spark"],
  ["emr", "Runs on EMR Serverless"],
];

function kindText(code, kind, theirs) {
  const exit = kind.commandLine === null ? "" : ` Exit code ${kind.exit}.`;
  const passes = kind.passes ? " It may pass by itself: a run with `--retry` is tried once more." : "";
  const onlyTyped = kind.sheet === undefined && kind.service === undefined;
  const sheet = kind.sheet ?? (onlyTyped ? null : theirs);
  const ways = [
    ...lines("Command line", kind.commandLine),
    ...lines("Sheet", typeof sheet === "object" && sheet !== null ? { ...sheet, "any other": theirs } : sheet),
    ...lines("Service", kind.service ?? null),
  ];
  return `### ${code}\n\n${kind.when}${exit}${passes}\n\n${ways.join("\n")}`;
}

/** One line for each audience; one more below it for each of several ways out. */
function lines(audience, ways) {
  if (ways === null) return [];
  if (typeof ways === "string") return [`- ${audience}: ${ways}`];
  return [`- ${audience}:`, ...Object.values(ways).map((way) => `  - ${way}`)];
}

async function tables() {
  const contents = [
    ...AREAS.map(([file], i) => `export * as area${i} from "./words/failures/${file}";`),
    'export { THEIRS } from "./words/failure";',
    'export { EXIT_CODES } from "./terminal/exit-codes";',
    'export { REFUSALS } from "./service/refusal";',
    'export { ADD_ON_REFUSALS } from "../appsscript/words/refusals";',
  ].join("\n");
  const all = await importSource(join(ROOT, "exporter"), contents);
  // Each file has one table and nothing else.
  return { ...all, areas: AREAS.map((_, i) => Object.assign({}, ...Object.values(all[`area${i}`]))) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { check: { type: "boolean" } } });
  bringUpToDate({ "docs/errors.md": await errorsPage() }, values.check);
}
