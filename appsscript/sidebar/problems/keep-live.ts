/** Seconds between two looks; longer where a look itself takes long. */
const EVERY = 5;
/** A look takes at most this part of the time. */
const SHARE = 0.1;

/** Calls `look` again and again while `isWanted` and the sidebar is in sight; the next time only after it has answered. */
export function keepLive(look: () => Promise<unknown>, isWanted: () => boolean): void {
  const later = (seconds: number) => setTimeout(() => void next(), seconds * 1000);
  async function next(): Promise<void> {
    const begun = performance.now();
    if (isWanted() && document.visibilityState === "visible") await look();
    const took = (performance.now() - begun) / 1000;
    later(Math.max(EVERY, took / SHARE));
  }
  later(EVERY);
}
