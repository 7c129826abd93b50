export const VIEWS = ["export", "problems", "health", "settings"] as const;
export type ViewName = (typeof VIEWS)[number];

/** One tab's content. It is built once and hidden, so that what a person typed stays. */
export interface View {
  readonly panel: HTMLElement;
  shown(): void;
  hidden(): void;
}
