import { SIDEBAR_WORDS } from "../words/sidebar/sidebar";
import { button, make } from "./dom";
import { announce } from "./live";

/** A text that a person takes elsewhere, with a button that copies it. Where the page may not copy, it selects the text for Ctrl+C. */
export function copyRow(text: string): HTMLElement {
  const code = make("code", {}, text);
  const copy = button(SIDEBAR_WORDS.copy, "plain", `copy ${text}`, async () => {
    const isCopied = await write(text);
    if (!isCopied) getSelection()?.selectAllChildren(code);
    announce(isCopied ? SIDEBAR_WORDS.copied : SIDEBAR_WORDS.selected);
  });
  return make("div", { class: "copy" }, code, copy);
}

async function write(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
