import { NUMBER } from "../../shared/column-cells";
import { COMPANIES, LEADS, type TabContract } from "../../shared/contract";
import { headerBelow, namesFound } from "../../shared/header-below";
import { type Binding, bindHeaders, type HeaderProblem } from "../../shared/headers";
import { inContractsWords, type OwnHeaders } from "../../shared/own-headers";
import { type Details, Failure } from "../words/failure";
import { readFileTable } from "./files/file";
import type { Helpers } from "./files/read-together";
import type { OnProgress } from "./files/reader";
import { blankRepeatedHeaders } from "./repeated-headers";
import type { RawTable } from "./table";
import { nameOf, ownHeadersOf, pathOf, placeOf, type TableFile } from "./table-file";
import { asTyped, textAt } from "./text-table";

/** A table, the tab it is of, and where its columns are. */
export interface ReadTab {
  contract: TabContract;
  table: RawTable;
  binding: Binding;
}

interface Bound {
  tab: TabContract;
  /** In the words of the contract. */
  headers: readonly string[];
  binding: Binding;
}

/**
 * Reads the file of one tab and finds its columns; `contract` may be `null`, and is then the tab of whose fields the headers have more.
 * Throws when a field has no column or two, or a list in one of its cells: nothing is guessed.
 */
export async function readTab(
  contract: TabContract | null,
  file: TableFile,
  onProgress?: OnProgress,
  helpers?: Helpers,
): Promise<ReadTab> {
  const own = ownHeadersOf(file);
  let bound = null as Bound | null;
  const bind = (written: readonly string[]): Bound => {
    // Asked again when all is read, and where a record or a row brings a column that the first ones had not.
    if (bound?.headers.length !== written.length) {
      const tab = contract ?? tabOf(written, own);
      const headers = inContractsWords(tab, own, written);
      bound = { tab, headers, binding: bindHeaders(tab, headers) };
    }
    return bound;
  };
  const read = await readFileTable(pathOf(file), {
    name: nameOf(file),
    helpers,
    timeColumns: (headers) => {
      const { tab, binding } = bind(headers);
      const columns: Record<string, number> = binding.columns;
      const times = tab.fields.filter(({ type }) => type === "timestamp").map(({ name }) => columns[name]);
      return new Set(times.filter((index) => index >= 0));
    },
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  const table = { ...read, source: { ...read.source, path: placeOf(file) } };
  const written = table.columns.map(({ header }) => header);
  const { tab, headers, binding } = bind(written);
  refuseNested(tab, table, binding, nameOf(file));
  const [first] = binding.problems;
  if (first === undefined) {
    return { contract: tab, table: { ...table, repeatedHeaders: blankRepeatedHeaders(tab, table, binding) }, binding };
  }
  const { sentence, wayOut } =
    swapped(tab, written, own) ??
    below(tab, table, headers, own) ??
    noKnownKey(tab, table, binding) ??
    each(binding.problems);
  throw new Failure(first.code, `${nameOf(file)}${sentence}`, wayOut);
}

interface Explained {
  /** What follows the file's name. */
  sentence: string;
  wayOut: Details<HeaderProblem["code"]>;
}

/** Why a table with these headers, in the words of their writer, cannot be read; `null` when it can. */
export function headersFailure(contract: TabContract, file: TableFile, written: readonly string[]): Failure | null {
  const own = ownHeadersOf(file);
  const { problems } = bindHeaders(contract, inContractsWords(contract, own, written));
  if (problems.length === 0) return null;
  const { sentence, wayOut } = swapped(contract, written, own) ?? each(problems);
  return new Failure(problems[0].code, `${nameOf(file)}${sentence}`, wayOut);
}

function tabOf(headers: readonly string[], own: OwnHeaders): TabContract {
  const share = (contract: TabContract) =>
    namesFound(contract, inContractsWords(contract, own, headers)) / contract.fields.length;
  return share(COMPANIES) > share(LEADS) ? COMPANIES : LEADS;
}

/** A name is never made of JSON text. */
function refuseNested({ tab, fields }: TabContract, { columns }: RawTable, binding: Binding, name: string): void {
  const bound: Record<string, number> = binding.columns;
  for (const field of fields) {
    const column = columns[bound[field.name]];
    if (column === undefined || column.nested === null) continue;
    const { row, line, what } = column.nested;
    throw new Failure(
      "BAD_JSON",
      `${name}, line ${line}: "${column.header}" holds ${what} in row ${row + 2} of ${tab}, not one value.`,
      { way: "value" },
    );
  }
}

function swapped(contract: TabContract, headers: readonly string[], own: OwnHeaders): Explained | null {
  const other: TabContract = contract.tab === LEADS.tab ? COMPANIES : LEADS;
  const as = (one: TabContract) => inContractsWords(one, own, headers);
  const isOther = bindHeaders(other, as(other)).problems.length === 0;
  if (!isOther || namesFound(other, as(other)) <= namesFound(contract, as(contract))) return null;
  return {
    sentence: ` looks like the ${other.tab} table: were the two tables swapped?`,
    wayOut: { way: "swapped", tab: contract.tab },
  };
}

function below(
  contract: TabContract,
  { rows, columns }: RawTable,
  headers: readonly string[],
  own: OwnHeaders,
): Explained | null {
  const texts = columns.map(({ codes, distinct }) => ({ codes, distinct: asTyped(distinct) }));
  const cellsOf = (row: number) =>
    texts.map(({ codes, distinct }) => (codes[row] === NUMBER ? "0" : textAt(distinct, codes[row])));
  const row = headerBelow(contract, headers, rows, (at) => inContractsWords(contract, own, cellsOf(at)));
  if (row === null) return null;
  return { sentence: `: Row ${row} looks like the header.`, wayOut: { way: "below" } };
}

/** Records have keys and no row 1. */
function noKnownKey(
  { tab, fields }: TabContract,
  { columns, headersAre }: RawTable,
  binding: Binding,
): Explained | null {
  if (headersAre === "row" || binding.problems[0]?.code !== "HEADER_ROW_MISSING") return null;
  const wayOut = { way: "keys", headers: fields.map(({ header }) => header).join(", ") } as const;
  if (columns.length === 0) return { sentence: " holds no record: its list is empty.", wayOut };
  const keys = columns
    .slice(0, 10)
    .map(({ header, nested }) => `"${header}"${nested === null ? "" : ` (${nested.what})`}`);
  return { sentence: `: none of the keys of its records is a known column of ${tab}: ${keys.join(", ")}.`, wayOut };
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
