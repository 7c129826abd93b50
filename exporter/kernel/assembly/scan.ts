const LF: u32 = 10;
const CR: u32 = 13;
const SPACE: u32 = 32;
const QUOTE: u32 = 34;
const DELETE: u32 = 127;
/** Cells with doubled quotes that one batch can note. */
const MOST_DOUBLED: u32 = 4000;

/** Of the batch being scanned. */
let base: usize = 0;
let stop: usize = 0;
let delimiter: u32 = 0;
/** Bytes from a cell to the next of its row, and the place behind the last column. */
let column: usize = 0;
let beyond: usize = 0;
let lines: u32 = 0;
let doubled: usize = 0;
let doubledCount: u32 = 0;

/**
 * Finds the cells of whole plain rows of CSV in the bytes `base[at .. end)`, behind which a line feed and 31 bytes more can be read; goes on until
 * `batch` rows stand in the batch, which has `row` already. A row is plain that is as the standard has it: its cells are bare or wholly in
 * quotes, it ends with LF or CRLF, and none of its cells beyond `width` is filled. Doubled quotes are halved where they stand.
 * @param cells column-major pairs of start and end within `base`
 * @param out rows in the batch then, and line breaks passed (u32 each); behind them 16 KB of scratch
 * @returns where the first row begins that is not plain, not whole or not looked at
 */
export function scanPlainRows(
  text: usize,
  at: u32,
  end: u32,
  mark: u32,
  cells: usize,
  width: u32,
  row: u32,
  batch: u32,
  out: usize,
): u32 {
  base = text;
  stop = base + end;
  delimiter = mark;
  column = batch << 3;
  beyond = cells + column * width;
  lines = 0;
  doubled = out + 8;
  doubledCount = 0;
  let rows = row;
  let p = base + at;
  while (rows < batch && p < stop && doubledCount + width < MOST_DOUBLED) {
    const linesBefore = lines;
    const doubledBefore = doubledCount;
    const next = plainRow(p, cells + (rows << 3));
    if (next === 0) {
      lines = linesBefore;
      doubledCount = doubledBefore;
      break;
    }
    p = next;
    lines++;
    rows++;
  }
  for (let i: u32 = 0; i < doubledCount; i++) halveQuotes(load<u32>(doubled + (i << 2)));
  store<u32>(out, rows);
  store<u32>(out, lines, 4);
  return u32(p - base);
}

/** Notes the cells of the row at `p`, the first of them at `cell`; returns where the next row begins, 0 when this one is not plain or not whole. */
function plainRow(p: usize, cell: usize): usize {
  // A blank line, or the second half of a line end.
  if (u32(load<u8>(p)) === CR) return 0;
  while (true) {
    let start = p;
    let end = p;
    const c: u32 = load<u8>(p);
    if (c === QUOTE) {
      start++;
      end = closingQuote(start, cell);
      if (end === 0) return 0;
      p = end + 1;
    } else {
      if ((c <= SPACE || c >= DELETE) && hidesQuote(p)) return 0;
      p = markAt(p);
      end = p;
    }
    store<u32>(cell, u32(start - base));
    store<u32>(cell, u32(end - base), 4);
    if (cell < beyond) cell += column;
    else if (end > start) return 0;
    const after: u32 = load<u8>(p);
    if (after !== delimiter) {
      while (cell < beyond) {
        store<u64>(cell, 0);
        cell += column;
      }
      if (p >= stop) return 0;
      if (after === LF) return p + 1;
      return after === CR && p + 1 < stop && u32(load<u8>(p, 1)) === LF ? p + 2 : 0;
    }
    p++;
    if (p >= stop) return 0;
  }
}

/** Where the next delimiter, LF or CR lies. */
function markAt(p: usize): usize {
  const d = i8x16.splat(i8(delimiter));
  const lf = i8x16.splat(i8(LF));
  const cr = i8x16.splat(i8(CR));
  while (true) {
    const bytes = v128.load(p);
    const marks = v128.or(v128.or(i8x16.eq(bytes, d), i8x16.eq(bytes, lf)), i8x16.eq(bytes, cr));
    const bits = i8x16.bitmask(marks);
    if (bits !== 0) return p + ctz(bits);
    p += 16;
  }
}

/** Whether a quote stands behind bytes at `p` that may be invisible. */
function hidesQuote(p: usize): bool {
  while (true) {
    const c: u32 = load<u8>(p);
    const isMark = c === delimiter || c === LF || c === CR;
    if (isMark || (c > SPACE && c < DELETE)) return c === QUOTE;
    p++;
  }
}

/** Where the quote that closes the cell from `p` on lies, 0 when it is not known yet. Counts the line breaks on the way. */
function closingQuote(p: usize, cell: usize): usize {
  const quote = i8x16.splat(i8(QUOTE));
  const lf = i8x16.splat(i8(LF));
  const cr = i8x16.splat(i8(CR));
  let isDoubled = false;
  while (p < stop) {
    const bytes = v128.load(p);
    const bits = i8x16.bitmask(v128.or(v128.or(i8x16.eq(bytes, quote), i8x16.eq(bytes, lf)), i8x16.eq(bytes, cr)));
    if (bits === 0) {
      p += 16;
      continue;
    }
    p += ctz(bits);
    if (p + 1 >= stop) return 0;
    const c: u32 = load<u8>(p);
    const next: u32 = load<u8>(p, 1);
    if (c !== QUOTE) {
      lines += u32(c === LF || next !== LF);
      p++;
    } else if (next === QUOTE) {
      isDoubled = true;
      p += 2;
    } else {
      if (isDoubled && cell < beyond) store<u32>(doubled + (doubledCount++ << 2), cell);
      return p;
    }
  }
  return 0;
}

function halveQuotes(cell: usize): void {
  const end = base + load<u32>(cell, 4);
  let to = base + load<u32>(cell);
  for (let p = to; p < end; p++) {
    const c = load<u8>(p);
    store<u8>(to++, c);
    if (u32(c) === QUOTE) p++;
  }
  store<u32>(cell, u32(to - base), 4);
}
