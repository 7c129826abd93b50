import type { Surroundings } from "../wire";
import { button, byId, make } from "./dom";
import { arrowsThrough, refill } from "./parts";
import { closePopup, popup } from "./popup";

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
    const clock = button("wb-chip", `It is ${around.clock}`, () => this.openClock(clock));
    clock.title = `The workbench's clock (${around.zone})${around.nextTrigger ? `. Next trigger: ${around.nextTrigger}` : ""}`;
    const parts: HTMLElement[] = [clock];
    if (around.exporter !== null) parts.push(this.exporter(around.exporter));
    const mails = around.outbox.length + around.failures.length;
    const outbox = button("wb-chip", `Outbox${around.outbox.length > 0 ? ` (${around.outbox.length})` : ""}`, () =>
      this.toggleOutbox(),
    );
    if (mails > this.read && this.panel === undefined) outbox.classList.add("new");
    outbox.id = "outbox";
    parts.push(outbox);
    if (around.dashboard !== null) {
      const link = make("a", "wb-chip", "Dashboard");
      link.href = `/${around.dashboard}`;
      link.target = "_blank";
      link.rel = "noopener";
      parts.push(link);
    }
    parts.push(button("wb-chip", "Tour", this.tour));
    const keys = make("span", "wb-label", "Workbench");
    keys.title = "F6 goes to the next part of this page, Shift+F6 to the one before";
    refill(this.bar, keys, ...parts);
    if (this.panel !== undefined) this.fillOutbox(this.panel);
  }

  private exporter(state: NonNullable<Surroundings["exporter"]>): HTMLElement {
    const element = button(
      `wb-chip wb-switch ${state}`,
      { up: "Exporter is up", down: "Exporter is down", starting: "Exporter starts…" }[state],
      () => this.ask("exporter", { down: state !== "down" }),
    );
    element.id = "exporter";
    element.role = "switch";
    element.ariaChecked = String(state === "up");
    element.title = state === "down" ? "Click to start the exporter again" : "Click to stop the exporter";
    return element;
  }

  private openClock(at: HTMLElement): void {
    const { left, bottom } = at.getBoundingClientRect();
    const go = (body: object) => () => this.ask("clock", body);
    const { nextTrigger: next, daily } = this.around ?? {};
    popup(
      [
        { title: "It is 07:00 tomorrow", act: go({ to: "07:00 tomorrow" }) },
        ...(daily ? [{ title: `Daily export: ${daily}`, act: go({ to: "daily export" }) }] : []),
        ...(next ? [{ title: `Next trigger: ${next}`, act: go({ to: "next trigger" }) }] : []),
        null,
        { title: "5 minutes later", act: go({ advance: 5 }) },
        { title: "1 hour later", act: go({ advance: 60 }) },
        { title: "1 day later", act: go({ advance: 24 * 60 }) },
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
    this.panel.ariaLabel = "Outbox";
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
    shut.ariaLabel = "Close the outbox";
    const mails = [...outbox]
      .reverse()
      .map(({ at, to, subject, body }) =>
        make("article", "", make("h3", "", subject), make("p", "wb-small", `${at} · to ${to}`), make("pre", "", body)),
      );
    const failed = [...failures]
      .reverse()
      .map(({ at, function: name, message }) =>
        make("article", "", make("h3", "", `${name} failed`), make("p", "wb-small", at), make("pre", "", message)),
      );
    panel.replaceChildren(
      make("div", "wb-side-head", make("h2", "", "Outbox"), shut),
      make("p", "wb-small", "Mails that the add-on sent. Nothing leaves this machine."),
      ...(mails.length === 0 ? [make("p", "", "No mail yet.")] : mails),
      ...(failed.length === 0 ? [] : [make("h2", "", "Script errors"), ...failed]),
    );
  }
}
