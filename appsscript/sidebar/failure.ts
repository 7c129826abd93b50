import type { ServiceError } from "../../shared/service";
import { SIDEBAR_WORDS } from "../words/sidebar/sidebar";
import type { CallFailure } from "./call";
import { button, fromSheet, make } from "./dom";
import { icon } from "./icon";

/** What went wrong, the way out, the code, and a button when trying again may help. */
export function failurePanel(failure: CallFailure, again: (() => unknown) | null): HTMLElement {
  const panel = make("section", { class: "notice bad", role: "alert" }, ...saying(failure.said));
  panel.firstElementChild!.prepend(icon("stop"));
  if (failure.google !== null) {
    panel.append(
      make("details", {}, make("summary", {}, SIDEBAR_WORDS.googleSaid), make("p", {}, fromSheet(failure.google))),
    );
  }
  if (again !== null) panel.append(button(SIDEBAR_WORDS.tryAgain, "tonal", "again", again));
  return panel;
}

/** The sentence, the way out and the code of an error. */
export function saying(error: ServiceError): HTMLElement[] {
  const { code, sentence, wayOut } = error;
  return [
    make("p", { class: "sentence" }, sentence),
    make("p", { class: "way-out" }, wayOut),
    make("p", { class: "code" }, code),
  ];
}
