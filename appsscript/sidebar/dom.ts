type Child = Node | string | null;
type Attributes = Readonly<Record<string, string | null>>;

/** An element with attributes (`null` is left out) and children. Strings become text, never markup: every value shown passes here. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null) element.setAttribute(name, value);
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** Text that came from the sheet: in its own direction, so that it cannot turn the words around it. */
export function fromSheet(text: string, className: string | null = null): HTMLElement {
  return make("bdi", { class: className }, text);
}

/** A button. `key` names it across redraws, so that it keeps the focus. */
export function button(
  label: string | readonly Child[],
  look: "primary" | "tonal" | "plain" | "chip" | "place",
  key: string,
  press: () => unknown,
): HTMLButtonElement {
  const children = typeof label === "string" ? [label] : label;
  const element = make("button", { type: "button", class: look, "data-key": key }, ...children);
  element.addEventListener("click", () => {
    if (!isBusy(element)) press();
  });
  return element;
}

/** A busy button does nothing when pressed. It is not `disabled`: that would throw away the focus. */
export function setBusy(element: HTMLButtonElement, busy: boolean): void {
  if (busy) element.setAttribute("aria-disabled", "true");
  else element.removeAttribute("aria-disabled");
}

function isBusy(element: HTMLButtonElement): boolean {
  return element.getAttribute("aria-disabled") === "true";
}
