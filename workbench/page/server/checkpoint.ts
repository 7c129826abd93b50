import type { Book } from "../../book/book";
import type { Host } from "../../host/host";

/**
 * What a script may change, as it is now; the function returned brings it back: the workbook, stored properties, new triggers, mails,
 * toasts and the sidebar. What was fetched over HTTP, cached, or deleted among the triggers stays as the script left it.
 */
export function checkpoint(book: Book, host: Host, person: string): () => void {
  const version = book.version();
  const { properties, screens } = host.services;
  const stored = properties.save();
  const triggers = new Set(host.triggers.all().map(({ uid }) => uid));
  const mails = host.outbox.mails.length;
  const screen = screens.of(person);
  const { sidebar } = screen;
  const [toasts, asked] = [screen.toasts.length, screen.asked.length];
  const selection = host.selection(person);
  return () => {
    book.restore(version);
    book.revision++;
    for (const name of new Set([...Object.keys(stored), ...Object.keys(properties.save())])) {
      const store = properties.store(name);
      store.clear();
      for (const [key, value] of Object.entries(stored[name] ?? {})) store.set(key, value);
    }
    for (const { uid } of [...host.triggers.all()]) if (!triggers.has(uid)) host.triggers.delete(uid);
    host.outbox.mails.length = mails;
    screen.sidebar = sidebar;
    screen.toasts.length = toasts;
    screen.asked.length = asked;
    host.select(person, selection);
  };
}
