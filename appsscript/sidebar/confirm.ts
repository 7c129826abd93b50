import { SIDEBAR_WORDS } from "../words/sidebar/sidebar";
import { button, make } from "./dom";

/** A second question before something that others notice. Escape or Cancel closes it and gives the focus back to `opener`. */
export function confirmPanel(
  opener: HTMLElement,
  question: { readonly sentence: string; readonly yes: string },
  agree: () => unknown,
): HTMLElement {
  const panel = make("section", {
    class: "confirm",
    role: "alertdialog",
    tabindex: "-1",
    "aria-label": question.sentence,
  });
  const close = () => {
    panel.remove();
    opener.focus();
  };
  const yes = button(question.yes, "primary", "confirm-yes", () => {
    close();
    agree();
  });
  panel.append(
    make("p", { class: "sentence" }, question.sentence),
    make("div", { class: "buttons" }, yes, button(SIDEBAR_WORDS.cancel, "plain", "confirm-no", close)),
  );
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  });
  return panel;
}
