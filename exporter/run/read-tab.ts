import type { TabContract } from "../../shared/contract";
import { type Binding, bindHeaders } from "../../shared/headers";
import { EXIT, Failure } from "../failure";
import { readFileTable } from "../sources/file";
import type { RawTable } from "../table";

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
  if (first !== undefined) {
    const sentences = binding.problems.map(({ sentence }) => sentence).join(" ");
    throw new Failure(first.code, EXIT.contract, `${path}: ${sentences}`, first.wayOut);
  }
  return { table, binding };
}
