import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { Failure } from "../../words/failure";
import { type Fill, fillFrom } from "./fill";

const CHUNK = 256 * 1024;
/** Tables pack 3 to 50 times smaller. A few kilobytes that unpack to millions of blank rows are no table, and would fill the memory. */
const MOST_UNPACKED = 100;
const ALWAYS_UNPACKED = 4 << 20;

/** Whether a file that begins so is one of gzip. */
export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

/** What the gzip data in `fill` unpacks to. `close` frees what a reader that stops early leaves behind. */
export function gunzip(fill: Fill, path: string): { fill: Fill; close: () => void } {
  let packedBytes = 0;
  let unpackedBytes = 0;
  async function* packed(): AsyncGenerator<Buffer> {
    for (;;) {
      const bytes = Buffer.allocUnsafe(CHUNK);
      const count = await fill(bytes, 0, CHUNK);
      if (count === 0) return;
      packedBytes += count;
      yield bytes.subarray(0, count);
    }
  }
  const unpacked = createGunzip({ chunkSize: CHUNK });
  // Errors arrive where the chunks are read.
  pipeline(Readable.from(packed(), { highWaterMark: 1 }), unpacked, () => {});
  const chunks = unpacked[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const next = async () => {
    const { done, value } = await chunks.next().catch((error) => {
      throw error instanceof Failure ? error : badGzip(path, error);
    });
    if (done) return null;
    unpackedBytes += value.length;
    if (unpackedBytes > ALWAYS_UNPACKED && unpackedBytes > MOST_UNPACKED * packedBytes) throw tooTight(path);
    return value;
  };
  return { fill: fillFrom(next), close: () => unpacked.destroy() };
}

function tooTight(path: string): Failure {
  const sentence = `${path} unpacks to more than ${MOST_UNPACKED} times its size, as blank rows do and no table does.`;
  return new Failure("TOO_LARGE", sentence, { way: "unpacked" });
}

function badGzip(path: string, error: NodeJS.ErrnoException): Failure {
  const cut = error.code === "Z_BUF_ERROR";
  const what = cut ? "ends in the middle of its gzip data" : "holds damaged gzip data";
  return new Failure("BAD_GZIP", `${path} ${what}.`, { way: cut ? "cut" : "damaged", cause: error });
}
