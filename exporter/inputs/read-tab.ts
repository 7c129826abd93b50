import { NUMBER } from "../../shared/column-cells";
import { COMPANIES, LEADS, type TabContract } from "../../shared/contract";
import { type Binding, bindHeaders, type HeaderProblem } from "../../shared/headers";
import { type Details, Failure } from "../words/failure";
import { readFileTable } from "./files/file";
import type { RawTable } from "./table";
import { asTyped, textAt } from "./text-table";

/** So many rows below the first are looked at for the header, when row 1 is none. */
const ROWS_BELOW = 10;

/** Bytes read so far, and of how many. */
export type OnProgress = (bytes: number, of: number) => void;

/** Reads the file of one tab and finds its columns. Throws when a field has no column or two: nothing is guessed. */
export async function readTab(
  contract: TabContract,
  path: string,
  onProgress?: OnProgress,
): Promise<{ table: RawTable; binding: Binding }> {
  const bind = (headers: readonly string[]) => bindHeaders(contract, headers);
  const table = await readFileTable(path, {
    timeColumns: (headers) => {
      const columns: Record<string, number> = bind(headers).columns;
      const times = contract.fields.filter(({ type }) => type === "timestamp").map(({ name }) => columns[name]);
      return new Set(times.filter((index) => index >= 0));
    },
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  const binding = bind(table.columns.map(({ header }) => header));
  const [first] = binding.problems;
  if (first === undefined) return { table, binding };
  const explained = swapped(contract, table) ?? headerBelow(contract, table) ?? each(binding.problems);
  throw new Failure(first.code, `${path}${explained.sentence}`, explained.wayOut);
}

interface Explained {
  /** What follows the path. */
  sentence: string;
  wayOut: Details<HeaderProblem["code"]>;
}

function found({ columns }: Binding): number {
  return Object.values(columns).filter((index) => index >= 0).length;
}

function swapped(contract: TabContract, { columns }: RawTable): Explained | null {
  const other: TabContract = contract.tab === LEADS.tab ? COMPANIES : LEADS;
  const headers = columns.map(({ header }) => header);
  const bound = bindHeaders(other, headers);
  if (bound.problems.length > 0 || found(bound) <= found(bindHeaders(contract, headers))) return null;
  return {
    sentence: ` looks like the ${other.tab} table: were --leads and --companies swapped?`,
    wayOut: { way: "swapped", tab: contract.tab },
  };
}

/** A title or blank lines may stand above the header. */
function headerBelow(contract: TabContract, { rows, columns }: RawTable): Explained | null {
  if (
    found(
      bindHeaders(
        contract,
        columns.map(({ header }) => header),
      ),
    ) > 0
  )
    return null;
  const texts = columns.map(({ codes, distinct }) => ({ codes, distinct: asTyped(distinct) }));
  let best = 0;
  let at = -1;
  for (let row = 0; row < Math.min(rows, ROWS_BELOW); row++) {
    const cells = texts.map(({ codes, distinct }) => (codes[row] === NUMBER ? "0" : textAt(distinct, codes[row])));
    const names = found(bindHeaders(contract, cells));
    // A row of leads may hold one cell that is a name by chance.
    if (names <= best || names * 2 <= cells.filter((cell) => cell !== "").length) continue;
    best = names;
    at = row;
  }
  if (at === -1) return null;
  return { sentence: `: Row ${at + 2} looks like the header.`, wayOut: { way: "below" } };
}

function each(problems: readonly HeaderProblem[]): Explained {
  if (problems.length === 1)
    return { sentence: `: ${problems[0].sentence}`, wayOut: { way: "file", fix: problems[0].wayOut } };
  const lines = problems.map(({ sentence, wayOut }) => `\n  ${sentence} ${wayOut}`);
  return {
    sentence: ` has ${problems.length} faults in its headers:${lines.join("")}`,
    wayOut: { way: "several" },
  };
}
