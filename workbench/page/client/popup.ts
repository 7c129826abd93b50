import { button, make } from "./dom";
import { focusCells } from "./typing";

export interface Choice {
  readonly title: string;
  readonly shortcut?: string;
  readonly act: () => void;
}

/** `null` is a line; a choice with choices of its own opens them beside it. */
export type Choices = readonly (Choice | { readonly title: string; readonly choices: Choices } | null)[];

let open: { readonly box: HTMLElement; readonly closed: () => void; readonly opener: HTMLElement | null } | undefined;

/**
 * Opens a list of choices at a place; the one that was open closes. Arrow keys move in it; Escape closes it, and the focus goes back to
 * what opened it. After a choice keys go to the cells.
 */
export function popup(
  choices: Choices,
  x: number,
  y: number,
  opener: HTMLElement | null = null,
  closed: () => void = () => undefined,
): void {
  closePopup();
  const box = listOf(choices);
  // Whoever goes from landmark to landmark finds it in one.
  document.querySelector("header")!.append(box);
  const { width, height } = box.getBoundingClientRect();
  box.style.left = `${Math.max(0, Math.min(x, innerWidth - width - 4))}px`;
  box.style.top = `${Math.max(0, Math.min(y, innerHeight - height - 4))}px`;
  open = { box, closed, opener };
  box.querySelector("button")?.focus();
}

export function closePopup(): void {
  const last = open;
  open = undefined;
  last?.box.remove();
  last?.closed();
}

export function isPopupOpen(): boolean {
  return open !== undefined;
}

function listOf(choices: Choices): HTMLElement {
  const box = make("div", "wb-popup");
  box.role = "menu";
  for (const choice of choices) {
    if (choice === null) {
      box.append(make("hr", ""));
      continue;
    }
    if ("choices" in choice) {
      const inner = listOf(choice.choices);
      const holder = make(
        "div",
        "wb-sub",
        item(choice.title, "▸", () => inner.querySelector("button")?.focus()),
        inner,
      );
      box.append(holder);
      continue;
    }
    box.append(
      item(choice.title, choice.shortcut ?? "", () => {
        closePopup();
        focusCells();
        choice.act();
      }),
    );
  }
  return box;
}

function item(title: string, hint: string, act: () => void): HTMLButtonElement {
  const element = button("", title, act);
  element.role = "menuitem";
  element.append(make("span", "wb-hint", hint));
  return element;
}

addEventListener(
  "pointerdown",
  (event) => {
    if (open !== undefined && !open.box.contains(event.target as Node)) closePopup();
  },
  true,
);

addEventListener(
  "keydown",
  (event) => {
    if (open === undefined) return;
    const items = [...open.box.querySelectorAll<HTMLButtonElement>("button")];
    const at = items.indexOf(document.activeElement as HTMLButtonElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (to !== undefined) items[(to + items.length) % items.length]?.focus();
    else if (event.key === "Escape" || event.key === "Tab") {
      const { opener } = open;
      closePopup();
      if (opener === null) focusCells();
      else opener.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  },
  true,
);
