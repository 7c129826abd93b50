import { COMPANIES, LEADS, type TabContract } from "../../shared/contract";
import { bindHeaders } from "../../shared/headers";
import { readFileTable } from "../inputs/files/file";

/** Which tab a file is, from its headers: the one more of whose fields have a column. */
export async function contractOf(path: string): Promise<TabContract> {
  const headers = await headersOf(path);
  const found = (contract: TabContract) => {
    const { columns } = bindHeaders(contract, headers);
    return Object.values(columns).filter((index) => index >= 0).length / contract.fields.length;
  };
  return found(COMPANIES) > found(LEADS) ? COMPANIES : LEADS;
}

/** The header row alone: reading stops as soon as it is known. */
async function headersOf(path: string): Promise<readonly string[]> {
  let headers: readonly string[] | null = null;
  const enough = new Error("the headers are known");
  const timeColumns = (found: readonly string[]): never => {
    headers = found;
    throw enough;
  };
  try {
    const table = await readFileTable(path, { timeColumns });
    return table.columns.map(({ header }) => header);
  } catch (error) {
    if (error !== enough) throw error;
    return headers ?? [];
  }
}
