import type { Message } from "../../book/json";

const NAMED: Record<string, string> = {
  white: "#ffffff",
  black: "#000000",
  red: "#ff0000",
  green: "#008000",
  blue: "#0000ff",
  yellow: "#ffff00",
  orange: "#ffa500",
  gray: "#808080",
  grey: "#808080",
};

/** `#rrggbb`, `#rgb` or one of a few names as the API's `Color`. */
export function colorOf(text: string): Message {
  const hex = NAMED[text.toLowerCase()] ?? text.replace(/^#(.)(.)(.)$/, "#$1$1$2$2$3$3");
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex);
  if (match === null) throw new Error(`The colour "${text}" is not implemented by the local Google.`);
  const [red, green, blue] = match.slice(1).map((part) => Number.parseInt(part, 16) / 255);
  return { red, green, blue };
}

/** `#rrggbb` of the API's `Color`. */
export function hexOf(color: Message): string {
  const part = (share = 0) =>
    Math.round(share * 255)
      .toString(16)
      .padStart(2, "0");
  return `#${part(color.red)}${part(color.green)}${part(color.blue)}`;
}
