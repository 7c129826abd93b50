import { COMPANIES, type Field, LEADS, type TabContract, type TabName } from "./contract";
import { fieldsByName, headerKey } from "./headers";
import { quoted } from "./sentences";
import { tidy } from "./text";
import { isStatusHeader } from "./workbook";

/** A header that a team uses for a field, besides those of the contract. */
export interface OwnHeader {
  /** `Leads` or `Companies`, in any case. */
  readonly tab: string;
  /** The field, by a header or an alias of the contract: `Company`, `first_name`. */
  readonly column: string;
  readonly header: string;
}

/** By tab: `headerKey` of each own header -> the header the contract shows. */
export type OwnHeaders = Readonly<Partial<Record<TabName, Readonly<Record<string, string>>>>>;

export const NO_OWN_HEADERS: OwnHeaders = {};

/**
 * Own headers as they are looked up, and a sentence for each that cannot be one: it names no field, or is a header of another field or of
 * the Status column already. Twice the same is no fault.
 */
export function readOwnHeaders(listed: readonly OwnHeader[]): { own: OwnHeaders; faults: string[] } {
  const own: Partial<Record<TabName, Record<string, string>>> = {};
  const faults: string[] = [];
  for (const { tab, column, header } of listed) {
    const contract: TabContract | undefined = [LEADS, COMPANIES].find(
      (one) => one.tab.toLowerCase() === tidy(tab).toLowerCase(),
    );
    if (contract === undefined) {
      faults.push(
        `There is no tab ${quoted(tidy(tab))} for the header ${quoted(tidy(header))}: write Leads or Companies.`,
      );
      continue;
    }
    const names = fieldsByName(contract.fields);
    const shown = (name: string | undefined) => contract.fields.find((field: Field) => field.name === name)?.header;
    const field = shown(names.get(headerKey(column)));
    const key = headerKey(header);
    const taken = shown(names.get(key)) ?? own[contract.tab]?.[key];
    const fault = faultOf(contract, field, header, key, taken);
    if (fault !== null) faults.push(fault);
    else if (taken === undefined) own[contract.tab] = { ...own[contract.tab], [key]: field! };
  }
  return { own, faults };
}

function faultOf(
  { tab, fields }: TabContract,
  field: string | undefined,
  header: string,
  key: string,
  taken: string | undefined,
): string | null {
  const said = quoted(tidy(header));
  if (field === undefined) {
    return `${tab} has no such column for the header ${said}: its columns are ${fields.map((one) => one.header).join(", ")}.`;
  }
  if (key === "") return `${said} is no header for ${field} in ${tab}: it has no letter and no digit.`;
  if (isStatusHeader(header)) return `${said} is the header of the add-on's own column in ${tab}.`;
  if (taken === undefined || taken === field) return null;
  return `${said} cannot be a header for ${field} in ${tab}: it is one for ${taken}.`;
}

/**
 * A header row with a team's own headers put into the contract's words. An own header stands for the header shown: it beats the contract's
 * aliases, and two for one field are two too many. Beside the header itself it is a column of no field.
 */
export function inContractsWords(contract: TabContract, own: OwnHeaders, headers: readonly string[]): string[] {
  const shown = own[contract.tab];
  if (shown === undefined) return [...headers];
  const keys = headers.map(headerKey);
  return headers.map((header, i) => {
    const name = Object.hasOwn(shown, keys[i]) ? shown[keys[i]] : undefined;
    return name === undefined || keys.includes(headerKey(name)) ? header : name;
  });
}

/** The rows of the tab "Own headers": its header first, a row with nothing in it says nothing. */
export function ownHeadersOfRows(rows: readonly (readonly string[])[]): OwnHeader[] {
  return rows
    .slice(1)
    .filter((cells) => cells.some((cell) => tidy(cell) !== ""))
    .map(([tab = "", column = "", header = ""]) => ({ tab, column, header }));
}
