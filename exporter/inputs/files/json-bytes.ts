const [TAB, LF] = Buffer.from("\t\n");
export const [CR, SPACE, QUOTE, COMMA, COLON, BACKSLASH] = Buffer.from('\r ",:\\');
export const [OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = Buffer.from("[]{}");

/** Where white space ends, from `at` on. */
export function spaceEnd(bytes: Uint8Array, at: number): number {
  let p = at;
  while (bytes[p] === SPACE || bytes[p] === LF || bytes[p] === TAB || bytes[p] === CR) p++;
  return p;
}
