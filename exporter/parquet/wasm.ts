import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { setFlagsFromString } from "node:v8";

/**
 * parquet-wasm, loaded on first use: compiling five megabytes of WebAssembly is work that can hide behind reading.
 * Node 20 compiles a function again, with all optimisations, as soon as it has run for a moment (newer ones wait several times as long),
 * which for a million rows costs more than it gains: measured 2.0 s of processor time against 1.65 s.
 */
export function parquetWasm(): Promise<typeof import("parquet-wasm/esm")> {
  loaded ??= load();
  return loaded;
}

let loaded: Promise<typeof import("parquet-wasm/esm")> | null = null;

async function load() {
  setFlagsFromString("--wasm-tiering-budget=20000000");
  const library = await import("parquet-wasm/esm");
  const path = createRequire(import.meta.url).resolve("parquet-wasm/esm/parquet_wasm_bg.wasm");
  library.initSync({ module: readFileSync(path) });
  return library;
}
