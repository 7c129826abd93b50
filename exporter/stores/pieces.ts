import { randomUUID } from "node:crypto";

/** A part of a large object on its way. */
export interface Piece {
  /** Of no other piece, whoever sends it; all of one length, in base64, as Azure wants them. */
  readonly id: string;
  readonly bytes: Buffer;
}

/** A body in pieces of `size` bytes; the last one has what is left. */
export async function* piecesOf(body: AsyncIterable<Buffer>, size: number): AsyncGenerator<Piece> {
  const sender = randomUUID();
  let number = 0;
  let chunks: Buffer[] = [];
  let held = 0;
  const piece = (bytes: Buffer): Piece => {
    const id = Buffer.from(`${sender}-${String(number++).padStart(6, "0")}`).toString("base64");
    return { id, bytes };
  };
  for await (const chunk of body) {
    chunks.push(chunk);
    held += chunk.length;
    while (held >= size) {
      const all = Buffer.concat(chunks);
      yield piece(all.subarray(0, size));
      chunks = [all.subarray(size)];
      held -= size;
    }
  }
  if (held > 0) yield piece(Buffer.concat(chunks));
}
