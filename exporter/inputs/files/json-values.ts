const QUOTE = 34;
const MINUS = 45;
const BACKSLASH = 92;
const LOWER_U = 117;

const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;
/** Decimal integers up to this many digits are exact as numbers. */
const EXACT_DIGITS = 15;

/** Where the run of characters that numbers are written with, and that begins at `at`, ends. */
export function numberEnd(bytes: Uint8Array, at: number): number {
  let p = at;
  for (;;) {
    const c = bytes[p];
    if ((c >= 48 && c <= 57) || c === 43 || c === MINUS || c === 46 || (c | 32) === 101) p++;
    else return p;
  }
}

export function isNumber(bytes: Uint8Array, start: number, end: number): boolean {
  let p = bytes[start] === MINUS ? start + 1 : start;
  if (p === end || (bytes[p] === 48 && p + 1 < end)) return NUMBER.test(ascii(bytes, start, end));
  while (p < end && bytes[p] >= 48 && bytes[p] <= 57) p++;
  return p === end || NUMBER.test(ascii(bytes, start, end));
}

/** The number written in `bytes[start..end)`; NaN when a double cannot hold it: beyond its range, or an integer it would round. */
export function numberValue(bytes: Uint8Array, start: number, end: number): number {
  const isNegative = bytes[start] === MINUS;
  const first = isNegative ? start + 1 : start;
  if (end - first <= EXACT_DIGITS) {
    let value = 0;
    let p = first;
    for (; p < end && bytes[p] >= 48 && bytes[p] <= 57; p++) value = value * 10 + (bytes[p] - 48);
    if (p === end) return isNegative ? -value : value;
  }
  const text = ascii(bytes, start, end);
  const value = Number(text);
  if (!Number.isFinite(value) || (/^-?\d+$/.test(text) && !Number.isSafeInteger(value))) return Number.NaN;
  return value;
}

/** Whether the number written in `bytes[start..end)` has an exponent: `1.78044E+12`. */
export function isScientific(bytes: Uint8Array, start: number, end: number): boolean {
  for (let p = start; p < end; p++) if ((bytes[p] | 32) === 101) return true;
  return false;
}

function ascii(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString("latin1");
}

/** Behind the bracket that closes the object or array at `at`; -1 when it lies beyond `end`. */
export function nestedEnd(bytes: Uint8Array, at: number, end: number): number {
  let depth = 0;
  let inText = false;
  for (let p = at; p < end; p++) {
    const c = bytes[p];
    if (inText) {
      if (c === BACKSLASH) p++;
      else if (c === QUOTE) inText = false;
    } else if (c === QUOTE) inText = true;
    else if (c === 91 || c === 123) depth++;
    else if ((c === 93 || c === 125) && --depth === 0) return p + 1;
  }
  return -1;
}

/** Drops the white space between the tokens of an object or array, in place; returns its new end. */
export function squeezeNested(bytes: Uint8Array, start: number, end: number): number {
  let to = start;
  let inText = false;
  for (let p = start; p < end; p++) {
    const c = bytes[p];
    if (!inText && c <= 32) continue;
    bytes[to++] = c;
    if (inText && c === BACKSLASH) bytes[to++] = bytes[++p];
    else if (c === QUOTE) inText = !inText;
  }
  return to;
}

/** The value of the four hex digits at `at`; NaN when they are none. */
export function hex4(bytes: Uint8Array, at: number): number {
  let value = 0;
  for (let i = at; i < at + 4; i++) {
    const c = bytes[i];
    const digit = c >= 48 && c <= 57 ? c - 48 : (c | 32) >= 97 && (c | 32) <= 102 ? (c | 32) - 87 : Number.NaN;
    value = value * 16 + digit;
  }
  return value;
}

const PLAIN_ESCAPES = new Map([
  [34, 34],
  [92, 92],
  [47, 47],
  [98, 8],
  [102, 12],
  [110, 10],
  [114, 13],
  [116, 9],
]);

export function isPlainEscape(c: number): boolean {
  return PLAIN_ESCAPES.has(c);
}

/** Replaces the escapes (known to be right) of a JSON text by what they mean, in place; returns its new end. */
export function unescapeText(bytes: Uint8Array, start: number, end: number): number {
  let to = start;
  for (let p = start; p < end; p++) {
    if (bytes[p] !== BACKSLASH) {
      bytes[to++] = bytes[p];
      continue;
    }
    p++;
    if (bytes[p] !== LOWER_U) {
      bytes[to++] = PLAIN_ESCAPES.get(bytes[p])!;
      continue;
    }
    let point = hex4(bytes, p + 1);
    p += 4;
    if (point >= 0xd800 && point <= 0xdbff) {
      point = 0x10000 + ((point - 0xd800) << 10) + (hex4(bytes, p + 3) - 0xdc00);
      p += 6;
    }
    if (point < 0x80) {
      bytes[to++] = point;
    } else if (point < 0x800) {
      bytes[to++] = 0xc0 | (point >> 6);
      bytes[to++] = 0x80 | (point & 63);
    } else if (point < 0x10000) {
      bytes[to++] = 0xe0 | (point >> 12);
      bytes[to++] = 0x80 | ((point >> 6) & 63);
      bytes[to++] = 0x80 | (point & 63);
    } else {
      bytes[to++] = 0xf0 | (point >> 18);
      bytes[to++] = 0x80 | ((point >> 12) & 63);
      bytes[to++] = 0x80 | ((point >> 6) & 63);
      bytes[to++] = 0x80 | (point & 63);
    }
  }
  return to;
}
