import { LEADS } from "../../../shared/contract";
import { STATUS } from "../../../shared/status";
import type { PageEvent } from "../wire";
import { button, byId, make } from "./dom";
import { focusCells } from "./typing";
import { TOUR_WORDS, TRY_WORDS } from "./words";

type Try = keyof typeof TRY_WORDS;
/** In the order in which they are shown; any order is ticked. */
const ALL = Object.keys(TRY_WORDS) as Try[];

/** What Status says of a country that it does not know. */
const ASKS = new RegExp(`^${STATUS.check}: .*${LEADS.fields.find(({ type }) => type === "country")!.noun} "`);

const STORE = "lead-workbench.tour";

/** Five things to try, ticked as they happen, above the cells. What was done is remembered in this browser. */
export class Tour {
  private readonly box = byId("tour");
  private readonly done: Set<Try>;

  constructor() {
    const [closed, ...done] = remembered();
    this.done = new Set(ALL.filter((one) => done.includes(one)));
    this.box.hidden = closed === "closed";
    this.draw();
  }

  toggle(): void {
    this.box.hidden = !this.box.hidden;
    this.remember();
    if (this.box.hidden) focusCells();
    else this.box.querySelector("button")?.focus();
  }

  /** What the server told of the cells. */
  heard(event: Extract<PageEvent, { kind: "patch" }>): void {
    const texts = event.tabs.flatMap(({ lines }) => lines.flatMap(([, line]) => line));
    const isAsked = texts.some((cell) => ASKS.test(typeof cell === "string" ? cell : (cell?.[0] ?? "")));
    if (isAsked) this.tick("asked");
  }

  /** What the add-on's sidebar asked of its script, and the answer, both as JSON. */
  called([name]: readonly unknown[], answer: unknown): void {
    const outcome = outcomeOf(answer);
    if (outcome?.ok !== true) return;
    if (name === "accept" || name === "acceptAll" || name === "alwaysMeans") this.tick("accepted");
    if (name === "keepOne" || name === "keepApart") this.tick("resolved");
    if (name === "exportState" && ["published", "unchanged"].includes(outcome.value?.state ?? ""))
      this.tick("exported");
  }

  picked(title: string): void {
    if (title === "Summary") this.tick("answered");
  }

  private tick(one: Try): void {
    if (this.done.has(one)) return;
    this.done.add(one);
    this.remember();
    this.draw();
  }

  private draw(): void {
    const shut = button("wb-shut", "×", () => this.toggle());
    shut.ariaLabel = TOUR_WORDS.close;
    const items = ALL.map((one) => {
      const isDone = this.done.has(one);
      const tick = make("span", "wb-tick", isDone ? "✓" : "○");
      tick.role = "img";
      tick.ariaLabel = isDone ? TOUR_WORDS.done : TOUR_WORDS.toTry;
      return make("li", isDone ? "done" : "", tick, TRY_WORDS[one]);
    });
    const count = make("p", "", TOUR_WORDS.count({ done: this.done.size, all: ALL.length }));
    count.role = "status";
    this.box.replaceChildren(make("h2", "", TOUR_WORDS.title), make("ol", "", ...items), count, shut);
  }

  private remember(): void {
    localStorage.setItem(STORE, [this.box.hidden ? "closed" : "open", ...this.done].join(" "));
  }
}

function remembered(): string[] {
  return (localStorage.getItem(STORE) ?? "open").split(" ");
}

function outcomeOf(answer: unknown): { ok?: boolean; value?: { state?: string } | null } | null {
  try {
    return JSON.parse(String(answer));
  } catch {
    return null;
  }
}
