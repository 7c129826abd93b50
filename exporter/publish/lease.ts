import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import * as v from "valibot";
import { failpoint } from "../stores/failpoint";
import type { Store, StoredText } from "../stores/store";
import { Failure } from "../words/failure";
import { type Held, lockLost } from "./held";
import { processStart, processWorld } from "./process-start";

/** The object that says who publishes to a bucket. */
const LOCK = "lock.json";

const holder = v.object({
  /** Grows with every holder. */
  fence: v.number(),
  pid: v.number(),
  host: v.string(),
  /** `processWorld` and `processStart` of the holder. */
  world: v.nullable(v.string()),
  process_start: v.nullable(v.string()),
  since: v.string(),
  renewed: v.string(),
  token: v.string(),
  released: v.boolean(),
});

type Holder = v.InferOutput<typeof holder>;

/** Locks this process still means to hold: one it could not mark released (the store was away) is free to itself all the same. */
const heldHere = new Set<string>();

/** Nobody holds a bucket any longer than this without having said so again. */
const LEASE_MS = 120_000;
/** Of the lease: so that a renewal may fail, and the next one still come in time. */
const RENEWALS = 4;

/**
 * Makes this process the one publisher of a bucket, or throws `LOCKED` (exit 6) naming who is. Each replacement of the lock's object is a
 * conditional one, so that of many who come at once one gets in. Who says nothing for the length of a lease, by the store's own clock, is
 * replaced; who ran on this machine and is gone, at once.
 */
export async function acquireLease(store: Store, leaseMs = LEASE_MS): Promise<Held> {
  const stored = await store.get(LOCK);
  const before = stored === null ? null : holderIn(stored);
  if (stored !== null && before !== null) refuseIfHeld(store, stored, before, leaseMs);
  const now = new Date().toISOString();
  const mine: Holder = {
    fence: (before?.fence ?? 0) + 1,
    pid: process.pid,
    host: hostname(),
    world: processWorld(),
    process_start: processStart(process.pid),
    since: now,
    renewed: now,
    token: randomUUID(),
    released: false,
  };
  // Before others of this process can see it there.
  heldHere.add(mine.token);
  let version: string | null = null;
  try {
    version = await store.putIf(LOCK, textOf(mine), stored?.version ?? null);
  } finally {
    if (version === null) heldHere.delete(mine.token);
  }
  if (version === null) throw await quickerHolder(store);
  failpoint("lease-taken");

  let renewing: Promise<void> = Promise.resolve();
  /** What cannot be renewed now is tried again in time, or found lost. */
  const renew = () => {
    renewing = renewing
      .then(async () => {
        if (version === null) return;
        version = await store.putIf(LOCK, textOf({ ...mine, renewed: new Date().toISOString() }), version);
      })
      .catch(() => {});
  };
  const timer = setInterval(renew, leaseMs / RENEWALS);
  timer.unref();
  return {
    fence: mine.fence,
    async assertHeld() {
      await renewing;
      const there = await store.get(LOCK);
      if (there === null || holderIn(there)?.token !== mine.token) throw lockLost(store.name);
    },
    async release() {
      clearInterval(timer);
      await renewing;
      heldHere.delete(mine.token);
      if (version === null) return;
      await store.putIf(LOCK, textOf({ ...mine, released: true }), version);
      failpoint("lock-released");
    },
  };
}

function refuseIfHeld(store: Store, { age }: StoredText, by: Holder, leaseMs: number): void {
  if (by.released || age > leaseMs || isGone(by)) return;
  const minutes = Math.max(1, Math.ceil((leaseMs - age) / 60_000));
  throw new Failure("LOCKED", holds(store, by), { way: "lease", minutes: String(minutes) });
}

async function quickerHolder(store: Store): Promise<Failure> {
  const stored = await store.get(LOCK);
  return new Failure("LOCKED", holds(store, stored && holderIn(stored)), { way: "here" });
}

function holds({ name }: Store, by: Holder | null): string {
  const who = by === null ? "" : `: process ${by.pid} on the machine ${by.host}, since ${by.since}`;
  return `Another run holds ${name}${who}.`;
}

/** A holder that this machine can look for, and does not find; or this very process, which holds it no more. */
function isGone({ pid, world, process_start, token }: Holder): boolean {
  if (world === null || world !== processWorld()) return false;
  if (pid === process.pid) return !heldHere.has(token);
  return processStart(pid) !== process_start;
}

/** `null`: nobody can be made out. */
function holderIn({ text }: StoredText): Holder | null {
  try {
    return v.parse(holder, JSON.parse(text));
  } catch {
    return null;
  }
}

function textOf(value: Holder): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
