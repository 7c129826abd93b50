import type { PageAnswer, PageEvent, PageState } from "../wire";
import { PAGE_WORDS } from "./words";

export async function fetchState(): Promise<PageState> {
  const answer = await fetch("/page/state");
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

/** Asks the server; a refusal, and a server that is gone, come back as one sentence. */
export async function ask(action: string, body: unknown): Promise<PageAnswer> {
  try {
    const answer = await fetch(`/page/${action}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    return answer.ok ? await answer.json() : { ok: false, sentence: await answer.text() };
  } catch {
    return { ok: false, sentence: PAGE_WORDS.noAnswer };
  }
}

/**
 * Listens from after an event on. The browser reconnects by itself and says what it heard last, unless it is turned away: another run of
 * the workbench has another token.
 */
export function listen(
  after: string,
  heard: (event: PageEvent, id: string) => void,
  connected: (is: boolean, turnedAway: boolean) => void,
): () => void {
  const source = new EventSource(`/page/events?after=${after}`);
  source.onmessage = ({ data, lastEventId }) => heard(JSON.parse(data), lastEventId);
  source.onopen = () => connected(true, false);
  source.onerror = () => connected(false, source.readyState === EventSource.CLOSED);
  return () => source.close();
}
