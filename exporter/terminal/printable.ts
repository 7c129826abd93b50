/** Control characters, which could move the cursor or recolour a terminal, and those that turn the direction of text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNPRINTABLE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** Text that came from a file, safe to show on a terminal. Line ends stay. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => (character === "\t" ? " " : "\ufffd"));
}
