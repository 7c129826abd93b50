import type { Keys, KeysState } from "../../shared/loops";
import { kernel, memory } from "./kernel";
import type { Scratch } from "./memory";

/** The words of keys in memory: exporter/kernel/assembly/plain-words.ts works on them. */
const [SIZE, TEXTS] = [2, 3];
const WORDS = 4;
const KEY_BYTES = 16;
/** So much is taken for texts at a time: most keys are short. */
const TEXT_BYTES = 1 << 12;

/** Where keys lie in the memory of all threads. */
export interface KernelKeysState extends KeysState {
  readonly address: number;
}

/** Keys that the kernel looks up. They point at texts, which stay where they are. */
export class KernelKeys implements Keys {
  readonly address: number;
  /** Room for texts. */
  private texts = { at: 0, end: 0 };

  /**
   * @param base whose keys come first; it stays as it is
   * @param keys how many more there will be at most
   * @param take gives memory that lasts as long as the keys
   */
  constructor(
    base: KernelKeysState | undefined,
    keys: number,
    private readonly take: Scratch["take"],
  ) {
    const { words, bytes } = memory();
    const size = base?.size ?? 0;
    this.address = take(4 * WORDS);
    const room = size + keys;
    const texts = take(KEY_BYTES * room);
    if (base !== undefined) {
      const from = words[(base.address >>> 2) + TEXTS];
      bytes.copyWithin(texts, from, from + KEY_BYTES * size);
    }
    words.set([0, 0, size, texts], this.address >>> 2);
    const slots = 2 ** Math.ceil(Math.log2(1.5 * room + 8));
    kernel().rehashKeys(this.address, take(4 * slots), slots - 1);
  }

  get size(): number {
    return memory().words[(this.address >>> 2) + SIZE];
  }

  internText(key: string): number {
    const encoded = Buffer.from(key);
    const { texts } = this;
    if (texts.end - texts.at < encoded.length) {
      const bytes = Math.max(encoded.length, TEXT_BYTES);
      texts.at = this.take(bytes);
      texts.end = texts.at + bytes;
    }
    const text = texts.at;
    memory().bytes.set(encoded, text);
    texts.at += encoded.length;
    return kernel().internKey(this.address, text, encoded.length);
  }

  toState(): KernelKeysState {
    return { size: this.size, address: this.address };
  }
}
