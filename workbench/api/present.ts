import type { Message } from "../book/json";
import { MESSAGES } from "./discovery.data";
import type { Mask } from "./field-mask";

/** Messages that show false, 0 and "" when set; all others leave them out, as protobuf's JSON does. */
const EXPLICIT = new Set([
  "TextFormat",
  "ExtendedValue",
  "GridRange",
  "DimensionRange",
  "GridCoordinate",
  "SheetProperties",
  "DeveloperMetadata",
  "DeveloperMetadataLocation",
  "SortSpec",
  "FilterSpec",
  "Padding",
  "CellData",
]);
const PLACES = new Set(["GridRange", "DimensionRange", "GridCoordinate"]);
const NEVER_FALSE = new Set(["hidden", "rightToLeft"]);

/** A message as the API sends it: unset and usual values left out, and only the fields the mask names. */
export function present(type: string, message: Message, mask?: Mask): Message {
  const fields = MESSAGES[type];
  const explicit = EXPLICIT.has(type);
  const all = mask === undefined || mask.size === 0 || mask.has("*");
  const shown: Message = {};
  for (const name in message) {
    const value = message[name];
    if (value === undefined || (!all && !mask.has(name))) continue;
    const field = fields[name];
    if (field === undefined) throw new Error(`${type} has no field ${name}.`);
    if (PLACES.has(type) && name === "sheetId" && value === 0) continue;
    if ((!explicit || NEVER_FALSE.has(name)) && (value === false || value === 0 || value === "")) continue;
    if (Array.isArray(value) && value.length === 0) continue;
    shown[name] = presentField(field, value, mask?.get(name));
  }
  return shown;
}

function presentField(type: string, value: unknown, mask: Mask | undefined): unknown {
  if (type.endsWith("*")) return value;
  if (type[0] === "[") return (value as unknown[]).map((item) => presentField(type.slice(1), item, mask));
  return Object.hasOwn(MESSAGES, type) ? present(type, value as Message, mask) : value;
}
