import { randomBytes } from "node:crypto";
import type { Context } from "hono";
import { type SSEStreamingApi, streamSSE } from "hono/streaming";
import type { PageEvent } from "../wire";

/** How many events a window may have missed and still catch up; more, and it fetches the state again. */
const KEPT = 500;
const HEARTBEAT_MS = 15_000;

/** Server-sent events to all windows, in order, with a memory for those that were away. */
export class Feed {
  private readonly epoch = randomBytes(4).toString("hex");
  private readonly kept: string[] = [];
  private sent = 0;
  private readonly windows = new Set<SSEStreamingApi>();
  private readonly heartbeat = setInterval(() => this.write(":\n\n"), HEARTBEAT_MS).unref();

  /** How many listen. */
  get listeners(): number {
    return this.windows.size;
  }

  /** The id of the newest event. */
  get newest(): string {
    return `${this.epoch}-${this.sent}`;
  }

  /** Whether one event came after another; after any of an earlier run of this server everything did. */
  isNewer(one: string, other: string): boolean {
    const [epoch, number] = other.split("-");
    return epoch !== this.epoch || Number(one.split("-")[1]) > Number(number);
  }

  send(event: PageEvent): void {
    this.sent++;
    const text = this.text(event);
    this.kept.push(text);
    if (this.kept.length > KEPT) this.kept.shift();
    this.write(text);
  }

  /** Keeps a window informed from after the event it names on. */
  join(context: Context, after: string): Response {
    return streamSSE(context, async (window) => {
      const missed = this.missed(after);
      const catchUp =
        missed === undefined ? this.text({ kind: "reload" }) : this.kept.slice(this.kept.length - missed).join("");
      void window.write(`retry: 500\n\n${catchUp}`);
      this.windows.add(window);
      await new Promise<void>((gone) => window.onAbort(gone));
      this.windows.delete(window);
    });
  }

  close(): void {
    clearInterval(this.heartbeat);
  }

  private text(event: PageEvent): string {
    return `id: ${this.newest}\ndata: ${JSON.stringify(event)}\n\n`;
  }

  private write(text: string): void {
    for (const window of this.windows) void window.write(text);
  }

  /** How many events came after that one; undefined when that cannot be told any more. */
  private missed(after: string): number | undefined {
    const [epoch, number] = after.split("-");
    const count = this.sent - Number(number);
    return epoch === this.epoch && count >= 0 && count <= this.kept.length ? count : undefined;
  }
}
