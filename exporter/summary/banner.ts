import { FALLBACK } from "../inputs/copy/notice";
import { EXIT } from "../words/exit";
import type { Failure } from "../words/failure";
import { moment } from "../words/instant-text";
import type { Report } from "../words/report";
import { loadZone } from "../words/zone";
import { type Cell, GREY, text } from "./cells";

const FAILED = {
  textFormat: { bold: true, fontSize: 12, foregroundColorStyle: { rgbColor: { red: 0.6, green: 0.05, blue: 0.05 } } },
  backgroundColorStyle: { rgbColor: { red: 0.99, green: 0.91, blue: 0.9 } },
};

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
      text(`Leads as of ${moment(Date.parse(asOf), loadZone(zone))} (${zone})`, {
        textFormat: { bold: true, fontSize: 14 },
      }),
    ],
    [fallback === undefined ? text(HINT, GREY) : text(fallback.sentence, COPY)],
  ];
}

/** The rows on top after a run that published nothing; `stays` names what the rest of the tab still shows, if anything. */
export function failedBanner(failure: Failure, when: string, stays: string | null): Cell[][] {
  const ended = failure.exit === EXIT.guard ? "was stopped" : "failed";
  const below = stays === null ? "There is no answer to show yet." : `The answers below stay: ${stays}.`;
  return [
    [text(`The run of ${when} ${ended}: ${failure.message}`, FAILED)],
    [text(`${below} ${failure.wayOutFor("sheet")}`, { backgroundColorStyle: FAILED.backgroundColorStyle })],
  ];
}
