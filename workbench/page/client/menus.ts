import type { PageMenu } from "../wire";
import { button, byId } from "./dom";
import type { Gestures } from "./gestures";
import { arrowsThrough } from "./parts";
import { type Choices, closePopup, isPopupOpen, popup } from "./popup";
import { MENU_WORDS } from "./words";

/** The menu bar: what Sheets calls them, as far as they do something here, and the add-on's own. */
export class Menus {
  private readonly bar = byId("menus");
  private readonly own: readonly (readonly [string, () => Choices])[];
  private openTitle: string | undefined;

  constructor(
    gestures: Gestures,
    private readonly run: (functionName: string) => void,
  ) {
    arrowsThrough(this.bar, (title) => title.click());
    this.own = [
      [
        MENU_WORDS.edit,
        () => [
          gestures.undo,
          gestures.redo,
          null,
          ...gestures.clipboardChoices(),
          null,
          gestures.clear(),
          ...gestures.deleteChoices(),
        ],
      ],
      [MENU_WORDS.insert, () => gestures.insertChoices()],
      [MENU_WORDS.data, () => gestures.sortChoices()],
    ];
  }

  show(addOn: readonly PageMenu[]): void {
    const all = [...this.own, ...addOn.map((menu) => [menu.title, () => this.choices(menu)] as const)];
    closePopup();
    this.bar.replaceChildren(...all.map(([title, choices]) => this.menu(title, choices)));
  }

  private menu(title: string, choices: () => Choices): HTMLElement {
    const element = button("", title, () => {
      if (this.openTitle !== title) this.open(element, title, choices);
    });
    // The click that closes a menu by its own title must not open it again.
    element.onpointerdown = () => {
      if (this.openTitle === title) {
        element.onpointerup = () => {
          element.onpointerup = null;
        };
      }
    };
    element.onpointerenter = () => {
      if (isPopupOpen() && this.openTitle !== undefined && this.openTitle !== title) this.open(element, title, choices);
    };
    element.role = "menuitem";
    element.ariaHasPopup = "menu";
    return element;
  }

  private open(element: HTMLElement, title: string, choices: () => Choices): void {
    const { left, bottom } = element.getBoundingClientRect();
    popup(choices(), left, bottom + 2, element, () => {
      element.classList.remove("open");
      // After the click that closed it.
      setTimeout(() => {
        if (this.openTitle === title) this.openTitle = undefined;
      });
    });
    this.openTitle = title;
    element.classList.add("open");
  }

  private choices(menu: PageMenu): Choices {
    return menu.items.map((item) => {
      if (item === null) return null;
      if ("items" in item) return { title: item.title, choices: this.choices(item) };
      return { title: item.title, act: () => this.run(item.run) };
    });
  }
}
