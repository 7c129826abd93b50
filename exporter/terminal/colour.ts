import pc from "picocolors";

/** Colours for one stream: only on a terminal, and never when the person asks for none (https://no-color.org). */
export function colours(stream: { isTTY?: boolean }) {
  const { NO_COLOR, TERM } = process.env;
  return pc.createColors(stream.isTTY === true && !NO_COLOR && TERM !== "dumb");
}
