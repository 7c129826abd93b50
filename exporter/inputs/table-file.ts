import { NO_OWN_HEADERS, type OwnHeader, type OwnHeaders, readOwnHeaders } from "../../shared/own-headers";
import { Failure } from "../words/failure";
import { isStandardInput } from "./files/input-file";

/**
 * A file that holds one table: its path, and a name for people where the path says nothing to them; headers of its team's own; where it
 * came from, if it was brought here.
 */
export type TableFile =
  | string
  | { readonly path: string; readonly name: string; readonly own?: OwnHeaders; readonly address?: string };

/** A file whose table may have these headers too. */
export function withOwnHeaders(file: TableFile, listed: readonly OwnHeader[] | undefined): TableFile {
  if (listed === undefined) return file;
  const named = typeof file === "string" ? { path: file, name: nameOf(file) } : file;
  return { ...named, own: readOwnHeaders(listed).own };
}

export function ownHeadersOf(file: TableFile): OwnHeaders {
  return (typeof file === "string" ? undefined : file.own) ?? NO_OWN_HEADERS;
}

export function pathOf(file: TableFile): string {
  return typeof file === "string" ? file : file.path;
}

/** Where the file is, for whoever looks for it later. */
export function placeOf(file: TableFile): string {
  return (typeof file === "string" ? undefined : file.address) ?? pathOf(file);
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
