/** A text in quotes (the last quote may be missing), or a run of other characters that are no mark and no space. */
const TOKENS = /"(?:[^"\\]+|\\.)*"?|[^\s",:[\]{}]+/gs;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** What Python and JavaScript write where JSON has no word: what is no value is a blank cell. */
const FOREIGN = new Map([
  ["True", "true"],
  ["False", "false"],
]);
for (const word of "NaN nan -NaN Infinity -Infinity inf -inf undefined None NaT".split(" ")) FOREIGN.set(word, "null");

/** Whether a text is a number as JSON has it. */
export function isNumber(text: string): boolean {
  return NUMBER.test(text);
}

/** Whether a run of characters stands for a value: a word or a number. */
export function isWord(text: string): boolean {
  return /^(?:true|false|null)$/.test(text) || FOREIGN.has(text) || isNumber(text);
}

/** Whether a number is what was written: not beyond what a double holds, and no integer that it rounds. */
export function isExact(value: number): boolean {
  return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
}

/** The value of a JSON text, foreign words read as what they mean; `undefined` when it is none. */
export function looseValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return valueWithTexts(text, isLost);
  }
}

/**
 * The values of a record or list that was read from `text`; as texts the numbers that no double holds, and where a timestamp stands those
 * in scientific notation: the digits that it left out (`1.78044E+12`) are missed only where it is seen.
 */
export function exactValues(record: object, text: string, holdsTimes: (place: number) => boolean): unknown[] {
  const values: unknown[] = Object.values(record);
  const isExactAll = values.every((value) => typeof value !== "number" || isExact(value));
  const exact = isExactAll ? values : Object.values(valueWithTexts(text, isLost) as object);
  if (!/\d[eE][+-]?\d/.test(text)) return exact;
  const written = Object.values(valueWithTexts(text, (number) => isLost(number) || /e/i.test(number)) as object);
  return exact.map((value, i) => (typeof value === "number" && holdsTimes(i) ? written[i] : value));
}

/** The value of a JSON text, as texts those of its numbers that `isText` names. */
function valueWithTexts(text: string, isText: (number: string) => boolean): unknown {
  const json = text.replace(
    TOKENS,
    (token) => FOREIGN.get(token) ?? (isNumber(token) && isText(token) ? `"${token}"` : token),
  );
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function isLost(number: string): boolean {
  const value = Number(number);
  return /^-?\d+$/.test(number) ? !isExact(value) : !Number.isFinite(value);
}
