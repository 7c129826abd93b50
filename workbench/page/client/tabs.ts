import type { TabState } from "../wire";
import { button, byId } from "./dom";
import { arrowsThrough } from "./parts";
import type { SheetGrid } from "./sheet-grid";

/** The tabs of the workbook, below the grid. */
export class Tabs {
  private readonly bar = byId("tabs");

  constructor(
    private readonly grid: SheetGrid,
    private readonly picked: (title: string) => void,
  ) {
    arrowsThrough(this.bar);
  }

  show(tabs: readonly TabState[]): void {
    const buttons = tabs.map(({ id, title }) => {
      const element = button("", title, () => void this.pick(id));
      element.role = "tab";
      element.dataset.tab = String(id);
      return element;
    });
    this.bar.replaceChildren(...buttons);
    this.mark();
  }

  async pick(id: number): Promise<void> {
    await this.grid.show(id);
    this.mark();
    this.picked(this.bar.querySelector("[aria-selected=true]")?.textContent ?? "");
  }

  private mark(): void {
    const front = String(this.grid.front());
    for (const element of this.bar.querySelectorAll("button")) {
      element.ariaSelected = String(element.dataset.tab === front);
    }
  }
}
