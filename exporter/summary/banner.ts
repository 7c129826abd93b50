import type { Failure } from "../failure";
import type { Report } from "../report";
import { moment } from "../terminal/moment";
import { loadZone } from "../zone";
import { type Cell, GREY, text } from "./cells";

const FAILED = {
  textFormat: { bold: true, fontSize: 12, foregroundColorStyle: { rgbColor: { red: 0.6, green: 0.05, blue: 0.05 } } },
  backgroundColorStyle: { rgbColor: { red: 0.99, green: 0.91, blue: 0.9 } },
};

/** The rows on top after a run that went well. */
export function goodBanner({ asOf, zone }: Report): Cell[][] {
  return [
    [
      text(`Leads as of ${moment(Date.parse(asOf), loadZone(zone))} (${zone})`, {
        textFormat: { bold: true, fontSize: 14 },
      }),
    ],
    [text("Columns A to L are written anew by every run. What you keep to the right of them stays.", GREY)],
  ];
}

/** The rows on top after a run that published nothing; `stays` names what the rest of the tab still shows, if anything. */
export function failedBanner(failure: Failure, when: string, stays: string | null): Cell[][] {
  const below = stays === null ? "There is no answer to show yet." : `The answers below stay: ${stays}.`;
  return [
    [text(`The run of ${when} published nothing. ${failure.message}`, FAILED)],
    [text(`${below} ${failure.wayOut}`, { backgroundColorStyle: FAILED.backgroundColorStyle })],
  ];
}
