import type { PageDialog } from "../wire";
import { button, make } from "./dom";
import { focusCells } from "./typing";
import { PAGE_WORDS } from "./words";

/** The script's alerts and prompts. */
export class Dialogs {
  private shown: { readonly id: number; readonly element: HTMLDialogElement } | undefined;

  constructor(private readonly answer: (id: number, button: string, text: string) => void) {}

  show(dialog: PageDialog | null): void {
    if (this.shown?.id === dialog?.id) return;
    this.shown?.element.remove();
    this.shown = undefined;
    if (dialog === null) return;
    const input = make("input", "");
    input.ariaLabel = dialog.text;
    const close = (word: string) => {
      element.remove();
      focusCells();
      this.answer(dialog.id, word, input.value);
    };
    const buttons = dialog.buttons.map((word, at) =>
      button(at === 0 ? "wb-main" : "", PAGE_WORDS.buttons[word] ?? word, () => close(word)),
    );
    const element = make(
      "dialog",
      "wb-dialog",
      ...(dialog.title === "" ? [] : [make("h2", "", dialog.title)]),
      make("p", "", dialog.text),
      ...(dialog.kind === "prompt" ? [input] : []),
      make("div", "wb-buttons", ...buttons),
    );
    element.oncancel = (event) => {
      event.preventDefault();
      close("CLOSE");
    };
    input.onkeydown = ({ key }) => {
      if (key === "Enter") close(dialog.buttons[0]);
    };
    document.body.append(element);
    element.showModal();
    this.shown = { id: dialog.id, element };
  }
}
