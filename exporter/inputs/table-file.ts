import { Failure } from "../words/failure";
import { isStandardInput } from "./files/input";

/** A file that holds one table: its path, and a name for people where the path says nothing to them. */
export type TableFile = string | { readonly path: string; readonly name: string };

export function pathOf(file: TableFile): string {
  return typeof file === "string" ? file : file.path;
}

/** What messages call the file. */
export function nameOf(file: TableFile): string {
  if (typeof file !== "string") return file.name;
  return isStandardInput(file) ? "Standard input" : file;
}

/** Throws `USAGE`: standard input can be read once only. */
export function refuseTwoInputs(...paths: string[]): void {
  if (paths.filter(isStandardInput).length < 2) return;
  throw new Failure("USAGE", "Only one of the two tables can come from standard input.", { way: "fileForOther" });
}
