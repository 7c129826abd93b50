import type { Execution } from "../realm/execution";
import type { Like } from "../realm/google";
import { behind, surface } from "../realm/surface";
import { ButtonSets, Buttons } from "./enums";
import { pageOf } from "./html-page";
import { needFull, refuse, wrongArguments } from "./refusal";
import { SCOPES } from "./scopes";
import type { Answer, Asked, Menu, MenuItem, Screens } from "./screens";

/** What a menu is called that an add-on makes, and a bound script too. */
const ADD_ON_MENU = "Extensions";

/**
 * `SpreadsheetApp.getUi()`. Menus can be made in any execution that has a person in front of it; whatever opens a window needs full
 * authorisation. `suspended`: called when a question stops the execution until it is answered: it keeps no lock meanwhile.
 */
export function uiFor(execution: Execution, screens: Screens, suspended: () => void): object {
  if (!execution.hasUi) refuse(execution, "Cannot call SpreadsheetApp.getUi() from this context.");
  const screen = () => screens.of(execution.activeUser);

  const open = <T>(method: string, work: () => T) =>
    execution.call(`Ui.${method}`, () => {
      needFull(execution, `Ui.${method}`, SCOPES.ui);
      return work();
    });
  const openPage = <T>(method: string, work: () => T) =>
    open(method, () => {
      execution.need(`Ui.${method}`, [SCOPES.ui]);
      return work();
    });

  const ask = (kind: Asked["kind"], given: readonly unknown[]): Answer => {
    const set = Object.values(ButtonSets).find((value) => value === given.at(-1));
    const texts = set === undefined ? given : given.slice(0, -1);
    const fits = texts.every((text) => typeof text === "string") && texts.length <= (set === undefined ? 1 : 2);
    if (!fits || texts.length === 0) wrongArguments(execution, `Ui.${kind}`, given);
    const [text, title = ""] = [...texts].reverse() as [string, string?];
    suspended();
    return screen().ask({ kind, title, text, buttons: set?.name() ?? "OK" });
  };

  return surface(execution.realm, "Ui", {
    Button: Buttons,
    ButtonSet: ButtonSets,
    createMenu: (caption: string) => menuOf(execution, screens, String(caption)),
    createAddonMenu: () => menuOf(execution, screens, ADD_ON_MENU),
    alert: (...given: unknown[]) => open("alert", () => Buttons[ask("alert", given).button]),
    prompt: (...given: unknown[]) =>
      open("prompt", () => {
        const { button, text } = ask("prompt", given);
        return surface(execution.realm, "PromptResponse", {
          getSelectedButton: () => Buttons[button],
          getResponseText: () => text,
        } satisfies Like<GoogleAppsScript.Base.PromptResponse>);
      }),
    showSidebar: (html: unknown) =>
      openPage("showSidebar", () => {
        screen().sidebar = pageOf(execution, "Ui.showSidebar", html);
      }),
    showModalDialog: (html: unknown, title: unknown) =>
      openPage("showModalDialog", () => {
        const page = pageOf(execution, "Ui.showModalDialog", html);
        screen().dialogs.push({ title: String(title), modal: true, page });
      }),
    showModelessDialog: (html: unknown, title: unknown) =>
      openPage("showModelessDialog", () => {
        const page = pageOf(execution, "Ui.showModelessDialog", html);
        screen().dialogs.push({ title: String(title), modal: false, page });
      }),
  } satisfies Like<GoogleAppsScript.Base.Ui>);
}

function menuOf(execution: Execution, screens: Screens, caption: string): object {
  const items: MenuItem[] = [];
  const menu: Menu = { caption, items };
  const self: object = surface(
    execution.realm,
    "Menu",
    {
      addItem: (...given: unknown[]) => {
        const [text, handler] = given;
        if (typeof text !== "string" || typeof handler !== "string") wrongArguments(execution, "Menu.addItem", given);
        items.push({ kind: "item", caption: text, handler });
        return self;
      },
      addSeparator: () => {
        items.push({ kind: "separator" });
        return self;
      },
      addSubMenu: (sub: unknown) => {
        const inner = behind(sub) as Menu | undefined;
        if (inner?.items === undefined) wrongArguments(execution, "Menu.addSubMenu", [sub]);
        items.push({ kind: "menu", ...inner });
        return self;
      },
      addToUi: () =>
        execution.call("Menu.addToUi", () => screens.of(execution.activeUser).addMenu({ caption, items: [...items] })),
    } satisfies Like<GoogleAppsScript.Base.Menu>,
    menu,
  );
  return self;
}
