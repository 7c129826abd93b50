import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import type * as Functions from "./assembly/index";
import { Memory, reserve, type Watcher } from "./memory";

/** The functions of `assembly/`: addresses and numbers in, numbers out. */
export type Kernel = typeof Functions;

/** What threads share: the first one makes it and posts it to the others. */
export interface SharedKernel {
  readonly memory: WebAssembly.Memory;
  readonly module: WebAssembly.Module;
}

/** For a build of the kernel that checks its addresses: who is asked, and who is told of the blocks there are. */
export interface Checks extends Watcher {
  readonly imports: Record<string, unknown>;
}

interface OfThread {
  readonly shared: SharedKernel;
  readonly kernel: Kernel;
  readonly memory: Memory;
}

let ofThread: OfThread | null = null;
let checks: Checks | null = null;

/** The kernel over the memory of all threads. */
export function kernel(): Kernel {
  return own().kernel;
}

/** The memory of all threads. */
export function memory(): Memory {
  return own().memory;
}

/** What another thread needs for `useKernel`. */
export function sharedKernel(): SharedKernel {
  return own(optimised).shared;
}

/** Makes the kernel of another thread this one's. */
export function useKernel(shared: SharedKernel): void {
  const imports = { env: { memory: shared.memory, ...checks?.imports } };
  const { exports } = new WebAssembly.Instance(shared.module, imports);
  ofThread = { shared, kernel: exports as Kernel, memory: new Memory(shared.memory, checks) };
}

/** For tests: the kernel is a build that checks its addresses. */
export function checkKernel(by: Checks): void {
  checks = by;
  ofThread = null;
}

function own(compile = compiled): OfThread {
  if (ofThread === null) useKernel({ memory: reserve(), module: compile() });
  return ofThread!;
}

/** What has V8 compile a function when it is called first, quickly, and again once it has been called often. */
const IN_STEPS = ["liftoff", "wasm-lazy-compilation", "wasm-dynamic-tiering"];

/**
 * For large tables: with all optimisations from the start, which takes 18 ms. A function that is called once for a whole table would never get them,
 * and take twice as long.
 */
function optimised(): WebAssembly.Module {
  for (const flag of IN_STEPS) setFlagsFromString(`--no-${flag}`);
  try {
    return compiled();
  } finally {
    for (const flag of IN_STEPS) setFlagsFromString(`--${flag}`);
  }
}

/** Beside the program lies the optimised kernel, beside this source the one for tests. */
function compiled(): WebAssembly.Module {
  return new WebAssembly.Module(readFileSync(new URL("./kernel.wasm", import.meta.url)));
}
