import type { Message } from "./json";

const rgb = (red: number, green: number, blue: number): Message => {
  const color: Message = {};
  if (red > 0) color.red = red / 255;
  if (green > 0) color.green = green / 255;
  if (blue > 0) color.blue = blue / 255;
  return color;
};

/** The format of a cell nobody formatted, as Google gives it for a new spreadsheet. */
export function defaultFormat(): Message {
  return {
    backgroundColor: rgb(255, 255, 255),
    padding: { top: 2, right: 3, bottom: 2, left: 3 },
    verticalAlignment: "BOTTOM",
    wrapStrategy: "OVERFLOW_CELL",
    textFormat: {
      foregroundColor: {},
      fontFamily: "arial,sans,sans-serif",
      fontSize: 10,
      bold: false,
      italic: false,
      strikethrough: false,
      underline: false,
      foregroundColorStyle: { rgbColor: {} },
    },
    backgroundColorStyle: { rgbColor: rgb(255, 255, 255) },
  };
}

/** The theme of a new spreadsheet. */
export function defaultTheme(): Message {
  const colors: [string, Message][] = [
    ["TEXT", {}],
    ["BACKGROUND", rgb(255, 255, 255)],
    ["ACCENT1", rgb(66, 133, 244)],
    ["ACCENT2", rgb(234, 67, 53)],
    ["ACCENT3", rgb(251, 188, 4)],
    ["ACCENT4", rgb(52, 168, 83)],
    ["ACCENT5", rgb(255, 109, 1)],
    ["ACCENT6", rgb(70, 189, 198)],
    ["LINK", rgb(17, 85, 204)],
  ];
  return {
    primaryFontFamily: "Arial",
    themeColors: colors.map(([colorType, color]) => ({ colorType, color: { rgbColor: color } })),
  };
}

/** Sizes in pixels of a row and a column nobody resized. */
export const ROW_HEIGHT = 21;
export const COLUMN_WIDTH = 100;
