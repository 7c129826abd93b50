import { renameSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import type { HostClock } from "../../../workbench/host/host";

/** A clock that goes as the system's does, from another time on. Programs that are started with `env` go by it too. */
export interface MovedClock extends HostClock {
  advance(ms: number): void;
  readonly env: Record<string, string>;
  /** Waits until the programs go by the time it is now: they look ten times a second. A token from the future is no good. */
  seen(): Promise<void>;
}

/** It is `start` (UTC ms) now. How far it is moved stands in `file`, where the programs look. */
export function movedClock(start: number, file: string): MovedClock {
  let offset = start - Date.now();
  // In one step: a program that finds the file empty would take the system's time.
  const write = () => {
    writeFileSync(`${file}.draft`, String(offset));
    renameSync(`${file}.draft`, file);
  };
  write();
  const preload = pathToFileURL(resolve("workbench/clock-preload.mjs")).href;
  return {
    seen: () => setTimeout(150),
    now: () => Date.now() + offset,
    advance: (ms) => {
      offset += ms;
      write();
    },
    env: { NODE_OPTIONS: `--import=${preload}`, LEAD_WORKBENCH_CLOCK: file },
  };
}
