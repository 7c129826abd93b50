import * as v from "valibot";
import type { PersonEdit } from "../../person/edit";

const index = v.pipe(v.number(), v.integer(), v.minValue(0));
const scalar = v.union([v.string(), v.number(), v.boolean()]);
const dimension = v.picklist(["ROWS", "COLUMNS"] as const);
const area = v.object({ sheetId: index, top: index, bottom: index, left: index, right: index });
const stretch = { sheetId: index, dimension, at: index, count: index };

const schema = v.variant("kind", [
  v.object({ kind: v.literal("type"), sheetId: index, row: index, column: index, text: v.string() }),
  v.object({
    kind: v.literal("paste"),
    sheetId: index,
    top: index,
    left: index,
    rows: v.array(v.array(v.nullable(scalar))),
  }),
  v.object({ kind: v.literal("clear"), area }),
  v.object({ kind: v.literal("fill"), source: area, target: area }),
  v.object({
    kind: v.literal("copy"),
    source: area,
    to: v.object({ sheetId: index, row: index, column: index }),
    cut: v.boolean(),
  }),
  v.object({ kind: v.literal("insert"), ...stretch }),
  v.object({ kind: v.literal("delete"), ...stretch }),
  v.object({ kind: v.literal("move"), sheetId: index, dimension, from: index, count: index, before: index }),
  v.object({ kind: v.literal("sort"), area, by: v.array(v.object({ column: index, descending: v.boolean() })) }),
  v.object({ kind: v.literal("undo") }),
  v.object({ kind: v.literal("redo") }),
]);

/** An edit as the page sent it. Throws a ValiError when it is none. */
export function readEdit(sent: unknown): PersonEdit {
  return v.parse(schema, sent);
}

/** The tabs whose rows and columns an edit names by number; undo and redo name none. */
export function tabsOf(edit: PersonEdit): number[] {
  switch (edit.kind) {
    case "undo":
    case "redo":
      return [];
    case "clear":
    case "sort":
      return [edit.area.sheetId];
    case "fill":
      return [edit.source.sheetId, edit.target.sheetId];
    case "copy":
      return [edit.source.sheetId, edit.to.sheetId];
    default:
      return [edit.sheetId];
  }
}
