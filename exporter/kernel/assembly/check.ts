import { mixed } from "./bytes";

/** Bytes of the four lanes (u64 each) that the words of a text go to in turn. */
const LANES: u32 = 32;

/**
 * Adds `count` bytes to a check of those before, of which there are `done`: what comes out is the same in whatever pieces they come. Each step
 * is one-to-one, so that no word alone can differ unseen. Returns the check.
 * @param lanes where what is known of the bytes before stands, 32 bytes
 */
export function check(lanes: usize, done: u32, from: usize, count: u32): i64 {
  if (done === 0) memory.fill(lanes, 0, LANES);
  const end = from + count;
  let at = done;
  while (from < end && at % LANES !== 0) addByte(lanes, at++, from++);
  let a = load<u64>(lanes);
  let b = load<u64>(lanes, 8);
  let c = load<u64>(lanes, 16);
  let d = load<u64>(lanes, 24);
  for (; end - from >= LANES; from += LANES) {
    a = mixed(a, load<u64>(from));
    b = mixed(b, load<u64>(from, 8));
    c = mixed(c, load<u64>(from, 16));
    d = mixed(d, load<u64>(from, 24));
  }
  store<u64>(lanes, a);
  store<u64>(lanes, b, 8);
  store<u64>(lanes, c, 16);
  store<u64>(lanes, d, 24);
  for (at = 0; from < end; from++) addByte(lanes, at++, from);
  return i64(mixed(mixed(mixed(load<u64>(lanes), load<u64>(lanes, 8)), load<u64>(lanes, 16)), load<u64>(lanes, 24)));
}

/** Adds byte `at`; the last one of a word has it mixed into its lane. */
function addByte(lanes: usize, at: u32, from: usize): void {
  const lane = lanes + (at & (LANES - 8));
  const word = u64(load<u8>(from)) << ((at & 7) << 3);
  store<u64>(lane, (at & 7) === 7 ? mixed(load<u64>(lane), word) : load<u64>(lane) ^ word);
}
