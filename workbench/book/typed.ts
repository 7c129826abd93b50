import { cellOf, type Scalar, type Slot, slotOf, withEntry } from "./cell";
import { readEntered } from "./entered";
import type { Message } from "./json";

/** Puts values into slots as if typed there: texts are read, and bring a number format where the cell has none. */
export function typist(locale: string): (slot: Slot, value: Scalar) => Slot {
  // Cells that were given the same format share it.
  const formats = new Map<string, Message>();
  const shared = (format: Message): Message => {
    const text = JSON.stringify(format);
    const one = formats.get(text) ?? format;
    formats.set(text, one);
    return one;
  };
  return (slot, value) => {
    if (typeof value !== "string") return withEntry(slot, { value });
    const cell = cellOf(slot);
    // A cell formatted as plain text takes what is typed as it stands.
    if (cell.format?.numberFormat?.type === "TEXT") return withEntry(slot, { value });
    const { numberFormat, ...entered } = readEntered(value, locale);
    if (numberFormat === undefined || cell.format?.numberFormat !== undefined) return withEntry(slot, entered);
    const format = shared({ ...cell.format, numberFormat });
    return slotOf({ ...cell, runs: undefined, formula: undefined, ...entered, format });
  };
}
