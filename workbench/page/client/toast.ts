import { PAGE_WORDS } from "./words";
/** A message in the lower right corner that goes by itself, in place of the one before, as in Sheets. Its text is never read as HTML. */
export function toast(title: string, text: string, seconds: number): void {
  const box = document.createElement("div");
  box.className = "wb-toast";
  if (title !== "") {
    const strong = document.createElement("strong");
    strong.textContent = title;
    box.append(strong);
  }
  const words = document.createElement("span");
  words.textContent = text;
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "×";
  close.ariaLabel = PAGE_WORDS.closeMessage;
  close.onclick = () => box.remove();
  box.append(words, close);
  document.getElementById("toasts")?.replaceChildren(box);
  if (seconds > 0) setTimeout(() => box.remove(), seconds * 1000);
}
