import { Failure } from "./failure";

/** Easy to remember, and no well-known service's. */
const USUAL_PORT = 8787;

/** Starts something on the port asked for; without one on the usual port, or any other when that is taken. */
export async function onPort<T>(port: number | undefined, start: (port: number) => Promise<T>): Promise<T> {
  try {
    return await start(port ?? USUAL_PORT);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (port === undefined && code === "EADDRINUSE") return start(0);
    if (code === "EADDRINUSE") {
      throw new Failure(1, `Port ${port} is taken.`, "Stop what uses it, give another --port, or leave --port out.");
    }
    if (code === "EACCES") throw new Failure(1, `Port ${port} may not be used by you.`, "Give a --port above 1023.");
    throw error;
  }
}
