import type { Keys, KeysState } from "./loops";

// By a name of our own: to look up a global is slow where the sandbox of node:vm stands in for it.
const { imul } = Math;

/**
 * Gives every distinct comparison key a dense id, in order of arrival: 0, 1, 2, ... Keys are kept as bytes in one arena and
 * found by open addressing, so that a million names cost no JavaScript strings.
 */
export class KeyTable implements Keys {
  size = 0;
  private arena: Uint8Array = new Uint8Array(1 << 12);
  private used = 0;
  /** Key `id` is `arena[ends[id - 1] .. ends[id]]`. */
  private ends: Uint32Array = new Uint32Array(1 << 8);
  private hashes: Int32Array = new Int32Array(1 << 8);
  /** Pairs of hash and id + 1, side by side: one wait for memory instead of two. */
  private slots: Int32Array = new Int32Array(2 << 9);

  /** The id of a key given as bytes; ASCII capitals count as small letters. */
  intern(bytes: Uint8Array, start: number, end: number): number {
    const length = end - start;
    if (this.used + length > this.arena.length) this.reserve(0, this.arena.length + length);
    const { arena, used } = this;
    let hash = length;
    for (let i = start, at = used; i < end; i++, at++) {
      const byte = bytes[i];
      const small = byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte;
      arena[at] = small;
      hash = imul(hash ^ small, 0x01000193);
    }
    hash = imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    hash ^= hash >>> 13;
    const { slots } = this;
    const wrap = slots.length - 1;
    let slot = (2 * hash) & wrap;
    for (let id = slots[slot + 1] - 1; id !== -1; id = slots[slot + 1] - 1) {
      if (slots[slot] === hash && this.isTail(id, length)) return id;
      slot = (slot + 2) & wrap;
    }
    slots[slot] = hash;
    slots[slot + 1] = this.size + 1;
    return this.add(hash, used + length);
  }

  /** The id of a key given as text. */
  internText(key: string): number {
    const end = encode(key);
    return this.intern(encoded, 0, end);
  }

  private reserve(keys: number, bytes: number): void {
    const size = this.size + keys;
    if (this.used + bytes > this.arena.length) this.arena = grown(this.arena, new Uint8Array(this.used + bytes));
    this.makeRoom(size);
    this.rehash(slotsFor(size));
  }

  private makeRoom(size: number): void {
    if (size <= this.ends.length) return;
    this.ends = grown(this.ends, new Uint32Array(size));
    this.hashes = grown(this.hashes, new Int32Array(size));
  }

  private isTail(id: number, length: number): boolean {
    const start = id === 0 ? 0 : this.ends[id - 1];
    if (this.ends[id] - start !== length) return false;
    const { arena, used } = this;
    for (let i = 0; i < length; i++) if (arena[start + i] !== arena[used + i]) return false;
    return true;
  }

  private add(hash: number, end: number): number {
    const id = this.size++;
    if (id === this.ends.length) this.makeRoom(2 * id);
    this.ends[id] = end;
    this.hashes[id] = hash;
    this.used = end;
    if (this.size * 4 > this.slots.length) this.rehash(this.slots.length * 2);
    return id;
  }

  private rehash(length: number): void {
    if (length <= this.slots.length) return;
    const slots = new Int32Array(length);
    const wrap = length - 1;
    for (let id = 0; id < this.size; id++) {
      let slot = (2 * this.hashes[id]) & wrap;
      while (slots[slot + 1] !== 0) slot = (slot + 2) & wrap;
      slots[slot] = this.hashes[id];
      slots[slot + 1] = id + 1;
    }
    this.slots = slots;
  }

  /** The table as plain arrays, to hand to another thread. */
  toState(): KeyTableState {
    return {
      size: this.size,
      arena: this.arena,
      used: this.used,
      ends: this.ends,
      hashes: this.hashes,
      slots: this.slots,
    };
  }

  /** A table that goes on where `base` stopped, with room for `keys` more keys of `bytes` bytes in all. `base` stays as it is. */
  static extending(base: KeyTableState | undefined, keys: number, bytes: number): KeyTable {
    const table = new KeyTable();
    if (base === undefined) {
      table.reserve(keys, bytes);
      return table;
    }
    const size = base.size + keys + 1;
    table.size = base.size;
    table.used = base.used;
    table.arena = grown(base.arena.subarray(0, base.used), new Uint8Array(base.used + bytes + 1));
    table.ends = grown(base.ends.subarray(0, base.size), new Uint32Array(size));
    table.hashes = grown(base.hashes.subarray(0, base.size), new Int32Array(size));
    if (slotsFor(size) <= base.slots.length) table.slots = base.slots.slice();
    else table.rehash(slotsFor(size));
    return table;
  }
}

/** The text that was encoded last, and room for more behind it. */
export let encoded = new Uint8Array(3 << 10);

/** Writes each UTF-16 unit of a text as one to three bytes, as UTF-8 has it but for pairs of surrogates: different texts differ. Returns the end. */
export function encode(text: string): number {
  if (3 * text.length + 3 > encoded.length) encoded = new Uint8Array(6 * text.length);
  let end = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0x800) {
      encoded[end++] = 0xe0 | (unit >> 12);
      encoded[end++] = 0x80 | ((unit >> 6) & 0x3f);
      encoded[end++] = 0x80 | (unit & 0x3f);
    } else if (unit >= 0x80) {
      encoded[end++] = 0xc0 | (unit >> 6);
      encoded[end++] = 0x80 | (unit & 0x3f);
    } else {
      encoded[end++] = unit;
    }
  }
  return end;
}

function slotsFor(keys: number): number {
  return 2 * 2 ** Math.ceil(Math.log2(2 * keys));
}

export interface KeyTableState extends KeysState {
  arena: Uint8Array;
  used: number;
  ends: Uint32Array;
  hashes: Int32Array;
  slots: Int32Array;
}

function grown<T extends Uint8Array | Uint32Array | Int32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
