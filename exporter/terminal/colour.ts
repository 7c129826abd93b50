import pc from "picocolors";

/** Colours for one stream: on a terminal or where FORCE_COLOR asks for them, and never when NO_COLOR asks for none (https://no-color.org, https://force-color.org). */
export function colours(stream: { isTTY?: boolean }) {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  const isForced = !!FORCE_COLOR && FORCE_COLOR !== "0";
  return pc.createColors(!NO_COLOR && (isForced || (stream.isTTY === true && TERM !== "dumb")));
}
