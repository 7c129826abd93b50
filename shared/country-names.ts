import { countryKey } from "./country-key";
import { type Country, countriesByKey } from "./country-table";
import { withoutStateForm } from "./state-forms";

const NONE: readonly Country[] = [];

/** A code written with anything else between its letters is not that code. */
const SHORT_NAME = /^[\p{L}\p{M}\p{N}.& ]+$/u;
/** `n.a.` and `N/A` say "not available"; `NA` is Namibia. */
const NOT_AVAILABLE = /^n[^\p{L}]+a[^\p{L}]*$/iu;
/** Longer keys are names, shorter ones may be codes. */
const LONGEST_CODE = 3;

const CODE = /^[a-z]{2,3}$/;

/** Regional indicators, two of which are a flag. */
const FLAG = /[\u{1f1e6}-\u{1f1ff}]{2}/gu;
const INDICATOR_A = 0x1f1e6;
/** What stands between the parts of a cell: a hyphen only with a space beside it. */
const BETWEEN = /(?:\s*[,;:|/()[\]{}])+\s*|\s+[-–—]\s*|[-–—]\s+/gu;
const AT_THE_ENDS = /^[\s|([{]+|[\s|)\]}]+$/g;
/** A code in capitals before or behind a name. */
const CODE_FIRST = /^(\p{Lu}{2,3}) (.+)$/u;
const CODE_LAST = /^(.+) (\p{Lu}{2,3})$/u;
/** `Bolivia (Plurinational State of)`, `Virgin Islands, British`. */
const TURNED = /^([^,(]+?)\s*[,(]\s*([^,()]+?)\s*\)?$/;

/**
 * Returns the countries a tidied text names: one; several where the name is ambiguous (`Korea`); none where it is no name we know.
 * A text of several parts (`Nigeria (NG)`, `🇳🇬 Nigeria`) names the country that all of them name.
 */
export function countriesNamed(tidied: string): readonly Country[] {
  const whole = byName(tidied);
  if (whole.length > 0) return whole;
  const turned = TURNED.exec(tidied);
  if (turned !== null) {
    const found = byName(`${turned[2]} ${turned[1]}`);
    if (found.length > 0) return found;
  }
  for (const parts of splits(tidied)) {
    const found = namedByAll(parts);
    if (found.length > 0) return found;
  }
  return NONE;
}

/**
 * Returns the ways to take a text apart: at every separator, at the first, at the last (`Cocos (Keeling) Islands - CC`). Flags are the
 * codes they stand for. A text of one part is not taken apart.
 */
export function splits(tidied: string): string[][] {
  const text = tidied.replace(FLAG, (flag) => `|${codeOf(flag)}|`).replace(AT_THE_ENDS, "");
  const cuts = [...text.matchAll(BETWEEN)];
  if (cuts.length === 0) {
    const [, first, second] = CODE_FIRST.exec(text) ?? CODE_LAST.exec(text) ?? [];
    return [first === undefined ? [text] : [first, second]];
  }
  const cutAt = (cut: RegExpExecArray) => [text.slice(0, cut.index), text.slice(cut.index + cut[0].length)];
  return [text.split(BETWEEN), ...(cuts.length === 1 ? [] : [cutAt(cuts[0]), cutAt(cuts.at(-1)!)])];
}

function codeOf(flag: string): string {
  return String.fromCharCode(...[...flag].map((letter) => letter.codePointAt(0)! - INDICATOR_A + 0x41));
}

/** What every part names. Parts that only repeat one code say no more than that code: `NA/NA` is no country. */
function namedByAll(parts: readonly string[]): readonly Country[] {
  if (parts.length > 1 && parts.every((part) => part === parts[0]) && parts[0].length <= LONGEST_CODE) return NONE;
  const [first, ...others] = parts.map(byName);
  if (first === undefined) return NONE;
  const common = first.filter((country) => others.every((named) => named.includes(country)));
  return common.length === 1 ? common : NONE;
}

function byName(text: string): readonly Country[] {
  const found = byWords(text);
  if (found.length > 0) return found;
  for (const plain of withoutStateForm(text)) {
    const named = CODE.test(plain) ? NONE : byWords(plain);
    if (named.length > 0) return named;
  }
  return NONE;
}

function byWords(text: string): readonly Country[] {
  const key = countryKey(text);
  if (key.length <= LONGEST_CODE && (!SHORT_NAME.test(text) || NOT_AVAILABLE.test(text))) return NONE;
  return countriesByKey(key) ?? NONE;
}
