import { setFlagsFromString } from "node:v8";

/**
 * parquet-wasm, loaded on first use: compiling five megabytes of WebAssembly is work that can hide behind reading.
 * Node 20 compiles a function again, with all optimisations, as soon as it has run for a moment (newer ones wait several times as long),
 * which for a million rows costs more than it gains: measured 2.0 s of processor time against 1.65 s.
 */
export function parquetWasm(): Promise<typeof import("parquet-wasm")> {
  if (loaded === null) {
    setFlagsFromString("--wasm-tiering-budget=20000000");
    loaded = import("parquet-wasm");
  }
  return loaded;
}

let loaded: Promise<typeof import("parquet-wasm")> | null = null;
