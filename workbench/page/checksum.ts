import type { Line, PageCell } from "./wire";

/** Tells rows apart; 0 for an empty row. Both sides compute it from what they have, so that drift is noticed. */
export function lineSum(line: Line): number {
  let sum = 0;
  for (let column = 0; column < line.length; column++) {
    const cell = line[column];
    if (cell !== null) sum = Math.imul(sum ^ cellSum(cell) ^ Math.imul(column + 1, 0x9e3779b1), 0x01000193);
  }
  return sum | 0;
}

function cellSum(cell: Exclude<PageCell, null>): number {
  if (typeof cell === "string") return textSum(cell, 0x811c9dc5);
  const [text, style, entered = text] = cell;
  return textSum(entered, textSum(text, 0x811c9dc5) + style);
}

function textSum(text: string, seed: number): number {
  let sum = seed;
  for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  return Math.imul(sum ^ text.length, 0x85ebca6b);
}

/** Tells tabs apart by their rows' sums, in order; empty rows at the end do not count. */
export function tabSum(sums: readonly number[]): number {
  let sum = 0;
  for (let row = 0; row < sums.length; row++) {
    if (sums[row] !== 0) sum = (sum + Math.imul(sums[row] ^ Math.imul(row + 1, 0x9e3779b1), 0x85ebca6b)) | 0;
  }
  return sum;
}
