/**
 * Replaces what `container` shows. The focus stays on the element with the same `data-key`; when that is gone, it goes to
 * the one that took its place, so that a keyboard never falls out of the list it works through.
 */
export function redraw(container: HTMLElement, ...children: readonly (Node | string | null)[]): void {
  const active = document.activeElement;
  const focused = active !== null && active !== container && container.contains(active) ? active : null;
  const key = focused?.closest<HTMLElement>("[data-key]")?.dataset.key;
  const position = keyed(container).findIndex((element) => element.dataset.key === key);
  container.replaceChildren(...children.filter((child) => child !== null));
  if (focused === null) return;

  const now = keyed(container);
  const again =
    now.find((element) => element.dataset.key === key) ?? now[Math.min(position, now.length - 1)] ?? container;
  if (again === container) container.tabIndex = -1;
  again.focus({ preventScroll: true });
}

function keyed(container: HTMLElement): HTMLElement[] {
  return [...container.querySelectorAll<HTMLElement>("[data-key]")];
}
