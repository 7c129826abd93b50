import type { ProblemCode } from "../../../shared/problem";
import type { Pair, Place, ProblemItem, ProblemList } from "../../rpc";
import { MENU } from "../../words/menu";
import { CHANGE_WORDS, ITEM_WORDS, LIST_WORDS } from "../../words/sidebar/problems";
import { CallFailure, call } from "../call";
import { button, make, setBusy } from "../dom";
import { failurePanel } from "../failure";
import { announce } from "../live";
import { redraw } from "../redraw";
import type { View } from "../view";
import { when } from "../words";
import { apartList } from "./apart";
import { type Change, changesTray } from "./changes";
import { chips, kindsInWords } from "./chips";
import { decisionList } from "./decisions";
import { find, unlisted } from "./find";
import { itemKey, problemItem } from "./item";
import { keepLive } from "./keep-live";
import { allGood, sums } from "./sums";

/** What is wrong in the sheet: filter it, jump to it, accept what is suggested, take that back. */
export function problemsView(): View {
  let list: ProblemList | null = null;
  let chosen: ProblemCode | null = null;
  let current: string | null = null;
  /** Calls that answer a new list go one after the other, so that the last answer is the newest. */
  let last: Promise<unknown> = Promise.resolve();
  const underway = new Set<string>();
  let changes: Change[] = [];

  const refresh = button(LIST_WORDS.refresh, "plain", "refresh", () => void look());
  const checked = make("p", { class: "quiet" });
  const problem = make("div", {});
  const totals = make("div", {});
  const kindOf = make("summary", { "data-key": "kinds" });
  const kinds = make("div", {});
  const filters = make("details", { class: "kinds" }, kindOf, kinds);
  const search = make("input", {
    type: "search",
    placeholder: LIST_WORDS.search,
    "aria-label": LIST_WORDS.searchLabel,
    autocomplete: "off",
    spellcheck: "false",
  });
  const items = make("div", { class: "stack" });
  const decided = make("div", { class: "stack" });
  const tray = make("div", { class: "tray-place" });
  const panel = make(
    "section",
    {},
    make("header", { class: "head" }, make("h1", {}, MENU.problems), refresh),
    checked,
    problem,
    totals,
    search,
    filters,
    items,
    decided,
    tray,
  );
  search.hidden = true;
  filters.hidden = true;
  search.addEventListener("input", () => {
    drawItems();
    if (list !== null) announce(LIST_WORDS.found({ problems: find(list, chosen, search.value).length }));
  });
  items.addEventListener("keydown", moveThroughItems);

  /** One call that answers the new list. What is shown stays when it fails; the same thing is not asked twice at once. */
  function ask(doing: string, question: () => Promise<ProblemList | CallFailure>): Promise<boolean> {
    if (underway.has(doing)) return Promise.resolve(false);
    underway.add(doing);
    const turn = last.then(() => take(doing, question)).finally(() => underway.delete(doing));
    last = turn;
    return turn;
  }

  async function take(doing: string, question: () => Promise<ProblemList | CallFailure>): Promise<boolean> {
    setWorking(doing);
    const answer = await question();
    if (!(answer instanceof CallFailure)) list = answer;
    setWorking(null);
    if (answer instanceof CallFailure) {
      redraw(problem, failurePanel(answer, look));
      return false;
    }
    if (!answer.kinds.some(({ code }) => code === chosen)) chosen = null;
    draw();
    return true;
  }

  function setWorking(doing: string | null): void {
    setBusy(refresh, doing !== null);
    panel.setAttribute("aria-busy", String(doing !== null));
    if (doing !== null) {
      redraw(problem);
      announce(doing);
    }
    checked.textContent = doing ?? (list === null ? "" : LIST_WORDS.checked({ when: when(list.checkedAt) }));
  }

  async function look(): Promise<void> {
    if (await ask(LIST_WORDS.checking, () => call("problems"))) announce(LIST_WORDS.found({ problems: list!.total }));
  }

  async function goTo(item: ProblemItem): Promise<void> {
    current = itemKey(item);
    drawItems();
    const answer = await call("goTo", place(item));
    if (answer instanceof CallFailure) redraw(problem, failurePanel(answer, look));
    else {
      redraw(problem);
      announce(answer.row === item.row ? ITEM_WORDS.selected(item) : ITEM_WORDS.moved(answer));
    }
  }

  async function accept(item: ProblemItem, to: string): Promise<void> {
    if (!(await ask(CHANGE_WORDS.writing(item), () => call("accept", place(item), item.value, to)))) return;
    changes = [{ kind: "accepted", item, to }, ...changes];
    drawTray();
    announce(CHANGE_WORDS.written({ cell: item.cell, to }));
  }

  async function acceptAll(item: ProblemItem, to: string): Promise<void> {
    const answer = await askToUndo(CHANGE_WORDS.writingAll({ to, cells: item.same }), () =>
      call("acceptAll", place(item), item.value, to),
    );
    if (answer === null) return;
    changes = [{ kind: "accepted all", cells: answer }, ...changes];
    drawTray();
    announce(CHANGE_WORDS.writtenAll({ to, cells: answer.keys.length }));
  }

  async function keepOne(keep: Place, drop: Place, who: string): Promise<void> {
    const answer = await askToUndo(CHANGE_WORDS.deleting(drop), () => call("keepOne", keep, drop));
    if (answer === null) return;
    changes = [{ kind: "removed", removed: answer, who }, ...changes];
    drawTray();
    announce(CHANGE_WORDS.deleted(drop));
  }

  /** A call that also answers what takes it back; `null` when it failed. */
  async function askToUndo<U>(
    doing: string,
    question: () => Promise<{ readonly list: ProblemList; readonly undo: U } | CallFailure>,
  ): Promise<U | null> {
    let undo: U | null = null;
    await ask(doing, async () => {
      const answer = await question();
      if (answer instanceof CallFailure) return answer;
      ({ undo } = answer);
      return answer.list;
    });
    return undo;
  }

  async function keepApart(pair: Pair, who: string): Promise<void> {
    if (!(await ask(CHANGE_WORDS.keepingApart({ who }), () => call("keepApart", pair, true)))) return;
    changes = [{ kind: "apart", pair, who }, ...changes];
    drawTray();
    announce(CHANGE_WORDS.keptApart);
  }

  async function always(typed: string, country: string): Promise<void> {
    const done = await ask(CHANGE_WORDS.deciding({ typed, country }), () => call("alwaysMeans", typed, country));
    if (!done) return;
    changes = [{ kind: "always", typed, country }, ...changes];
    drawTray();
    announce(CHANGE_WORDS.decided({ typed, country }));
  }

  async function undo(change: Change): Promise<void> {
    const undone = undoingOf(change);
    if (!(await ask(CHANGE_WORDS.undoing({ what: undone.name }), undone.question))) return;
    changes = changes.filter((other) => other !== change);
    drawTray();
    announce(CHANGE_WORDS.undone);
  }

  async function forget(pair: Pair): Promise<void> {
    const same = JSON.stringify(pair);
    if (!(await ask(CHANGE_WORDS.forgetting, () => call("keepApart", pair, false)))) return;
    changes = changes.filter((change) => change.kind !== "apart" || JSON.stringify(change.pair) !== same);
    drawTray();
    announce(CHANGE_WORDS.forgotten);
  }

  async function undecide(typed: string): Promise<void> {
    if (!(await ask(CHANGE_WORDS.undoing({ what: typed }), () => call("alwaysMeans", typed, null)))) return;
    changes = changes.filter((change) => change.kind !== "always" || change.typed !== typed);
    drawTray();
    announce(CHANGE_WORDS.undecided({ typed }));
  }

  function draw(): void {
    redraw(totals, sums(list!));
    kindOf.textContent = kindsInWords(list!, chosen);
    redraw(
      kinds,
      chips(list!, chosen, (code) => {
        chosen = code;
        filters.open = false;
        kindOf.focus();
        draw();
      }),
    );
    search.hidden = list!.items.length === 0;
    filters.hidden = search.hidden;
    drawItems();
    const wereOpen = new Set([...decided.querySelectorAll("details[open] > summary")].map(nameOf));
    const lists = [
      list!.apart.length === 0 ? null : apartList(list!.apart, forget),
      list!.decisions.length === 0 ? null : decisionList(list!.decisions, undecide),
    ];
    for (const one of lists) if (one !== null) one.open = wereOpen.has(nameOf(one.firstElementChild!));
    redraw(decided, ...lists);
  }

  function drawItems(): void {
    if (list === null) return;
    if (list.total === 0) {
      redraw(items, allGood(list.counts.read));
      return;
    }
    const found = find(list, chosen, search.value);
    const more = unlisted(list, chosen);
    const actions = { goTo, accept, acceptAll, keepOne, keepApart, always };
    redraw(
      items,
      found.length > 0 ? null : make("p", { class: "empty" }, LIST_WORDS.noMatch),
      make("ul", { class: "items" }, ...found.map((item) => problemItem(item, itemKey(item) === current, actions))),
      more === 0 ? null : make("p", { class: "quiet" }, LIST_WORDS.unlisted({ problems: more })),
    );
  }

  function drawTray(): void {
    redraw(
      tray,
      changesTray(changes, undo, () => {
        changes = [];
        drawTray();
        refresh.focus();
      }),
    );
  }

  /** Takes in what edits changed, unless a person is busy with it: an open comparison or a question would be gone. */
  async function lookAgain(): Promise<void> {
    const { seen } = list!;
    const answer = await call("problemsSince", seen);
    if (answer === null || answer instanceof CallFailure || underway.size > 0 || list!.seen !== seen) return;
    list = { ...list!, ...answer };
    setWorking(null);
    draw();
  }
  const isIdle = () => list !== null && underway.size === 0 && panel.querySelector(".both:not(:empty)") === null;
  keepLive(lookAgain, () => !panel.hidden && isIdle());

  return {
    panel,
    shown: () => void (list === null && look()),
    hidden: () => {},
  };
}

function undoingOf(change: Change): { name: string; question: () => Promise<ProblemList | CallFailure> } {
  switch (change.kind) {
    case "accepted": {
      const { item, to } = change;
      return { name: item.cell, question: () => call("undoAccept", place(item), item.value, to) };
    }
    case "accepted all":
      return { name: change.cells.to, question: () => call("undoAcceptAll", change.cells) };
    case "removed":
      return { name: CHANGE_WORDS.ofRow(change.removed), question: () => call("undoKeepOne", change.removed) };
    case "apart":
      return { name: change.who, question: () => call("keepApart", change.pair, false) };
    case "always":
      return { name: change.typed, question: () => call("alwaysMeans", change.typed, null) };
  }
}

/** What a list is called across redraws. */
function nameOf(summary: Element): string | null {
  return summary.getAttribute("data-key");
}

function place({ tab, row, field, key }: ProblemItem) {
  return { tab, row, field, key };
}

/** Arrow keys go from problem to problem, past the buttons between them. */
function moveThroughItems(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const list = (event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>(".place");
  const here = document.activeElement?.closest(".item")?.querySelector<HTMLElement>(".place");
  if (step === undefined || !here) return;
  event.preventDefault();
  [...list][[...list].indexOf(here) + step]?.focus();
}
