import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { setFlagsFromString } from "node:v8";

export type ParquetWasm = typeof import("parquet-wasm/esm");

/**
 * From this version on Node puts small functions of WebAssembly into those that call them; older ones do when told to. parquet-wasm was built
 * to be small: it compresses texts in two thirds of the time then, and reads them in half.
 */
const INLINING = 24;

let code: Promise<WebAssembly.Module> | null = null;
let loaded: Promise<ParquetWasm> | null = null;

/** parquet-wasm, loaded on first use. */
export function parquetWasm(): Promise<ParquetWasm> {
  loaded ??= Promise.all([import("parquet-wasm/esm"), parquetCode()]).then(([library, module]) => {
    library.initSync({ module });
    return library;
  });
  return loaded;
}

/**
 * Its five megabytes of WebAssembly, compiled once for all threads, by another core where one is idle. Best asked for when all threads have begun:
 * once V8 has other flags, Node compiles the modules of its own that a thread loads, where it had them compiled: a thread took 50 ms longer.
 * Node 20 compiles a function again, with all optimisations, as soon as it has run for a moment (newer ones wait several times as long),
 * which for a million rows costs more than it gains: measured 2.0 s of processor time against 1.65 s.
 */
export function parquetCode(): Promise<WebAssembly.Module> {
  code ??= compiled();
  return code;
}

async function compiled(): Promise<WebAssembly.Module> {
  setFlagsFromString("--wasm-tiering-budget=50000000");
  if (Number.parseInt(process.versions.node, 10) < INLINING) setFlagsFromString("--experimental-wasm-inlining");
  return WebAssembly.compile(readFileSync(codePath()));
}

/** Beside the built program; for its source, in its package. */
function codePath(): string | URL {
  const beside = new URL("./parquet_wasm_bg.wasm", import.meta.url);
  return existsSync(beside) ? beside : createRequire(import.meta.url).resolve("parquet-wasm/esm/parquet_wasm_bg.wasm");
}

/** Makes code that another thread has compiled this one's. */
export function useParquetCode(compiled: WebAssembly.Module): void {
  code = Promise.resolve(compiled);
}
