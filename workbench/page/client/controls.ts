import type { Surroundings } from "../wire";
import { button, byId, make } from "./dom";
import { arrowsThrough, refill } from "./parts";
import { closePopup, popup } from "./popup";
import { CONTROL_WORDS, PART_WORDS, TOUR_WORDS } from "./words";

/** What no spreadsheet has: the workbench's own clock, its exporter, the mails that were sent, the dashboard. */
export class Controls {
  private readonly bar = byId("controls");
  private around: Surroundings | undefined;
  private panel: HTMLElement | undefined;
  private read = 0;

  constructor(
    private readonly ask: (action: string, body: object) => void,
    private readonly tour: () => void,
  ) {
    arrowsThrough(this.bar);
  }

  show(around: Surroundings): void {
    this.around = around;
    const clock = button("wb-chip", CONTROL_WORDS.clock({ time: around.clock }), () => this.openClock(clock));
    clock.title = CONTROL_WORDS.clockOf({ zone: around.zone, next: around.nextTrigger || null });
    const parts: HTMLElement[] = [clock];
    if (around.exporter !== null) parts.push(this.exporter(around.exporter));
    const mails = around.outbox.length + around.failures.length;
    const title =
      around.outbox.length > 0 ? CONTROL_WORDS.outboxWith({ mails: around.outbox.length }) : CONTROL_WORDS.outbox;
    const outbox = button("wb-chip", title, () => this.toggleOutbox());
    if (mails > this.read && this.panel === undefined) outbox.classList.add("new");
    outbox.id = "outbox";
    parts.push(outbox);
    if (around.dashboard !== null) {
      const link = make("a", "wb-chip", CONTROL_WORDS.dashboard);
      link.href = `/${around.dashboard}`;
      link.target = "_blank";
      link.rel = "noopener";
      parts.push(link);
    }
    parts.push(button("wb-chip", TOUR_WORDS.open, this.tour));
    const keys = make("span", "wb-label", PART_WORDS.controls);
    keys.title = CONTROL_WORDS.keys;
    refill(this.bar, keys, ...parts);
    if (this.panel !== undefined) this.fillOutbox(this.panel);
  }

  private exporter(state: NonNullable<Surroundings["exporter"]>): HTMLElement {
    const element = button(`wb-chip wb-switch ${state}`, CONTROL_WORDS.exporter[state], () =>
      this.ask("exporter", { down: state !== "down" }),
    );
    element.id = "exporter";
    element.role = "switch";
    element.ariaChecked = String(state === "up");
    element.title = state === "down" ? CONTROL_WORDS.startExporter : CONTROL_WORDS.stopExporter;
    return element;
  }

  private openClock(at: HTMLElement): void {
    const { left, bottom } = at.getBoundingClientRect();
    const go = (body: object) => () => this.ask("clock", body);
    const { nextTrigger: next, daily } = this.around ?? {};
    popup(
      [
        { title: CONTROL_WORDS.tomorrow, act: go({ to: "07:00 tomorrow" }) },
        ...(daily ? [{ title: CONTROL_WORDS.daily({ when: daily }), act: go({ to: "daily export" }) }] : []),
        ...(next ? [{ title: CONTROL_WORDS.next({ next }), act: go({ to: "next trigger" }) }] : []),
        null,
        { title: CONTROL_WORDS.minutes, act: go({ advance: 5 }) },
        { title: CONTROL_WORDS.hour, act: go({ advance: 60 }) },
        { title: CONTROL_WORDS.day, act: go({ advance: 24 * 60 }) },
      ],
      left,
      bottom + 4,
      at,
    );
  }

  private toggleOutbox(): void {
    closePopup();
    if (this.panel !== undefined) {
      this.panel.remove();
      this.panel = undefined;
      byId("outbox").focus();
      return;
    }
    this.panel = make("div", "wb-outbox");
    this.panel.role = "dialog";
    this.panel.ariaLabel = CONTROL_WORDS.outbox;
    this.fillOutbox(this.panel);
    this.panel.onkeydown = ({ key }) => {
      if (key === "Escape") this.toggleOutbox();
    };
    document.body.append(this.panel);
    this.panel.querySelector("button")?.focus();
  }

  private fillOutbox(panel: HTMLElement): void {
    const { outbox = [], failures = [] } = this.around ?? {};
    this.read = outbox.length + failures.length;
    byId("outbox").classList.remove("new");
    const shut = button("wb-shut", "×", () => this.toggleOutbox());
    shut.ariaLabel = CONTROL_WORDS.closeOutbox;
    const mails = [...outbox]
      .reverse()
      .map(({ at, to, subject, body }) =>
        make(
          "article",
          "",
          make("h3", "", subject),
          make("p", "wb-small", CONTROL_WORDS.sent({ at, to })),
          make("pre", "", body),
        ),
      );
    const failed = [...failures]
      .reverse()
      .map(({ at, function: name, message }) =>
        make(
          "article",
          "",
          make("h3", "", CONTROL_WORDS.failed({ name })),
          make("p", "wb-small", at),
          make("pre", "", message),
        ),
      );
    panel.replaceChildren(
      make("div", "wb-side-head", make("h2", "", CONTROL_WORDS.outbox), shut),
      make("p", "wb-small", CONTROL_WORDS.outboxHint),
      ...(mails.length === 0 ? [make("p", "", CONTROL_WORDS.noMail)] : mails),
      ...(failed.length === 0 ? [] : [make("h2", "", CONTROL_WORDS.errors), ...failed]),
    );
  }
}
