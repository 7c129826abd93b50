import { count, countOf } from "../../../shared/numbers";
import type { ProblemCode } from "../../../shared/problem";
import type { Pair, Place, ProblemItem, ProblemList } from "../../rpc";
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

  const refresh = button("Refresh", "plain", "refresh", () => void look());
  const checked = make("p", { class: "quiet" });
  const problem = make("div", {});
  const totals = make("div", {});
  const kindOf = make("summary", { "data-key": "kinds" });
  const kinds = make("div", {});
  const filters = make("details", { class: "kinds" }, kindOf, kinds);
  const search = make("input", {
    type: "search",
    placeholder: "Search",
    "aria-label": "Search the problems",
    autocomplete: "off",
    spellcheck: "false",
  });
  const items = make("div", { class: "stack" });
  const decided = make("div", { class: "stack" });
  const tray = make("div", { class: "tray-place" });
  const panel = make(
    "section",
    {},
    make("header", { class: "head" }, make("h1", {}, "Problems"), refresh),
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
    if (list !== null) announce(countOf(find(list, chosen, search.value).length, "problem"));
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
    checked.textContent = doing ?? (list === null ? "" : `Checked ${when(list.checkedAt)}`);
  }

  async function look(): Promise<void> {
    if (await ask("Checking all rows…", () => call("problems"))) announce(countOf(list!.total, "problem"));
  }

  async function goTo(item: ProblemItem): Promise<void> {
    current = itemKey(item);
    drawItems();
    const answer = await call("goTo", place(item));
    if (answer instanceof CallFailure) redraw(problem, failurePanel(answer, look));
    else {
      redraw(problem);
      announce(answer.row === item.row ? `${item.cell} is selected` : `The row moved: row ${answer.row} is selected`);
    }
  }

  async function accept(item: ProblemItem, to: string): Promise<void> {
    if (!(await ask(`Writing into ${item.cell}…`, () => call("accept", place(item), item.value, to)))) return;
    changes = [{ kind: "accepted", item, to }, ...changes];
    drawTray();
    announce(`${item.cell} says ${to}. Undo is at the end of this tab.`);
  }

  async function acceptAll(item: ProblemItem, to: string): Promise<void> {
    const answer = await askToUndo(`Writing ${to} into ${count(item.same)} cells…`, () =>
      call("acceptAll", place(item), item.value, to),
    );
    if (answer === null) return;
    changes = [{ kind: "accepted all", cells: answer }, ...changes];
    drawTray();
    announce(`${countOf(answer.keys.length, "cell")} say ${to}. Undo is at the end of this tab.`);
  }

  async function keepOne(keep: Place, drop: Place, who: string): Promise<void> {
    const answer = await askToUndo(`Deleting row ${drop.row}…`, () => call("keepOne", keep, drop));
    if (answer === null) return;
    changes = [{ kind: "removed", removed: answer, who }, ...changes];
    drawTray();
    announce(`Row ${drop.row} is deleted. Undo is at the end of this tab.`);
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
    if (!(await ask(`Remembering that ${who} is no duplicate…`, () => call("keepApart", pair, true)))) return;
    changes = [{ kind: "apart", pair, who }, ...changes];
    drawTray();
    announce("Remembered as two leads. Undo is at the end of this tab.");
  }

  async function always(typed: string, country: string): Promise<void> {
    const done = await ask(`Deciding that ${typed} always means ${country}…`, () =>
      call("alwaysMeans", typed, country),
    );
    if (!done) return;
    changes = [{ kind: "always", typed, country }, ...changes];
    drawTray();
    announce(`From now on ${typed} means ${country}. Undo is at the end of this tab.`);
  }

  async function undo(change: Change): Promise<void> {
    const undone = undoingOf(change);
    if (!(await ask(`Undoing ${undone.name}…`, undone.question))) return;
    changes = changes.filter((other) => other !== change);
    drawTray();
    announce("Undone.");
  }

  async function forget(pair: Pair): Promise<void> {
    const same = JSON.stringify(pair);
    if (!(await ask("Forgetting…", () => call("keepApart", pair, false)))) return;
    changes = changes.filter((change) => change.kind !== "apart" || JSON.stringify(change.pair) !== same);
    drawTray();
    announce("Forgotten. The pair is shown again as a possible repeat.");
  }

  async function undecide(typed: string): Promise<void> {
    if (!(await ask(`Undoing ${typed}…`, () => call("alwaysMeans", typed, null)))) return;
    changes = changes.filter((change) => change.kind !== "always" || change.typed !== typed);
    drawTray();
    announce(`Undone. What ${typed} means is asked again.`);
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
      found.length > 0 ? null : make("p", { class: "empty" }, "No problem listed here has these words."),
      make("ul", { class: "items" }, ...found.map((item) => problemItem(item, itemKey(item) === current, actions))),
      more === 0
        ? null
        : make("p", { class: "quiet" }, `${count(more)} more are not listed. Correct some of these, then refresh.`),
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
      return { name: `row ${change.removed.row}`, question: () => call("undoKeepOne", change.removed) };
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
