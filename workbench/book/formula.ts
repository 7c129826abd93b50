import type { Scalar } from "./cell";
import { CellError, errorOf } from "./cell-error";
import { FUNCTIONS } from "./formula-functions";
import { type Reference, type Token, tokensOf } from "./formula-text";
import { type Grid, type Result, single, toNumber, toText } from "./formula-values";

/** Returns the values a formula refers to. */
export interface Lookup {
  read(reference: Reference): Grid | CellError;
}

/**
 * Works a formula out (without its `=`): literals, arithmetic, comparison, text joining, references and the functions in
 * `formula-functions.ts`. Everything else is shown as `#ERROR!` with a message that names it: the local Google has no full engine.
 */
export function evaluate(formula: string, lookup: Lookup): Result {
  const tokens = tokensOf(formula).filter((token) => token.kind !== "space");
  let at = 0;

  const peek = (): string | undefined => tokens[at]?.text;
  const take = (text: string): boolean => {
    if (peek() !== text) return false;
    at++;
    return true;
  };

  function chain(
    next: () => Result | Grid,
    signs: readonly string[],
    join: (a: Result, sign: string, b: Result) => Result,
  ) {
    let left = next();
    while (tokens[at]?.kind === "sign" && signs.includes(tokens[at].text)) {
      const sign = tokens[at++].text;
      left = join(single(left), sign, single(next()));
    }
    return left;
  }
  const comparison = (): Result | Grid => chain(joining, ["=", "<>", "<", ">", "<=", ">="], compare);
  const joining = (): Result | Grid => chain(sum, ["&"], (a, _, b) => joinText(a, b));
  const sum = (): Result | Grid => chain(product, ["+", "-"], arithmetic);
  const product = (): Result | Grid => chain(power, ["*", "/"], arithmetic);
  const power = (): Result | Grid => chain(unary, ["^"], arithmetic);
  function unary(): Result | Grid {
    if (take("-")) return arithmetic(0, "-", single(unary()));
    if (take("+")) return unary();
    let value = primary();
    while (take("%")) value = arithmetic(single(value), "/", 100);
    return value;
  }
  function primary(): Result | Grid {
    const token: Token | undefined = tokens[at++];
    if (token === undefined) throw new CellError("ERROR", "Formula parse error.");
    switch (token.kind) {
      case "number":
        return Number(token.text);
      case "text":
        return token.text.slice(1, -1).replaceAll('""', '"');
      case "reference":
        return lookup.read(token.reference);
      case "error":
        return errorOf(token.text);
      case "name":
        return call(token.text);
      default: {
        if (token.text !== "(") throw new CellError("ERROR", "Formula parse error.");
        const value = comparison();
        if (!take(")")) throw new CellError("ERROR", "Formula parse error.");
        return value;
      }
    }
  }
  function call(name: string): Result | Grid {
    const upper = name.toUpperCase();
    if (peek() !== "(") {
      if (upper === "TRUE" || upper === "FALSE") return upper === "TRUE";
      return new CellError("NAME", `Unknown range name: '${upper}'.`);
    }
    at++;
    const values: (Result | Grid)[] = [];
    while (!take(")")) {
      values.push(peek() === "," || peek() === ")" ? undefined : comparison());
      if (!take(",") && peek() !== ")") throw new CellError("ERROR", "Formula parse error.");
    }
    const work = FUNCTIONS[upper];
    if (work === undefined) return new CellError("ERROR", `${upper} is not worked out by the local Google.`);
    return work(values);
  }

  try {
    const value = single(comparison());
    if (at < tokens.length) return new CellError("ERROR", "Formula parse error.");
    return value === undefined ? 0 : value;
  } catch (error) {
    if (error instanceof CellError) return error;
    throw error;
  }
}

function arithmetic(left: Result, sign: string, right: Result): Result {
  const a = toNumber(left);
  const b = toNumber(right);
  if (a instanceof CellError) return a;
  if (b instanceof CellError) return b;
  if (sign === "/" && b === 0) return new CellError("DIVIDE_BY_ZERO", "Function DIVIDE parameter 2 cannot be zero.");
  const value = { "+": a + b, "-": a - b, "*": a * b, "/": a / b, "^": a ** b }[sign] as number;
  return Number.isFinite(value) ? value : new CellError("NUM", "The result is not a number.");
}

function joinText(left: Result, right: Result): Result {
  const a = toText(left);
  const b = toText(right);
  return a instanceof CellError ? a : b instanceof CellError ? b : a + b;
}

const RANK = { number: 0, string: 1, boolean: 2 } as const;

/** Numbers before texts before booleans; texts regardless of case; an empty cell equals 0, "" and FALSE. */
export function compareScalars(left: Scalar | undefined, right: Scalar | undefined): number {
  const a = left ?? empty(right);
  const b = right ?? empty(left);
  const rank = RANK[typeof a as keyof typeof RANK] - RANK[typeof b as keyof typeof RANK];
  if (rank !== 0) return rank;
  const x = typeof a === "string" ? a.toLowerCase() : a;
  const y = typeof b === "string" ? b.toLowerCase() : b;
  return x < y ? -1 : x > y ? 1 : 0;
}

function empty(other: Scalar | undefined): Scalar {
  return typeof other === "string" ? "" : typeof other === "boolean" ? false : 0;
}

function compare(left: Result, sign: string, right: Result): Result {
  if (left instanceof CellError) return left;
  if (right instanceof CellError) return right;
  const order = compareScalars(left, right);
  return { "=": order === 0, "<>": order !== 0, "<": order < 0, ">": order > 0, "<=": order <= 0, ">=": order >= 0 }[
    sign
  ];
}
