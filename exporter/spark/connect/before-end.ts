const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Has `last` be done before a signal ends this process; a second signal does not wait. Returns what takes that back. */
export function beforeEnd(last: () => Promise<void>): () => void {
  const others = SIGNALS.map((signal) => [signal, process.listeners(signal)] as const);
  const back = () => {
    for (const [signal, listeners] of others) {
      process.removeListener(signal, stop);
      for (const listener of listeners) process.on(signal, listener);
    }
  };
  const stop = (signal: NodeJS.Signals) => {
    back();
    void last().then(() => process.kill(process.pid, signal));
  };
  for (const [signal, listeners] of others) {
    for (const listener of listeners) process.removeListener(signal, listener);
    process.on(signal, stop);
  }
  return back;
}
