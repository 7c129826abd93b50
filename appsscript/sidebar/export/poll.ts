const PAUSE_MS = 1_500;
/** After a failed look: a network that comes back is noticed, one that does not is not asked for ever. */
const PAUSES_AFTER_FAILURE_MS = [3_000, 6_000, 12_000];

/**
 * Calls `look` again and again while something is going on and somebody can see it. `look` says `"on"` (look again),
 * `"over"` or `"failed"`.
 */
export function poll(look: () => Promise<"on" | "over" | "failed">) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wanted = false;
  let shown = false;
  let looking = false;
  let failures = 0;

  function plan(ms: number): void {
    clearTimeout(timer);
    if (wanted && shown && !looking && !document.hidden) timer = setTimeout(again, ms);
  }
  async function again(): Promise<void> {
    looking = true;
    const found = await look();
    looking = false;
    failures = found === "failed" ? failures + 1 : 0;
    if (found === "over" || failures > PAUSES_AFTER_FAILURE_MS.length) wanted = false;
    plan(failures === 0 ? PAUSE_MS : PAUSES_AFTER_FAILURE_MS[failures - 1]);
  }
  document.addEventListener("visibilitychange", () => plan(0));

  return {
    /** Something is going on. */
    start(): void {
      wanted = true;
      failures = 0;
      plan(PAUSE_MS);
    },
    /** Looks at once. */
    now(): void {
      wanted = true;
      failures = 0;
      plan(0);
    },
    /** Whether its tab is open. */
    setShown(open: boolean): void {
      shown = open;
      plan(0);
    },
  };
}
