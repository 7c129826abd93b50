import { isWord } from "./json-values";

const TEXT = /"(?:[ !#-[\]-\uffff]+|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*/y;
const WORD = /[^\s",:[\]{}]+/y;
const SPACE = /[ \t\r\n]*/y;

/** What is wrong in a text, and where, in characters. `found` is `null` where the text ends; `key` stands twice in the record. */
export interface Fault {
  at: number;
  expected: string;
  found: string | null;
  key?: string;
}

/** The first fault of a text that should be one object or array; `null` when it has none. A key of the outermost object may stand once. */
export function firstFault(text: string): Fault | null {
  const open: string[] = [];
  const keys = new Set<string>();
  let next: "value" | "first value" | "key" | "first key" | "colon" | "comma" = "value";
  for (let at = 0; ; ) {
    at = endOf(SPACE, text, at);
    const c = text[at];
    const isKey: boolean = next.endsWith("key");
    const isValue: boolean = next.endsWith("value");
    const fault = (where: number, expected: string): Fault => ({ at: where, expected, found: foundAt(text, where) });
    if (c !== undefined && c === open.at(-1) && (next === "comma" || next.startsWith("first"))) {
      open.pop();
      if (open.length === 0) return null;
      next = "comma";
      at++;
    } else if (next === "colon" || next === "comma") {
      if (c !== (next === "colon" ? ":" : ",")) return fault(at, next === "colon" ? '":"' : `"," or "${open.at(-1)}"`);
      next = next === "comma" && open.at(-1) === "}" ? "key" : "value";
      at++;
    } else if (c === '"') {
      const stop = endOf(TEXT, text, at);
      if (text[stop] !== '"') return brokenText(text, stop, fault);
      const key = isKey && open.length === 1 ? JSON.parse(text.slice(at, stop + 1)) : undefined;
      if (keys.has(key)) return { ...fault(at, ""), key };
      if (key !== undefined) keys.add(key);
      next = isKey ? "colon" : "comma";
      at = stop + 1;
    } else if (isValue && (c === "{" || c === "[")) {
      open.push(c === "{" ? "}" : "]");
      next = c === "{" ? "first key" : "first value";
      at++;
    } else {
      const stop = endOf(WORD, text, at);
      const word = text.slice(at, stop);
      if (isKey) return fault(at, "a key in quotes");
      if (word !== "" && stop === text.length) return fault(stop, "the end of a value");
      if (!isWord(word)) return fault(at, "a value");
      next = "comma";
      at = stop;
    }
  }
}

/** A text that is broken off at `stop`: by the end, a wrong escape, or a character that must be escaped. */
function brokenText(text: string, stop: number, fault: (where: number, expected: string) => Fault): Fault {
  const closing = "the closing quote of a text";
  if (text[stop] !== "\\") return fault(stop, closing);
  const isUnicode = text[stop + 1] === "u";
  if (stop + (isUnicode ? 6 : 2) > text.length) return fault(text.length, closing);
  if (isUnicode) return fault(stop, "four hexadecimal digits behind \\u");
  return fault(stop + 1, "a JSON escape behind the backslash");
}

/** What stands at `at`, to be told: a word, a mark, or a byte that nobody sees; `null` at the end. */
export function foundAt(text: string, at: number): string | null {
  if (at >= text.length) return null;
  const found = text.slice(at, Math.min(endOf(WORD, text, at), at + 20)) || text[at];
  return found > " " ? `"${found}"` : `byte 0x${found.charCodeAt(0).toString(16).padStart(2, "0")}`;
}

function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}
