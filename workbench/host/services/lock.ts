import type { Execution } from "../realm/execution";
import type { Like } from "../realm/google";
import { surface } from "../realm/surface";
import { refuse } from "./refusal";

interface Held {
  /** The execution, or the other one that a test stands for. */
  readonly by: object;
  /** UTC ms at which it lets go of itself; `Infinity` when only a call frees it. */
  readonly until: number;
}

/** Which locks are held. Locks are `document`, `script` and `user:ada@example.com`. */
export class Locks {
  private readonly held = new Map<string, Held>();

  /** Holds a lock as another execution would, until `until` (UTC ms) or until the function it returns is called. */
  hold(name: string, until = Number.POSITIVE_INFINITY): () => void {
    const by = {};
    this.held.set(name, { by, until });
    return () => this.release(name, by);
  }

  has(name: string, by: object): boolean {
    return this.held.get(name)?.by === by;
  }

  /** Takes the lock for an execution that waits at most `timeout` ms of its own time. */
  take(name: string, execution: Execution, timeout: number): boolean {
    const other = this.held.get(name);
    if (other !== undefined && other.by !== execution) {
      const wait = other.until - execution.now();
      if (wait > timeout) {
        execution.spend(timeout);
        return false;
      }
      if (wait > 0) execution.spend(wait);
    }
    this.held.set(name, { by: execution, until: Number.POSITIVE_INFINITY });
    return true;
  }

  release(name: string, by: object): void {
    if (this.has(name, by)) this.held.delete(name);
  }

  /** Frees whatever the execution still holds. */
  end(execution: Execution): void {
    for (const [name, { by }] of this.held) if (by === execution) this.held.delete(name);
  }
}

export function lockService(execution: Execution, locks: Locks): object {
  const open = (name: string) => lock(execution, locks, name);
  return surface(execution.realm, "LockService", {
    getDocumentLock: () => open("document"),
    getScriptLock: () => open("script"),
    getUserLock: () => open(`user:${execution.effectiveUser}`),
  } satisfies Like<GoogleAppsScript.Lock.LockService>);
}

function lock(execution: Execution, locks: Locks, name: string): object {
  return surface(execution.realm, "Lock", {
    tryLock: (timeout: number) => execution.call("Lock.tryLock", () => locks.take(name, execution, timeout)),
    waitLock: (timeout: number) =>
      execution.call("Lock.waitLock", () => {
        if (locks.take(name, execution, timeout)) return;
        refuse(execution, "Lock timeout: another process was holding the lock for too long.");
      }),
    hasLock: () => locks.has(name, execution),
    releaseLock: () => execution.call("Lock.releaseLock", () => locks.release(name, execution)),
  } satisfies Like<GoogleAppsScript.Lock.Lock>);
}
