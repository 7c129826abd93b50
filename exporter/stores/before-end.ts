const EXITS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/** The signals by which a person, a system that goes down, or a terminal that is closed ends a program. */
export const ENDING_SIGNALS = Object.keys(EXITS) as (keyof typeof EXITS)[];

/** A store that does not answer is not waited for any longer. */
const PATIENCE_MS = 10_000;

type Last = () => Promise<unknown>;

/** What is to be done, the latest first. */
const lasts: Last[] = [];
let isEnding = false;

/** Has `last` be done before a signal ends this process; a text that it returns is said. Returns what takes that back. */
export function beforeEnd(last: Last): () => void {
  lasts.unshift(last);
  return () => {
    const at = lasts.indexOf(last);
    if (at !== -1) lasts.splice(at, 1);
  };
}

/**
 * Resolves at once, and never when a signal is ending this process: that something fails then is no news to whoever sent it, and nothing is
 * to be tried again.
 */
export async function unlessEnding(): Promise<void> {
  // A process that waits for nothing else would end before the signal has ended it.
  if (isEnding) await new Promise(() => setInterval(() => {}, 60_000));
}

/** From now on a signal ends this process in order, with exit code 128 and its number; a second one does not wait. `say` gets what was done. */
export function endOnSignals(signals: typeof ENDING_SIGNALS, say: (sentences: string) => void): void {
  for (const signal of signals) {
    process.on(signal, () => {
      if (isEnding) process.exit(EXITS[signal]);
      isEnding = true;
      setTimeout(() => process.exit(EXITS[signal]), PATIENCE_MS);
      void endBy(signal, say);
    });
  }
}

async function endBy(signal: keyof typeof EXITS, say: (sentences: string) => void): Promise<void> {
  const done: string[] = [];
  for (const last of [...lasts]) {
    const sentence = await last().catch(() => null);
    if (typeof sentence === "string") done.push(sentence);
  }
  say([`Stopped by ${signal}.`, ...done, "Nothing is half published."].join(" "));
  process.exit(EXITS[signal]);
}
