import type { Context } from "hono";
import * as v from "valibot";
import { Refusal } from "./refusal";

const MOST_BYTES = 8 * 1024;

/** The body exactly as it was sent. Throws TOO_LARGE as soon as that is known. */
export async function readBody(context: Context): Promise<Uint8Array> {
  if (Number(context.req.header("Content-Length") ?? 0) > MOST_BYTES) throw new Refusal("TOO_LARGE");
  const stream = context.req.raw.body;
  if (stream === null) return new Uint8Array();
  const pieces: Uint8Array[] = [];
  let size = 0;
  const reader = stream.getReader();
  for (;;) {
    // Whoever went away while sending gets no answer anyway.
    const { done, value } = await reader.read().catch(() => {
      throw new Refusal("MALFORMED_REQUEST");
    });
    if (done) return Buffer.concat(pieces);
    size += value.length;
    if (size > MOST_BYTES) throw new Refusal("TOO_LARGE");
    pieces.push(value);
  }
}

/** Reads the body as what a route takes. Throws NOT_JSON, BAD_JSON and BAD_BODY. */
export function readJson<T>(context: Context, body: Uint8Array, schema: v.GenericSchema<unknown, T>): T {
  const type = context.req.header("Content-Type") ?? "";
  if (!/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type)) throw new Refusal("NOT_JSON");
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    throw new Refusal("BAD_JSON");
  }
  const parsed = v.safeParse(schema, value);
  if (!parsed.success) throw new Refusal("BAD_BODY");
  return parsed.output;
}
