/** One tab's content. It is built once and hidden, so that what a person typed stays. */
export interface View {
  readonly panel: HTMLElement;
  shown(): void;
  hidden(): void;
}
