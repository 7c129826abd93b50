/**
 * The add-on's sidebar with what Google puts in front of it: `google.script.run`, which here speaks to the page around the frame.
 * Handlers are given what Google gives: the value, or an Error with the script's message.
 */
export function frameHtml(html: string): string {
  const script = `<script>(${shim.toString()})()</script>`;
  const head = /<head[^>]*>/i.exec(html);
  if (head === null) return `<!doctype html>${script}${html}`;
  const at = head.index + head[0].length;
  return html.slice(0, at) + script + html.slice(at);
}

/** Runs in the frame: nothing from outside this function is there. */
function shim(): void {
  type Handlers = {
    success?: (value: unknown, user?: unknown) => void;
    failure?: (error: Error, user?: unknown) => void;
    user?: unknown;
  };
  // biome-ignore lint/suspicious/noExplicitAny: the globals of a browser, which this program's own types do not know.
  const frame = globalThis as any;
  const waiting = new Map<number, Handlers>();
  let calls = 0;
  frame.addEventListener(
    "message",
    (event: { source: unknown; data: { call?: number; value?: unknown; error?: string; enter?: boolean } }) => {
      if (event.source !== frame.parent) return;
      const find = (what: string) => frame.document.querySelector(what);
      if (event.data?.enter === true) (find("[aria-selected=true]") ?? find("button, a, input"))?.focus();
      if (typeof event.data?.call !== "number") return;
      const handlers = waiting.get(event.data.call);
      waiting.delete(event.data.call);
      if (event.data.error === undefined) handlers?.success?.(event.data.value ?? null, handlers.user);
      else if (handlers?.failure) handlers.failure(new Error(event.data.error), handlers.user);
      else console.error(event.data.error);
    },
  );
  const runner = (handlers: Handlers): unknown =>
    new Proxy(
      {},
      {
        get: (_, name: string) => {
          if (name === "withSuccessHandler")
            return (success: Handlers["success"]) => runner({ ...handlers, ...(success && { success }) });
          if (name === "withFailureHandler")
            return (failure: Handlers["failure"]) => runner({ ...handlers, ...(failure && { failure }) });
          if (name === "withUserObject") return (user: unknown) => runner({ ...handlers, user });
          return (...args: unknown[]) => {
            const call = ++calls;
            waiting.set(call, handlers);
            frame.parent.postMessage(
              { kind: "run", call, function: name, args: JSON.parse(JSON.stringify(args)) },
              "*",
            );
          };
        },
      },
    );
  const post = (kind: string, back = false) => frame.parent.postMessage({ kind, back }, "*");
  // The page around it goes from part to part with F6, and hears no key of the frame.
  frame.addEventListener("keydown", (event: { key: string; shiftKey: boolean; preventDefault(): void }) => {
    if (event.key !== "F6") return;
    event.preventDefault();
    post("leave", event.shiftKey);
  });
  frame.google = {
    script: {
      run: runner({}),
      host: {
        close: () => post("close"),
        setWidth: () => undefined,
        setHeight: () => undefined,
        editor: { focus: () => post("focus") },
        origin: "null",
      },
    },
  };
}
