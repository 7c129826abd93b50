/** Writes at most `max` bytes more to `target` from `at` on and says how many; 0 at the end. */
export type Fill = (target: Uint8Array, at: number, max: number) => Promise<number>;

const NONE = new Uint8Array(0);

/** Gives `chunk`, and then what `next` returns, a chunk at a time until that is `null`. */
export function fillFrom(next: () => Promise<Uint8Array | null>, chunk: Uint8Array = NONE): Fill {
  let left = chunk;
  return async (target, at, max) => {
    while (left.length === 0) {
      const more = await next();
      if (more === null) return 0;
      left = more;
    }
    const part = left.subarray(0, max);
    target.set(part, at);
    left = left.subarray(part.length);
    return part.length;
  };
}

/** The first `wanted` bytes (fewer when the input ends before), and the whole input again. */
export async function peek(fill: Fill, wanted: number): Promise<{ head: Uint8Array; fill: Fill }> {
  const bytes = new Uint8Array(wanted);
  let length = 0;
  for (let count = -1; count !== 0; length += count) {
    count = await fill(bytes, length, wanted - length);
  }
  const head = bytes.subarray(0, length);
  const again = fillFrom(async () => null, head);
  return { head, fill: async (target, at, max) => (await again(target, at, max)) || fill(target, at, max) };
}

/** The input behind its first `bytes`, which were peeked at. */
export async function skip(fill: Fill, bytes: number): Promise<Fill> {
  await fill(new Uint8Array(bytes), 0, bytes);
  return fill;
}
