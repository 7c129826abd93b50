import { FOLD_RUNS, FOLD_TO_SEVERAL } from "./casefold.data";
import { lazy } from "./lazy";

const table = lazy(() => {
  const folds = new Map<number, string>();
  for (const run of FOLD_RUNS.split(",")) {
    const [first, count, step, delta] = run.split(" ").map((n) => Number.parseInt(n, 36)) as [
      number,
      number,
      number,
      number,
    ];
    for (let i = 0; i < count; i++) {
      const from = first + i * step;
      folds.set(from, String.fromCodePoint(from + delta));
    }
  }
  for (const entry of FOLD_TO_SEVERAL.split(",")) {
    const [from, ...to] = entry.split(" ").map((n) => Number.parseInt(n, 36)) as [number, ...number[]];
    folds.set(from, String.fromCodePoint(...to));
  }
  return folds;
});

/**
 * Full, language-independent case folding (Unicode 16.0.0 CaseFolding, C + F): `Straße` and `STRASSE` become one.
 * Not `toLowerCase()`, which keeps `ß` apart, treats final sigma by context and differs between engine versions.
 */
export function caseFold(text: string): string {
  const folds = table();
  return text.replace(MAY_FOLD, (character) => folds.get(character.codePointAt(0)!) ?? character);
}

/** ASCII capitals and everything that is not ASCII. */
const MAY_FOLD = /[A-Z]|[^ -~]/gu;
