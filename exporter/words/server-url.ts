import { Failure } from "./failure";

/** Reads the address of a server that an option names; `way` is what a wrong one should be. Throws `USAGE`. */
export function readServerUrl(option: string, text: string, way: "sheetsAddress" | "serviceAddress"): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url !== null && /^https?:$/.test(url.protocol)) return url;
  throw new Failure("USAGE", `${option} ${JSON.stringify(text)} is not the address of a server.`, { way });
}
