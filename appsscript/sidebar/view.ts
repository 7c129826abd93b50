export const VIEWS = ["export", "problems", "health", "settings"] as const;
export type ViewName = (typeof VIEWS)[number];

/** What the script opens the sidebar with: a view, or the Export view that starts one at once. */
export type Opening = ViewName | "export-now";

/** One tab's content. It is built once and hidden, so that what a person typed stays. */
export interface View {
  readonly panel: HTMLElement;
  shown(): void;
  hidden(): void;
}
