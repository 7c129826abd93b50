/** The bytes of the text given last. Longer cells are few: they go the slow way. */
export const ASCII_BYTES = new Uint8Array(200);

/** Writes an ASCII text to `ASCII_BYTES` and answers its length; 0 for any other. No text encoder is there to be had. */
export function asciiBytes(text: string): number {
  const { length } = text;
  if (length > ASCII_BYTES.length) return 0;
  for (let i = 0; i < length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 0x7f) return 0;
    ASCII_BYTES[i] = unit;
  }
  return length;
}
