import { VIEWS, type ViewName } from "../views";
import { ADD_ON } from "../words/menu";
import { SIDEBAR_WORDS } from "../words/sidebar/sidebar";
import { make } from "./dom";
import type { View } from "./view";

const TITLES: Record<ViewName, string> = SIDEBAR_WORDS.tabs;

/**
 * The tabs and their panels. Arrow keys, Home and End move between the tabs; Enter or Space opens one: opening reads the
 * sheet, so passing by does not.
 */
export function tabs(views: Readonly<Record<ViewName, View>>): {
  elements: HTMLElement[];
  show: (name: ViewName) => void;
} {
  let current: ViewName | null = null;
  const buttons = VIEWS.map((name) => {
    const tab = make(
      "button",
      { type: "button", role: "tab", id: `tab-${name}`, "aria-controls": `panel-${name}` },
      TITLES[name],
    );
    tab.addEventListener("click", () => show(name));
    return tab;
  });
  const list = make("div", { role: "tablist", class: "tabs", "aria-label": ADD_ON }, ...buttons);
  list.addEventListener("keydown", (event) => {
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    buttons.at(to % buttons.length)!.focus();
  });
  for (const name of VIEWS) {
    const { panel } = views[name];
    panel.id = `panel-${name}`;
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", `tab-${name}`);
  }

  function show(name: ViewName): void {
    if (name === current) return;
    VIEWS.forEach((other, index) => {
      const chosen = other === name;
      buttons[index].setAttribute("aria-selected", String(chosen));
      buttons[index].tabIndex = chosen ? 0 : -1;
      views[other].panel.hidden = !chosen;
    });
    if (current !== null) views[current].hidden();
    current = name;
    scrollTo(0, 0);
    views[name].shown();
  }
  const panels = make("main", {}, ...VIEWS.map((name) => views[name].panel));
  return { elements: [make("header", {}, list), panels], show };
}
