// Writes docs/reliability.md from the list of figures in reliability-figures.mjs and from the tests that it names.
// node scripts/reliability.mjs [--check]: with --check, exits 1 if the page is not up to date, and writes nothing.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { bringUpToDate } from "./bring-up-to-date.mjs";
import { importSource, ROOT } from "./import-source.mjs";
import { table } from "./markdown.mjs";
import { FIGURES, MACHINE } from "./reliability-figures.mjs";

const HEAD = `# How reliable it is

Made by \`npm run fix\` from [a list of figures](../scripts/reliability-figures.mjs) and from the tests that it names: a test that is not there, or is called otherwise, and a number that changed, stop the check. For each
figure: what was asked when the program was planned, what tests show now, and where that is less. \`npm test\` runs those of them that are quick, \`npm run test:long\` the files called \`.long.test.ts\`.`;

const FAULTS = `## What comes of each fault of Google's

Once, three times in a row, and for as long as the run lasts; before the snapshot is current, where a fault that stays ends without or with the copy of an earlier day, and after it. _same_: the same bytes as without a fault.
_copy_: the last good copy is published, and said so. _refused_: nothing is published, and why. _untold_: the snapshot stands, and it is said that the tabs are not written.`;

const MACHINES = `## What a machine does

Kills, full disks and several at once are R4, R5 and R6 above.`;

/** The page in Markdown. Throws where a test, or a number in it, is not there. */
export async function reliabilityPage() {
  const { FAULT_KINDS, lawful, ...counts } = await sources();
  const figures = FIGURES.map((figure) => figureText(figure, { ...counts, kinds: FAULT_KINDS.length }));
  const kinds = FAULT_KINDS.map((kind) => [`\`${kind}\``, ...outcomesOf(kind, lawful)]);
  const faults = table(["Fault", "Once", "Three times", "Stays", "Stays, with a copy", "Stays, after the swap"], kinds);
  const machine = MACHINE.map(([what, comes, file, title]) => [what, comes, linkTo(file, title)]);
  return `${[HEAD, ...figures, FAULTS, faults, MACHINES, table(["What", "Comes to", "Test"], machine)].join("\n\n")}\n`;
}

function figureText({ id, title, asked, shown, short, numbers = {}, tests }, counts) {
  const found = { ...counts, ...Object.fromEntries(Object.entries(numbers).map(([name, at]) => [name, numberAt(at)])) };
  const filled = (text) => text.replace(/\{(\w+)\}/g, (_, name) => countIn(found, name));
  const lines = [
    `- Asked: ${asked}.`,
    `- Shown: ${filled(shown)}`,
    `- Less than asked: ${short === null ? "nothing." : filled(short)}`,
    ...tests.map(([file, name]) => `  - ${linkTo(file, name)}`),
  ];
  return `## ${id} ${title}\n\n${lines.join("\n")}`;
}

function countIn(found, name) {
  if (found[name] === undefined) throw new Error(`{${name}} is no number.`);
  return found[name];
}

/** A number that a pattern finds in a test file; with the flag g, how often it is found. */
function numberAt([file, pattern]) {
  const text = readFileSync(join(ROOT, "test", file), "utf8");
  const found = pattern.global ? text.match(pattern)?.length : pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`test/${file} has nothing like ${pattern}.`);
  return Number(found).toLocaleString("en");
}

/** A test by its title, as a link to its file. */
function linkTo(file, title) {
  if (!readFileSync(join(ROOT, "test", file), "utf8").includes(title))
    throw new Error(`test/${file} has no test called ${title}`);
  return `[${title.trim()}](../test/${file})`;
}

const WORDS = { identical: "same", fallback: "copy", refused: "refused", untold: "untold" };

/** What may come of a fault at the large reading, and at a write after the swap. */
function outcomesOf(kind, lawful) {
  const site = { number: 1, endpoint: "sheets", isWrite: false, isBig: true, isAfter: false, isMarking: false };
  const after = { ...site, isWrite: true, isBig: false, isAfter: true };
  const none = { fallback: null };
  const copy = { fallback: {} };
  const cases = [
    [none, site, "first only"],
    [none, site, "first three"],
    [none, site, "for ever"],
    [copy, site, "for ever"],
    [none, after, "for ever"],
  ];
  return cases.map(([scenario, where, extent]) =>
    lawful(scenario, where, kind, extent)
      .map((outcome) => WORDS[outcome])
      .join(" or "),
  );
}

async function sources() {
  const contents = [
    'export { FAULT_KINDS } from "./workbench/server/faults";',
    'export { lawful } from "./test/exporter/proof/matrix";',
    'export { BUCKET_FAILPOINTS, FAILPOINTS } from "./exporter/stores/failpoint";',
  ].join("\n");
  const { BUCKET_FAILPOINTS, FAILPOINTS, ...rest } = await importSource(ROOT, contents);
  return { ...rest, points: FAILPOINTS.length, bucketPoints: BUCKET_FAILPOINTS.length };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { check: { type: "boolean" } } });
  bringUpToDate({ "docs/reliability.md": await reliabilityPage() }, values.check);
}
