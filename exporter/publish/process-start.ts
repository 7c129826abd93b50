import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";
import { errorCode } from "../stores/disk";

/** Whether a process of this number is there. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) !== "ESRCH";
  }
}

/** Boot and start tick of a process (Linux: field 22 of /proc/<pid>/stat, see proc(5)): tells it from a later one with the same pid. `null` elsewhere, and of one that has ended and only waits to be asked how. */
export function processStart(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in brackets may hold spaces and brackets itself; field 3 follows the last bracket.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? null : `${bootId()}:${fields[19]}`;
  } catch {
    return null;
  }
}

/**
 * What all processes share that can see each other by their numbers, and no others do: on Linux the boot and the namespace, which a
 * container has of its own, else the machine. `null` where the system does not say.
 */
export function processWorld(): string | null {
  if (process.platform !== "linux") return hostname();
  try {
    return `${bootId()} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return null;
  }
}

function bootId(): string {
  return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
}
