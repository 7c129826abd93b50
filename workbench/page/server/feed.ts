import { randomBytes } from "node:crypto";
import type { ServerResponse } from "node:http";
import type { PageEvent } from "../wire";

/** How many events a window may have missed and still catch up; more, and it fetches the state again. */
const KEPT = 500;
const HEARTBEAT_MS = 15_000;

/** Server-sent events to all windows, in order, with a memory for those that were away. */
export class Feed {
  private readonly epoch = randomBytes(4).toString("hex");
  private readonly kept: string[] = [];
  private sent = 0;
  private readonly windows = new Set<ServerResponse>();
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
  join(response: ServerResponse, after: string): void {
    response.writeHead(200, {
      "Content-Type": "text/event-stream; charset=utf-8",
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
    });
    const missed = this.missed(after);
    const catchUp =
      missed === undefined ? this.text({ kind: "reload" }) : this.kept.slice(this.kept.length - missed).join("");
    response.write(`retry: 500\n\n${catchUp}`);
    this.windows.add(response);
    response.on("close", () => this.windows.delete(response));
  }

  close(): void {
    clearInterval(this.heartbeat);
    for (const window of this.windows) window.destroy();
  }

  private text(event: PageEvent): string {
    return `id: ${this.newest}\ndata: ${JSON.stringify(event)}\n\n`;
  }

  private write(text: string): void {
    for (const window of this.windows) window.write(text);
  }

  /** How many events came after that one; undefined when that cannot be told any more. */
  private missed(after: string): number | undefined {
    const [epoch, number] = after.split("-");
    const count = this.sent - Number(number);
    return epoch === this.epoch && count >= 0 && count <= this.kept.length ? count : undefined;
  }
}
