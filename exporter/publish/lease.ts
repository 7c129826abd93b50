import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import * as v from "valibot";
import { failpoint } from "../stores/failpoint";
import type { StoredText } from "../stores/store";
import { Failure } from "../words/failure";
import { type Held, lockLost } from "./held";
import { isRunning, processStart, processWorld } from "./process-start";

/** Where it stands who publishes. Whoever replaces it has seen what is there; of all who saw the same, one succeeds. */
export interface LockPlace {
  /** Of the store, as people write it. */
  readonly name: string;
  /** `null`: nobody ever did. */
  get(): Promise<StoredText | null>;
  /** Returns the new version; `null` when somebody else was quicker than the version that was seen. */
  putIf(text: string, seen: string | null): Promise<string | null>;
}

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

export type Holder = v.InferOutput<typeof holder>;

/** Nobody holds a store any longer than this without having said so again. */
const LEASE_MS = 120_000;
/** Of the lease: so that some renewals may fail, and the next one still come in time. */
const RENEWALS = 8;
/** Whoever is alive has spoken within this many times the pause between two renewals. */
const PATIENCE = 1.2;

/** The locks that this process means to hold: one that it could not mark released (a full disk, a store that is away) is free to itself all the same. */
const heldHere = new Set<string>();

/**
 * Makes this process the one publisher of a store, or throws `LOCKED` (exit 6) naming who is. Who says nothing for the length of a lease, by
 * the store's own clock, is replaced; who ran on this machine and is gone, at once.
 */
export async function acquireLease(place: LockPlace, leaseMs = LEASE_MS): Promise<Held> {
  const stored = await place.get();
  const before = stored === null ? null : holderIn(stored);
  if (stored !== null && before !== null && !(await isOver(place, stored, before, leaseMs))) {
    throw locked(place, before, leaseMs - Math.max(0, stored.age));
  }
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
    version = await place.putIf(textOf(mine), stored?.version ?? null);
  } finally {
    if (version === null) heldHere.delete(mine.token);
  }
  if (version === null) throw await quickerHolder(place);
  failpoint("lease-taken");

  let renewing: Promise<void> = Promise.resolve();
  /** What cannot be renewed now is tried again in time, or found lost. */
  const renew = () => {
    renewing = renewing
      .then(async () => {
        if (version === null) return;
        version = await place.putIf(textOf({ ...mine, renewed: new Date().toISOString() }), version);
      })
      .catch(() => {});
  };
  const timer = setInterval(renew, leaseMs / RENEWALS);
  timer.unref();
  return {
    fence: mine.fence,
    async assertHeld() {
      await renewing;
      const there = heldHere.has(mine.token) ? await place.get() : null;
      if (there === null || holderIn(there)?.token !== mine.token) throw lockLost(place.name);
    },
    async release() {
      clearInterval(timer);
      heldHere.delete(mine.token);
      await renewing;
      if (version === null) return;
      await place.putIf(textOf({ ...mine, released: true }), version);
      version = null;
      failpoint("lock-released");
    },
  };
}

/**
 * Whether the holder is none any more. Clocks jump, and then seem to tell of a silence, or of a word from tomorrow: before one of another
 * machine is replaced it is watched for as long as it takes the living to speak.
 */
async function isOver(place: LockPlace, { version, age }: StoredText, by: Holder, leaseMs: number): Promise<boolean> {
  if (by.released || isGone(by)) return true;
  if (Math.abs(age) <= leaseMs) return false;
  await sleep((leaseMs / RENEWALS) * PATIENCE);
  return (await place.get())?.version === version;
}

/** A holder that this machine can look for, and does not find. */
function isGone({ pid, world, process_start, token }: Holder): boolean {
  if (world === null || world !== processWorld()) return false;
  if (!isRunning(pid) || processStart(pid) !== process_start) return true;
  return pid === process.pid && !heldHere.has(token);
}

async function quickerHolder(place: LockPlace): Promise<Failure> {
  const stored = await place.get();
  return locked(place, stored && holderIn(stored), LEASE_MS);
}

/** @param left ms until its lease runs out */
function locked({ name }: LockPlace, by: Holder | null, left: number): Failure {
  if (by === null) return new Failure("LOCKED", `Another run holds ${name}.`, { way: "here" });
  const isHere = by.world !== null && by.world === processWorld();
  const where = isHere ? `this machine (${by.host})` : `the machine ${by.host}`;
  const sentence = `Another run holds ${name}: process ${by.pid} on ${where}, since ${by.since}.`;
  if (isHere) return new Failure("LOCKED", sentence, { way: "here" });
  return new Failure("LOCKED", sentence, { way: "lease", minutes: String(Math.max(1, Math.ceil(left / 60_000))) });
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
