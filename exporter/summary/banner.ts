import { FAILURE_COLOURS, failureBanner } from "../../shared/banner";
import { instantInWords } from "../../shared/instant-words";
import { FALLBACK } from "../inputs/copy/notice";
import { outcomeOf } from "../publish/last-run";
import type { Failure } from "../words/failure";
import type { Report } from "../words/report";
import { loadZone } from "../words/zone";
import { type Cell, GREY, text } from "./cells";

const TEXT = rgb(FAILURE_COLOURS.text);
const BACKGROUND = { backgroundColorStyle: { rgbColor: rgb(FAILURE_COLOURS.background) } };

/** Answers from a copy are older than they look. */
const COPY = {
  textFormat: { bold: true },
  backgroundColorStyle: { rgbColor: { red: 1, green: 0.95, blue: 0.8 } },
};

const HINT = "Columns A to L are written anew by every run. What you keep to the right of them stays.";

/** The rows on top after a run that went well; a run from a copy says so there. */
export function goodBanner({ asOf, zone, notices }: Report): Cell[][] {
  const fallback = notices.find(({ code }) => code === FALLBACK);
  return [
    [
      text(`Leads as of ${instantInWords(Date.parse(asOf), loadZone(zone))}`, {
        textFormat: { bold: true, fontSize: 14 },
      }),
    ],
    [fallback === undefined ? text(HINT, GREY) : text(fallback.sentence, COPY)],
  ];
}

/** The rows on top after a run that published nothing; `shows` names what the rest of the tab still shows, if anything. */
export function failedBanner(failure: Failure, when: string, shows: string | null): Cell[][] {
  const ended = outcomeOf(failure) === "stopped" ? "was stopped" : "failed";
  const wayOut = failure.wayOutFor("sheet");
  const [first, second] = failureBanner({ when, ended, sentence: failure.message, wayOut }, shows);
  const textFormat = { bold: true, fontSize: 12, foregroundColorStyle: { rgbColor: TEXT } };
  return [[text(first, { textFormat, ...BACKGROUND })], [text(second, BACKGROUND)]];
}

/** `#990d0d` as Sheets has it: each part from 0 to 1. */
function rgb(hex: string): { red: number; green: number; blue: number } {
  const part = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return { red: part(1), green: part(3), blue: part(5) };
}
