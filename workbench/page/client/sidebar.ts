import type { PageAnswer, Surroundings } from "../wire";
import { button, byId, make } from "./dom";
import { focusCells } from "./typing";
import { PAGE_WORDS } from "./words";

interface Call {
  readonly kind: "run" | "close" | "focus" | "leave";
  readonly call: number;
  readonly function: string;
  readonly args: unknown[];
  /** Of `leave`: whether to the part before. */
  readonly back: boolean;
}

/** The add-on's sidebar, shut into a frame that can only send messages here. */
export class Sidebar {
  private readonly box = byId("side");
  private frame: HTMLIFrameElement | undefined;
  private shown: number | undefined;

  constructor(
    private readonly run: (name: string, args: unknown[]) => Promise<PageAnswer>,
    private readonly close: () => void,
    private readonly leave: (step: 1 | -1) => void,
  ) {
    addEventListener("message", ({ source, data }: MessageEvent<Call>) => {
      if (this.frame === undefined || source !== this.frame.contentWindow) return;
      if (data.kind === "close") this.close();
      else if (data.kind === "leave") this.leave(data.back ? -1 : 1);
      else if (data.kind === "focus") focusCells();
      else if (data.kind === "run") void this.answer(this.frame, data);
    });
  }

  /** Puts the focus into the frame. */
  enter(): void {
    this.frame?.focus();
    this.frame?.contentWindow?.postMessage({ enter: true }, "*");
  }

  show(sidebar: Surroundings["sidebar"]): void {
    if (this.shown === sidebar?.id) return;
    this.shown = sidebar?.id;
    const hadFocus = this.box.contains(document.activeElement);
    this.box.hidden = sidebar === null;
    this.frame = undefined;
    this.box.replaceChildren();
    // What had the focus is gone: the next key would go nowhere.
    if (sidebar === null && hadFocus) focusCells();
    if (sidebar === null) return;
    const frame = make("iframe", "");
    frame.title = sidebar.title;
    frame.setAttribute("sandbox", "allow-scripts allow-forms allow-popups allow-popups-to-escape-sandbox allow-modals");
    frame.src = `/page/sidebar/${sidebar.id}`;
    const shut = button("wb-shut", "×", () => this.close());
    shut.ariaLabel = PAGE_WORDS.closeSidebar;
    this.box.append(make("div", "wb-side-head", make("h2", "", sidebar.title), shut), frame);
    this.frame = frame;
  }

  private async answer(frame: HTMLIFrameElement, { call, function: name, args }: Call): Promise<void> {
    const answer = await this.run(name, args);
    const message = answer.ok ? { call, value: answer.value } : { call, error: answer.sentence };
    frame.contentWindow?.postMessage(message, "*");
  }
}
