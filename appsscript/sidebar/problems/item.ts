import { capital } from "../../../shared/sentences";
import type { Pair, ProblemItem } from "../../rpc";
import { ITEM_WORDS } from "../../words/sidebar/problems";
import { button, fromSheet, make } from "../dom";
import { icon } from "../icon";
import { compareButton, type KeepOne } from "./compare";
import { EFFECTS, effectOf, kindWords } from "./kinds";

/** What a person may do with a problem. */
export interface ItemActions {
  readonly goTo: (item: ProblemItem) => void;
  readonly accept: (item: ProblemItem, suggestion: string) => void;
  readonly acceptAll: (item: ProblemItem, suggestion: string) => void;
  readonly keepOne: KeepOne;
  readonly keepApart: (pair: Pair, who: string) => void;
  readonly always: (typed: string, country: string) => void;
}

/** The name of a problem across redraws. */
export function itemKey({ tab, key, field, code, pair }: ProblemItem): string {
  return [tab, key, field, code, ...(pair?.one ?? []), ...(pair?.other ?? [])].join("\u001f");
}

/** One problem: where, what, about whom; pressing it goes there. Below it what can be done about it at once. */
export function problemItem(item: ProblemItem, current: boolean, actions: ItemActions): HTMLElement {
  const effect = effectOf(item.code);
  const key = itemKey(item);
  const place = button(
    [
      make(
        "span",
        { class: "where" },
        make("span", { class: "effect" }, icon(EFFECTS[effect].icon), EFFECTS[effect].word),
        make("span", { class: "cell" }, item.field === null ? ITEM_WORDS.row(item) : ITEM_WORDS.cell(item)),
      ),
      make("span", { class: "sentence" }, fromSheet(capital(item.sentence))),
      item.rowName === "" ? null : make("span", { class: "quiet" }, fromSheet(item.rowName)),
    ],
    "place",
    key,
    () => actions.goTo(item),
  );
  place.title = kindWords(item.code);
  if (current) place.setAttribute("aria-current", "true");

  const element = make("li", { class: `item ${effect}` }, place);
  if (item.pair !== null) element.append(both(item.pair));
  const buttons = item.suggestions.flatMap((suggestion) => {
    const use = (words: readonly (string | Node)[], where: string, act: ItemActions["accept"]) =>
      button([make("span", {}, ...words)], "tonal", `${key} use${where} ${suggestion}`, () => act(item, suggestion));
    const one = ITEM_WORDS.use<string | Node>({ suggestion: fromSheet(suggestion) });
    const all = ITEM_WORDS.useInAll<string | Node>({ suggestion: fromSheet(suggestion), cells: item.same });
    return [use(one, "", actions.accept), ...(item.same > 1 ? [use(all, "-all", actions.acceptAll)] : [])];
  });
  if (isCountry(item)) {
    for (const suggestion of item.suggestions) {
      const words = make("span", {}, ...ITEM_WORDS.always({ suggestion: fromSheet(suggestion) }));
      const always = button([words], "tonal", `${key} always ${suggestion}`, () =>
        actions.always(item.value, suggestion),
      );
      always.title = ITEM_WORDS.alwaysHint;
      buttons.push(always);
    }
  }
  const { pair } = item;
  if (pair !== null) {
    buttons.push(button(ITEM_WORDS.notDuplicate, "tonal", `${key} apart`, () => actions.keepApart(pair, item.rowName)));
  }
  const [opener, panel] = compareButton(item, key, actions.keepOne);
  if (opener !== undefined) buttons.unshift(opener as HTMLButtonElement);
  if (buttons.length > 0) element.append(make("div", { class: "buttons" }, ...buttons));
  if (panel !== undefined) element.append(panel);
  return element;
}

function isCountry({ code }: ProblemItem): boolean {
  return code === "UNKNOWN_COUNTRY" || code === "AMBIGUOUS_COUNTRY";
}

/** Both leads of a pair, by name. */
export function both({ one, other }: Pair): HTMLElement {
  return make("ul", { class: "pair" }, ...[one, other].map((lead) => make("li", {}, fromSheet(leadName(lead)))));
}

/** Company, first name, last name, country. */
function leadName([company, first, last, country]: readonly string[]): string {
  return [`${first ?? ""} ${last ?? ""}`.trim(), company, country].filter(Boolean).join(", ");
}
