import type { Message } from "../book/json";
import type { Sheet } from "../book/sheet";
import { gridOf, type Handler } from "./batch-context";
import { RequestFault } from "./errors";
import { applyMask, updateMask } from "./field-mask";
import { freshId } from "./ids";

export const PROTECTED_REQUESTS: Record<string, Handler> = {
  addProtectedRange: ({ book, nextId }, { protectedRange = {} }) => {
    const named = book.namedRanges.find(({ namedRangeId }) => namedRangeId === protectedRange.namedRangeId);
    const sheet = gridOf(book, (protectedRange.range ?? named?.range)?.sheetId);
    const all = book.sheets.flatMap((each) => each.protectedRanges);
    const { requestingUserCanEdit: _, ...given } = protectedRange;
    const added = {
      ...given,
      protectedRangeId:
        given.protectedRangeId ??
        freshId(
          (id) => all.some(({ protectedRangeId }) => protectedRangeId === id),
          () => nextId("protectedRange"),
        ),
      range: given.range ?? named?.range,
    };
    sheet.protectedRanges.push(added);
    return { protectedRange: { ...added, requestingUserCanEdit: true, editors: added.editors ?? {} } };
  },

  updateProtectedRange: ({ book }, { protectedRange = {}, fields }) => {
    const { sheet, found } = findProtected(book.sheets, protectedRange.protectedRangeId);
    applyMask(
      "ProtectedRange",
      found,
      { ...protectedRange, protectedRangeId: found.protectedRangeId },
      updateMask(fields),
    );
    delete found.requestingUserCanEdit;
    const home = gridOf(book, found.range?.sheetId);
    if (home !== sheet) {
      sheet.protectedRanges = sheet.protectedRanges.filter((range) => range !== found);
      home.protectedRanges.push(found);
    }
    return undefined;
  },

  deleteProtectedRange: ({ book }, { protectedRangeId }) => {
    const { sheet, found } = findProtected(book.sheets, protectedRangeId);
    sheet.protectedRanges = sheet.protectedRanges.filter((range) => range !== found);
    return undefined;
  },
};

function findProtected(sheets: readonly Sheet[], id: number | undefined): { sheet: Sheet; found: Message } {
  for (const sheet of sheets) {
    const found = sheet.protectedRanges.find(({ protectedRangeId }) => protectedRangeId === id);
    if (found !== undefined) return { sheet, found };
  }
  throw new RequestFault(`No protected range with ID: ${id ?? 0}`);
}
