import { defaultTheme } from "../book/defaults";
import type { Message } from "../book/json";
import { MESSAGES } from "./discovery.data";

/** A colour that the API gives twice: as `Color` and as `ColorStyle`. */
export interface ColorPair {
  readonly plain: string;
  readonly style: string;
  /** Both forms of what a message sets; the style wins, as the API says. */
  read(message: Message): { plain?: Message; style?: Message };
}

/** The pair a field belongs to, if any. */
export function pairOf(type: string, name: string): ColorPair | undefined {
  const plain = name.endsWith("Style") ? name.slice(0, -5) : name;
  const style = `${plain}Style`;
  if (MESSAGES[type][plain] !== "Color" || MESSAGES[type][style] !== "ColorStyle") return undefined;
  return { plain, style, read: (message) => readPair(message, plain, style) };
}

function readPair(message: Message, plain: string, style: string): { plain?: Message; style?: Message } {
  const given: Message | undefined = message[style];
  if (given?.themeColor !== undefined) return { plain: themeColor(given.themeColor), style: given };
  const color: Message | undefined = given === undefined ? message[plain] : given.rgbColor;
  if (color === undefined) return {};
  const kept = inBytes(color);
  return { plain: kept, style: { rgbColor: kept } };
}

function themeColor(name: string): Message {
  const entry = defaultTheme().themeColors.find(({ colorType }: Message) => colorType === name);
  return entry?.color.rgbColor ?? {};
}

/** Google keeps a colour in whole bytes, rounded down: 0.5 comes back as 127/255. */
function inBytes(color: Message): Message {
  const kept: Message = {};
  for (const part of ["red", "green", "blue"]) {
    // Half a byte's worth of slack is too much; this only undoes the rounding of a fraction of 255.
    const byte = Math.floor((color[part] ?? 0) * 255 + 1e-3);
    if (byte > 0) kept[part] = byte === 255 ? 1 : Number((byte / 255).toPrecision(8));
  }
  return kept;
}

/** A copy of a message in which every colour stands in both forms. */
export function withColorPairs(type: string, message: Message): Message {
  const copy: Message = {};
  for (const [name, value] of Object.entries(message)) {
    const pair = pairOf(type, name);
    if (pair !== undefined) {
      const { plain, style } = pair.read(message);
      if (plain !== undefined) copy[pair.plain] = plain;
      if (style !== undefined) copy[pair.style] = style;
    } else {
      copy[name] = paired(MESSAGES[type][name], value);
    }
  }
  return copy;
}

/** The same for a field of any type. */
export function paired(type: string, value: unknown): unknown {
  if (type[0] === "[" && Array.isArray(value)) return value.map((item) => paired(type.slice(1), item));
  return Object.hasOwn(MESSAGES, type) ? withColorPairs(type, value as Message) : value;
}
