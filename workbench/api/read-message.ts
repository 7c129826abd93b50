import type { Message } from "../book/json";
import { MESSAGES } from "./discovery.data";
import { badRequest, type Violation } from "./errors";

const PACKAGE = "type.googleapis.com/google.apps.sheets.v4";
/** Messages whose `sheetId` means 0 when it is left out. */
const PLACES = new Set(["GridRange", "DimensionRange", "GridCoordinate"]);

/**
 * Checks a body against the API's messages and returns it in one form: nulls (unset) dropped, names in lower camel case, numbers as
 * numbers, `sheetId` 0 written out in ranges. Every unknown name and every wrong value is a 400 in Google's words. `root` is the
 * name the method gives its body in those words ("" where the body is the whole request).
 */
export function readMessage(type: string, body: unknown, root = ""): Message {
  const violations: Violation[] = [];
  const message = read(type, body ?? {}, root, violations) as Message;
  if (violations.length > 0) throw badRequest(violations);
  return message;
}

function read(type: string, value: unknown, path: string, violations: Violation[]): unknown {
  const wrong = (typeName: string): undefined => {
    const at = path === "" ? "" : ` at '${path}'`;
    const description = `Invalid value${at} (${typeName}), ${JSON.stringify(value)}`;
    violations.push({ ...(path === "" ? {} : { field: path }), description });
  };
  switch (type[0]) {
    case "*":
      return value;
    case "[":
      return readList(type.slice(1), value, path, violations, wrong);
    case "{":
      return value;
    case "s":
      return typeof value === "string" ? value : wrong("TYPE_STRING");
    case "b":
      if (value === "true" || value === "false") return value === "true";
      return typeof value === "boolean" ? value : wrong("TYPE_BOOL");
    case "n":
    case "i": {
      const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
      const right = typeof number === "number" && (type === "i" ? Number.isInteger(number) : !Number.isNaN(number));
      return right ? number : wrong(type === "i" ? "TYPE_INT32" : "TYPE_DOUBLE");
    }
    case "(":
      return typeof value === "string" && type.slice(1).split("|").includes(value) ? value : wrong(enumName(path));
    default:
      if (typeof value !== "object" || value === null || Array.isArray(value)) return wrong(`${PACKAGE}.${type}`);
      return readFields(type, value, path, violations);
  }
}

function readList(
  type: string,
  value: unknown,
  path: string,
  violations: Violation[],
  wrong: (typeName: string) => undefined,
): unknown {
  // A list of lists is a list of protobuf's own ListValue, whose items may be null and are kept as they are.
  if (type === "[*") {
    const lists = Array.isArray(value) ? value : [value];
    for (const list of lists) if (!Array.isArray(list)) return wrong("type.googleapis.com/google.protobuf.ListValue");
    return lists;
  }
  // Protobuf's JSON takes one value for a list of one.
  if (!Array.isArray(value)) return [read(type, value, path, violations)];
  return value.map((item, index) => read(type, item, `${path}[${index}]`, violations));
}

function readFields(type: string, value: Message, path: string, violations: Violation[]): Message {
  const fields = MESSAGES[type];
  const message: Message = {};
  for (const [given, inner] of Object.entries(value)) {
    const name = Object.hasOwn(fields, given) ? given : camelCase(given);
    if (!Object.hasOwn(fields, name)) {
      const at = path === "" ? "" : ` at '${path}'`;
      violations.push({
        ...(path === "" ? {} : { field: path }),
        description: `Invalid JSON payload received. Unknown name "${given}"${at}: Cannot find field.`,
      });
    } else if (inner !== null && inner !== undefined) {
      message[name] = read(
        fields[name],
        inner,
        path === "" ? snakeCase(name) : `${path}.${snakeCase(name)}`,
        violations,
      );
    }
  }
  if (PLACES.has(type)) message.sheetId ??= 0;
  return message;
}

function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The name of an enumeration, guessed from the field's: `value_input_option` is `ValueInputOption`. */
export function enumName(path: string): string {
  const field = path
    .replace(/\[\d+\]$/, "")
    .split(".")
    .at(-1) as string;
  const words = camelCase(field);
  return `${PACKAGE}.${/dimension$/i.test(words) ? "Dimension" : words[0].toUpperCase() + words.slice(1)}`;
}
