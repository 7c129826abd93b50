import { setTimeout } from "node:timers/promises";
import { type ServiceError, status } from "@grpc/grpc-js";

const { UNAVAILABLE, DEADLINE_EXCEEDED, UNAUTHENTICATED, PERMISSION_DENIED, INTERNAL } = status;

/** An error of a call, as gRPC has it. */
export function serviceError(error: unknown): ServiceError {
  if (error instanceof Error && "code" in error && "metadata" in error) return error as ServiceError;
  throw error;
}

/** It is the way to the server, or a server that is about to end: the same call may come through in a moment. */
export function isPassing({ code, details }: ServiceError): boolean {
  return (
    code === UNAVAILABLE ||
    code === DEADLINE_EXCEEDED ||
    // A proxy that gives up, and a server that was asked twice at once.
    (code === INTERNAL && /RST_STREAM|INVALID_CURSOR\.DISCONNECTED/.test(details))
  );
}

export function isDenied({ code }: ServiceError): boolean {
  return code === UNAUTHENTICATED || code === PERMISSION_DENIED;
}

export function isTooQuiet({ code }: ServiceError): boolean {
  return code === DEADLINE_EXCEEDED;
}

/** Waits longer from one failed call to the next, and gives up `patience` ms after the first. */
export class Trouble {
  private since: number | null = null;
  private tries = 0;

  constructor(private readonly patience: number) {}

  over(): void {
    this.since = null;
    this.tries = 0;
  }

  /** Waits before the next try; throws the error when there is to be none. */
  async wait(error: ServiceError): Promise<void> {
    const now = performance.now();
    this.since ??= now;
    if (!isPassing(error) || now - this.since >= this.patience) throw error;
    const pause = Math.min(50 * 2 ** this.tries++, 5000);
    await setTimeout(pause * (0.5 + Math.random() / 2));
  }
}
