import type { Book } from "../../book/book";
import type { Scalar, Slot } from "../../book/cell";
import { cellOf, slotOf, withEntry } from "../../book/cell";
import { CellError, errorText } from "../../book/cell-error";
import type { Message } from "../../book/json";
import { DATE_TYPES } from "../../book/number-format";
import type { Sheet } from "../../book/sheet";
import type { Shown } from "../../book/shown";
import { typist } from "../../book/typed";
import type { Realm } from "../realm/execution";
import { zoneOf } from "./zone";

/** The day after 9999-12-31. A number from here on stays one, whatever its format: what Google gives nobody could find out. */
const END_OF_DATES = 2_958_466;

/** Returns the value of a slot as `getValue` does: a number, boolean, text, Date of the script's realm; '' for an empty cell. */
export function valueReader(book: Book, realm: Realm, shown: Shown): (sheet: Sheet, slot: Slot) => Scalar | Date {
  const zone = zoneOf(book.properties.timeZone);
  return (sheet, slot) => {
    if (typeof slot !== "object") return slot ?? "";
    const result = shown.result(sheet, slot);
    if (result instanceof CellError) return errorText(result);
    if (typeof result !== "number") return result ?? "";
    const isDate = DATE_TYPES.has(shown.numberFormat(slot)?.type) && Math.abs(result) < END_OF_DATES;
    return isDate ? realm.date(zone.instantOf(result)) : result;
  };
}

/** Puts a value into a slot as `setValue` does: a text as if typed, a Date as a date; '' and null empty it. */
export function valueWriter(book: Book, realm: Realm): (slot: Slot, value: unknown) => Slot {
  const type = typist(book.properties.locale);
  const zone = zoneOf(book.properties.timeZone);
  const dated = new Map<Message | undefined, Message>();
  return (slot, value) => {
    if (value === null || value === undefined) return withEntry(slot, undefined);
    if (realm.isDate(value)) {
      const { format, note, validation } = cellOf(slot);
      const made = dated.get(format) ?? dateFormat(format);
      dated.set(format, made);
      return slotOf({ value: zone.serialAt(value.getTime()), format: made, note, validation });
    }
    if (typeof value === "object" || typeof value === "function") {
      throw new Error("Writing an object into a cell is not implemented by the local Google.");
    }
    return type(slot, value as Scalar);
  };
}

function dateFormat(format: Message | undefined): Message {
  if (DATE_TYPES.has(format?.numberFormat?.type)) return format as Message;
  return { ...format, numberFormat: { type: "DATE_TIME" } };
}
