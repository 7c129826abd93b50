/**
 * parquet-wasm, loaded on first use: compiling five megabytes of WebAssembly is work that can hide behind reading.
 * The engine shares compiled code between the threads of a process.
 */
export function parquetWasm(): Promise<typeof import("parquet-wasm")> {
  loaded ??= import("parquet-wasm");
  return loaded;
}

let loaded: Promise<typeof import("parquet-wasm")> | null = null;
