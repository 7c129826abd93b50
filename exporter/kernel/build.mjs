import { relative } from "node:path";
import { fileURLToPath } from "node:url";

/** By a name that no type follows: the compiler declares numbers and arrays of its own for all who import it. */
const COMPILER = "assemblyscript/asc";
const SOURCE = fileURLToPath(new URL("./assembly/index.ts", import.meta.url));

const FLAGS = [
  ["--runtime", "stub"],
  // The memory is made by TypeScript, which says how large it is.
  ["--importMemory", "--sharedMemory", "--initialMemory", "2", "--maximumMemory", "65536"],
  // Where the kernel's own constants lie: see memory.ts.
  ["--memoryBase", "4096"],
  ["--enable", "simd", "--enable", "threads"],
].flat();
const RELEASE = ["-O3", "--noAssert"];
/** Asks of every address that is read or written whether it may be: `test/exporter/kernel/checks.ts` answers. */
const CHECKED = ["-O2", "--runPasses", "instrument-memory"];

/** Compiles the kernel's sources into one WebAssembly file: optimised, or `checked` for tests. */
export async function buildKernel(outFile, { checked = false } = {}) {
  const { main } = await import(COMPILER);
  const flags = [...FLAGS, ...(checked ? CHECKED : RELEASE)];
  const { error, stderr } = await main([relative("", SOURCE), "--outFile", relative("", outFile), ...flags]);
  if (error !== null) throw new Error(`The kernel does not compile.\n${stderr}`, { cause: error });
}
