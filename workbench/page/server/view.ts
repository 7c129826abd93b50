import type { Book } from "../../book/book";
import type { PageEvent, TabState } from "../wire";
import { tabPatchOf } from "./patch";
import { StyleTable } from "./style-table";
import { type TabView, TabViews } from "./tab-view";

/** What every window shows of a workbook, and how it came to differ since the last look. */
export class BookView {
  private readonly styles = new StyleTable();
  private readonly views: TabViews;
  private tabs: TabView[];
  private order: string;
  private revision: number;

  constructor(private readonly book: Book) {
    this.views = new TabViews(book, this.styles);
    this.tabs = this.look();
    this.order = this.tabOrder();
    this.revision = book.revision;
  }

  /** What has changed since this was last asked; undefined: nothing that shows. */
  changes(): PageEvent | undefined {
    if (this.book.revision === this.revision) return undefined;
    this.revision = this.book.revision;
    const firstStyle = this.styles.list.length;
    const before = new Map(this.tabs.map((tab) => [tab.id, tab]));
    this.tabs = this.look(before);
    const order = this.tabOrder();
    if (order !== this.order) {
      this.order = order;
      return { kind: "reload" };
    }
    const tabs = this.tabs.flatMap((tab) => tabPatchOf(before.get(tab.id) as TabView, tab) ?? []);
    if (tabs.length === 0) return undefined;
    return { kind: "patch", firstStyle, styles: this.styles.list.slice(firstStyle), tabs };
  }

  /** As of the last look. */
  state() {
    const tabs = this.tabs.map(
      ({ id, title, rowCount, lines, checksum, shape }): TabState => ({
        id,
        title,
        rows: rowCount,
        lines,
        checksum,
        ...shape,
      }),
    );
    return { title: this.book.properties.title as string, styles: this.styles.list, tabs };
  }

  private look(before?: Map<number, TabView>): TabView[] {
    const seen = this.book.sheets.filter((sheet) => !sheet.properties.hidden);
    return seen.map((sheet) => this.views.view(sheet, before?.get(sheet.id)));
  }

  private tabOrder(): string {
    return JSON.stringify([this.book.properties.title, this.tabs.map(({ id, title }) => [id, title])]);
  }
}
