import type { Book } from "../../book/book";
import type { Host } from "../../host/host";
import type { Answer, Asked } from "../../host/services/screens";
import type { PageDialog } from "../wire";
import { checkpoint } from "./checkpoint";

interface Pending extends PageDialog {
  /** Runs the script again with this answer; `null`: it only informs. */
  readonly again: ((answer: Answer) => void) | null;
}

/**
 * The script's alerts and prompts, which the page shows one after the other. At Google a script waits at a question. Here it cannot, as
 * everything shares one thread: at a question without an answer, all that the script did is taken back, and when the person has answered
 * it runs again from its start, with all answers so far. An alert that only informs is shown afterwards.
 */
export class Questions {
  private pending: Pending[] = [];
  private ids = 0;

  constructor(
    private readonly book: Book,
    private readonly host: Host,
    private readonly person: string,
  ) {}

  /** What the page shows now. */
  first(): PageDialog | null {
    if (this.pending.length === 0) return null;
    const { again: _, ...dialog } = this.pending[0];
    return dialog;
  }

  /** Runs a menu's function. Throws what the script throws. */
  choose(functionName: string, answers: readonly Answer[] = []): void {
    const takeBack = checkpoint(this.book, this.host, this.person);
    const screen = this.host.services.screens.of(this.person);
    const before = screen.asked.length;
    screen.answers.push(...answers);
    let thrown: unknown;
    try {
      this.host.choose(this.person, functionName);
    } catch (error) {
      thrown = error;
    }
    // The script may have asked less than before.
    screen.answers.length = 0;
    const asked = screen.asked.slice(before);
    const open = asked.findIndex((question, at) => at >= answers.length && isOpen(question));
    const told = open < 0 ? asked : asked.slice(0, open);
    for (const question of told.slice(answers.length)) this.show(question, null);
    if (open >= 0) {
      takeBack();
      const before = told.map(({ answer }) => answer);
      this.show(asked[open], (answer) => this.choose(functionName, [...before, answer]));
    } else if (thrown !== undefined) throw thrown;
  }

  /** The person answers what is shown; an answer to what is gone counts for nothing, so that two windows answer once. */
  answer(id: number, answer: Answer): void {
    const dialog = this.pending.find((one) => one.id === id);
    if (dialog === undefined) return;
    this.forget(id);
    dialog.again?.(answer);
  }

  /** Nobody is there to answer any more. */
  close(): void {
    this.pending = [];
  }

  private forget(id: number): void {
    this.pending = this.pending.filter((one) => one.id !== id);
  }

  private show({ kind, title, text, buttons }: Asked, again: Pending["again"]): void {
    this.pending.push({ id: ++this.ids, kind, title, text, buttons: buttons.split("_"), again });
  }
}

function isOpen({ kind, buttons }: Asked): boolean {
  return kind === "prompt" || buttons !== "OK";
}
