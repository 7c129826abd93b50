import type { HtmlPage } from "./html-page";

export type MenuItem =
  | { readonly kind: "item"; readonly caption: string; readonly handler: string }
  | { readonly kind: "separator" }
  | { readonly kind: "menu"; readonly caption: string; readonly items: readonly MenuItem[] };

export interface Menu {
  readonly caption: string;
  readonly items: readonly MenuItem[];
}

/** A question put to the person, and what they answered. */
export interface Asked {
  readonly kind: "alert" | "prompt";
  readonly title: string;
  readonly text: string;
  readonly buttons: "OK" | "OK_CANCEL" | "YES_NO" | "YES_NO_CANCEL";
  readonly answer: Answer;
}

export interface Answer {
  readonly button: "CLOSE" | "OK" | "CANCEL" | "YES" | "NO";
  /** What was typed into a prompt. */
  readonly text: string;
}

export interface Toast {
  readonly message: string;
  readonly title: string;
  /** `null`: until it is closed. */
  readonly seconds: number | null;
}

/** What one person has on their screen beside the cells. */
export class Screen {
  /** By caption, in the order they were added. */
  menus: Menu[] = [];
  sidebar: HtmlPage | null = null;
  /** Open dialogs, the topmost last; whoever closes one takes it out. */
  readonly dialogs: { readonly title: string; readonly modal: boolean; readonly page: HtmlPage }[] = [];
  readonly toasts: Toast[] = [];
  readonly asked: Asked[] = [];
  /** What the person will answer to the next questions. Without one they close the question, or press its only button. */
  readonly answers: Answer[] = [];

  /** A menu added again takes the place of the one it was. */
  addMenu(menu: Menu): void {
    const at = this.menus.findIndex(({ caption }) => caption === menu.caption);
    if (at < 0) this.menus.push(menu);
    else this.menus[at] = menu;
  }

  ask(question: Omit<Asked, "answer">): Answer {
    const unprepared: Answer = { button: question.buttons === "OK" ? "OK" : "CLOSE", text: "" };
    const answer = this.answers.shift() ?? unprepared;
    const own = answer.button === "CLOSE" || question.buttons.split("_").includes(answer.button);
    if (!own) throw new Error(`The prepared answer ${answer.button} is not a button of "${question.text}".`);
    this.asked.push({ ...question, answer });
    return answer;
  }
}

/** Everybody's screens, by e-mail address. */
export class Screens {
  private readonly screens = new Map<string, Screen>();

  of(person: string): Screen {
    const known = this.screens.get(person);
    if (known !== undefined) return known;
    const screen = new Screen();
    this.screens.set(person, screen);
    return screen;
  }

  /** The person opens the spreadsheet anew: nothing of before is on the screen. Prepared answers stay. */
  reopen(person: string): Screen {
    const fresh = new Screen();
    fresh.answers.push(...this.of(person).answers);
    this.screens.set(person, fresh);
    return fresh;
  }
}
