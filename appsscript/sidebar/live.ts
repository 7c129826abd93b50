import { make } from "./dom";

const region = make("div", { role: "status", class: "unseen" });

/** The live region of the page; put it into the page once. */
export function liveRegion(): HTMLElement {
  return region;
}

/** Has a screen reader say the text after what it says now. */
export function announce(text: string): void {
  // The same words twice are only said twice when the region changes.
  region.textContent = region.textContent === text ? `${text}\u00a0` : text;
}
