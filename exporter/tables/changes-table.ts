import { COMPANIES, LEADS, type TabContract } from "../../shared/contract";
import { cellFields } from "./cell-fields";
import { column, type ModelTable, onlyIn, SOURCE_ROW, tabColumn } from "./data-model";

/** The table of what changed in the rows since the snapshot before: the one place that says which columns it has. */
function changesTable(leads: TabContract, companies: TabContract): ModelTable<"changes"> {
  const tabs = [leads, companies];
  const fields = cellFields(tabs).map(({ name, type }) => {
    const what = `${name} now; of a row that is no clean one any more, as it was before${onlyIn(name, tabs)}`;
    return column(name, type === "timestamp" ? "instant" : "text", true, what);
  });
  return {
    name: "changes",
    description:
      "What changed in the clean rows since the snapshot before, which compared.json names; not there in a first snapshot",
    columns: [
      tabColumn(tabs),
      column(
        "change",
        "text",
        false,
        "new, changed, gone, held (it waits for a correction now) or repeat (it repeats another row now)",
      ),
      { ...SOURCE_ROW, nullable: true, description: `${SOURCE_ROW.description}; null: gone` },
      column("row_before", "integer", true, "The row it stood in before; null: new"),
      ...fields,
      column("before", "text", true, "What the fields that changed held before, as a JSON object; null unless changed"),
    ],
    primaryKey: [],
    uniqueKeys: [],
    foreignKeys: [],
    joins: [],
  };
}

/** That of today's contract. */
export const CHANGES_TABLE = changesTable(LEADS, COMPANIES);
