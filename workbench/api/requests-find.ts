import { cellOf, slotOf } from "../book/cell";
import type { Message } from "../book/json";
import { Shown } from "../book/shown";
import { typist } from "../book/typed";
import { type CellRange, cellRangeOf, gridOf, type Handler } from "./batch-context";
import { RequestFault } from "./errors";

const findReplace: Handler = ({ book }, request) => {
  const { find = "", replacement = "", includeFormulas = false } = request;
  if (find === "") throw new RequestFault("find is required");
  const pattern = patternOf(request);
  const shown = new Shown(book);
  const type = typist(book.properties.locale);
  const sheets = new Set<number>();
  const rows = new Set<string>();
  const counts = { valuesChanged: 0, formulasChanged: 0, occurrencesChanged: 0 };
  for (const { sheet, box } of cellRangesOf(book, request)) {
    sheet.edit({ ...box, bottom: Math.min(box.bottom, sheet.rows.length) }, (slot, row) => {
      const { formula } = cellOf(slot);
      if (slot === undefined || (formula !== undefined && !includeFormulas)) return slot;
      const text = formula ?? shown.text(sheet, slot) ?? "";
      let hits = 0;
      // A replacer function keeps `$` in the replacement plain text; a regular expression may use `$1`.
      const replaced = request.searchByRegex
        ? text.replace(pattern, (...match) => {
            hits++;
            return replacement.replace(/\$(\d)/g, (_: string, group: string) => String(match[Number(group)] ?? ""));
          })
        : text.replace(pattern, () => {
            hits++;
            return replacement;
          });
      if (hits === 0) return slot;
      counts.occurrencesChanged += hits;
      counts[formula === undefined ? "valuesChanged" : "formulasChanged"]++;
      rows.add(`${sheet.id}:${row}`);
      sheets.add(sheet.id);
      return formula === undefined ? type(slot, replaced) : slotOf({ ...cellOf(slot), formula: replaced });
    });
  }
  return { ...counts, rowsChanged: rows.size, sheetsChanged: sheets.size };
};

function patternOf({ find, searchByRegex = false, matchCase = false, matchEntireCell = false }: Message): RegExp {
  const source: string = searchByRegex ? find : find.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  try {
    return new RegExp(matchEntireCell ? `^(?:${source})$` : source, matchCase ? "gu" : "giu");
  } catch {
    throw new RequestFault(`Invalid regular expression: ${find}`);
  }
}

function cellRangesOf(book: Parameters<typeof cellRangeOf>[0], { range, sheetId, allSheets }: Message): CellRange[] {
  if (range !== undefined) return [cellRangeOf(book, range)];
  const sheets = allSheets ? book.sheets : sheetId === undefined ? [] : [gridOf(book, sheetId)];
  if (sheets.length === 0) throw new RequestFault("range, sheetId or allSheets is required");
  return sheets.map((sheet) => ({ sheet, box: sheet.box }));
}

export const FIND_REQUESTS: Record<string, Handler> = { findReplace };
