import { Failure } from "../../words/failure";
import { looseValue } from "./json-values";
import { knownNames } from "./known-names";

export type JsonFormat = "json-records" | "json-arrays" | "json-lines";

/** The JSON format that the first characters of a text (or, failing that, the file's name) show; `null` when it is no JSON. */
export function jsonFormat(head: Uint8Array, path: string): JsonFormat | null {
  const start = Buffer.from(head)
    .toString("latin1")
    .replace(/[ \t\r\n]+/g, "");
  if (/^\[[{\]]/.test(start)) return "json-records";
  if (/^\[\[/.test(start)) return "json-arrays";
  if (/^\{["}]/.test(start) || /^\["/.test(start)) return "json-lines";
  const named = /\.(json|jsonl|ndjson)(\.gz)?$/i.exec(path);
  if (named === null) return null;
  return named[1].toLowerCase() === "json" ? "json-records" : "json-lines";
}

/** Where the names of columns were found: as the keys of a record or of lists, as the first of several rows, or as a bare list. */
interface Place {
  /** Keys on the way there; `null` for the items of a list, and for the records of an object that has them by their id. */
  path: readonly (string | null)[];
  kind: "record" | "columns" | "rows" | "names";
  names: number;
}

const DEEPEST = 6;

/**
 * Throws `BAD_JSON` when the beginning of a JSON text shows a table in another shape than records, or rows under a header: columns, an
 * object around the rows, records by their id or cells one key below their record. Names the shape and the way out.
 */
export function refuseOtherShape(head: string, path: string): void {
  const { value, isAlone } = beginning(head);
  const found = [...places(value, [], isAlone)];
  if (found.some((place) => isPlain(place, value))) return;
  const [best] = found.sort((a, b) => b.names - a.names);
  if (best === undefined) return;
  throw shapeFailure(path, best);
}

function isPlain({ path, kind }: Place, value: unknown): boolean {
  return kind !== "columns" && (path.length === 0 || (path.length === 1 && path[0] === null && Array.isArray(value)));
}

function* places(value: unknown, path: Place["path"], isAlone: boolean): Generator<Place> {
  if (!isObject(value) || path.length > DEEPEST) return;
  if (Array.isArray(value)) {
    const [first] = value;
    if (Array.isArray(first)) yield* namesAmong(first, path, "rows");
    else if (isObject(first)) yield* places(first, [...path, null], isAlone);
    else yield* namesAmong(value, path, "names");
    return;
  }
  const mayHoldMany = isAlone && !path.includes(null);
  const values = Object.values(value);
  const isOfObjects = values.length > 0 && values.every(isObject);
  yield* namesAmong(Object.keys(value), path, mayHoldMany && isOfObjects ? "columns" : "record");
  for (const [key, one] of Object.entries(value)) {
    const isById = mayHoldMany && isOfObjects && isObject(one) && knownNames(Object.keys(one)) > 0;
    yield* places(one, [...path, isById ? null : key], isAlone);
  }
}

/** One known word in a cell says little: `first` and `date` are words of many lists. pandas has the names of columns in "columns". */
function* namesAmong(words: readonly unknown[], path: Place["path"], kind: Place["kind"]): Generator<Place> {
  const names = knownNames(words.filter((word) => typeof word === "string"));
  const isBelow = path.some((key) => key !== null);
  const isEnough = names > 1 || !isBelow || kind === "rows" || path.at(-1) === "columns";
  if (names > 0 && isEnough) yield { path, kind, names };
}

function shapeFailure(file: string, { path, kind }: Place): Failure {
  const isOfColumns = kind === "columns" || kind === "names";
  if (isOfColumns || (path.length === 1 && path[0] === null)) {
    const sentence = `${file} has one object of ${isOfColumns ? "columns" : "rows"}, not a list of records.`;
    return new Failure("BAD_JSON", sentence, { way: "records" });
  }
  const list = kind === "rows" ? path.length : path.indexOf(null);
  const rows = quotedKeys(path.slice(0, Math.max(0, list)));
  const cells = quotedKeys(path.slice(list + 1));
  const inRows = rows === "" ? "" : `is one object whose ${rows} holds the rows`;
  const inCells = cells === "" ? "" : `${rows === "" ? "has" : ", and"} the cells of each record in ${cells}`;
  const steps = path.map((key) =>
    key === null ? "[]" : /^[a-z_]\w*$/i.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`,
  );
  const way = steps
    .join("")
    .replace(/^(?!\.)/, ".")
    .replace(/\[\]$/, "");
  const sentence = `${file} ${inRows}${inCells}: jq '${way.includes("[]") ? `[${way}]` : way}' gives that list alone.`;
  return new Failure("BAD_JSON", sentence, { way: "list" });
}

function quotedKeys(path: Place["path"]): string {
  return path
    .flatMap((key) => (key === null ? [] : [`"${key}"`]))
    .reverse()
    .join(" in ");
}

/** The first value of a JSON text, as far as it stands in `head`, and whether nothing follows it there. */
function beginning(head: string): { value: unknown; isAlone: boolean } {
  const open: string[] = [];
  let whole = "";
  for (const { 0: token, index } of head.matchAll(/"(?:[^"\\]+|\\.)*"?|[[\]{},]/gs)) {
    if (token === "{" || token === "[") open.push(token === "{" ? "}" : "]");
    if (token === "}" || token === "]") open.pop();
    if (token.startsWith('"')) continue;
    // Behind a bracket, or before a comma, all that is open can be closed.
    whole = head.slice(0, token === "," ? index : index + 1) + [...open].reverse().join("");
    if (open.length === 0) return { value: looseValue(whole), isAlone: head.slice(index + 1).trim() === "" };
  }
  return { value: looseValue(whole), isAlone: true };
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
