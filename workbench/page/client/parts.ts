import { byId } from "./dom";
import { focusCells, isInCells } from "./typing";

interface Part {
  readonly box: HTMLElement;
  readonly enter: () => void;
}

/**
 * F6 goes from part to part of the page, Shift+F6 back: cells take Tab and the arrows for themselves. The sidebar's frame hears its keys
 * itself, and says so.
 */
export class Parts {
  private readonly parts: readonly Part[];

  constructor(enterSidebar: () => void) {
    const first = (id: string, choose = "button, a") => {
      const box = byId(id);
      return { box, enter: () => box.querySelector<HTMLElement>(choose)?.focus() };
    };
    this.parts = [
      first("menus"),
      first("controls"),
      { box: byId("grid"), enter: focusCells },
      { box: byId("side"), enter: enterSidebar },
      first("tabs", "[aria-selected=true]"),
      first("tour"),
    ];
    addEventListener("keydown", (event) => this.pressed(event), true);
  }

  /** Goes on from the part that has the focus; from nowhere, to the cells. */
  go(step: 1 | -1): void {
    const shown = this.parts.filter(({ box }) => !box.hidden && box.childElementCount > 0);
    const at = shown.findIndex(({ box, enter }) =>
      enter === focusCells ? isInCells() : box.contains(document.activeElement),
    );
    if (at < 0) focusCells();
    else shown[(at + step + shown.length) % shown.length].enter();
  }

  private pressed(event: KeyboardEvent): void {
    if (event.key !== "F6" || event.ctrlKey || event.altKey || document.querySelector("dialog[open]") !== null) return;
    event.preventDefault();
    event.stopPropagation();
    this.go(event.shiftKey ? -1 : 1);
  }
}

/** Arrow keys, Home and End go through the buttons of a bar. `down` is what the arrow down does at one, if anything. */
export function arrowsThrough(bar: HTMLElement, down?: (button: HTMLElement) => void): void {
  bar.addEventListener("keydown", (event) => {
    const buttons = [...bar.querySelectorAll<HTMLElement>("button, a")];
    const at = buttons.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (to !== undefined) buttons[(to + buttons.length) % buttons.length]?.focus();
    else if (event.key === "ArrowDown" && down !== undefined && at >= 0) down(buttons[at]);
    else return;
    event.preventDefault();
  });
}

/** Makes a bar anew; the focus stays on the button of the same place. */
export function refill(bar: HTMLElement, ...children: readonly HTMLElement[]): void {
  const focused = [...bar.querySelectorAll<HTMLElement>("button, a")].indexOf(document.activeElement as HTMLElement);
  bar.replaceChildren(...children);
  if (focused >= 0) bar.querySelectorAll<HTMLElement>("button, a")[focused]?.focus();
}
