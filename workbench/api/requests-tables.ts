import { cellRangeOf, gridOf, type Handler } from "./batch-context";
import { RequestFault } from "./errors";
import { freshId } from "./ids";

/** Making and dissolving Tables. Which ids Google gives them nobody could find out. */
export const TABLE_REQUESTS: Record<string, Handler> = {
  addTable: ({ book, nextId }, { table = {} }) => {
    const { sheet } = cellRangeOf(book, table.range);
    const all = book.sheets.flatMap(({ tables }) => tables.map(({ tableId }) => Number(tableId)));
    const tableId =
      table.tableId ??
      String(
        freshId(
          (id) => all.includes(id),
          () => nextId("table"),
        ),
      );
    const added = { ...table, tableId, range: { ...table.range, sheetId: gridOf(book, table.range.sheetId).id } };
    sheet.tables.push(added);
    return { table: added };
  },

  deleteTable: ({ book }, { tableId }) => {
    const sheet = book.sheets.find(({ tables }) => tables.some((table) => table.tableId === tableId));
    if (sheet === undefined) throw new RequestFault(`No table with ID: ${tableId}`);
    sheet.tables = sheet.tables.filter((table) => table.tableId !== tableId);
    return undefined;
  },
};
