import { LEADS } from "../../shared/contract";
import { uniqueKeyOf } from "../../shared/kept-apart";

/** The unique key of a lead, from the cells of its key's fields: company, first name, last name, country. */
export function leadKey(...cells: string[]): string[] {
  return uniqueKeyOf(LEADS, (field) => cells[LEADS.uniqueKey.indexOf(LEADS.fields[field].name)]);
}
