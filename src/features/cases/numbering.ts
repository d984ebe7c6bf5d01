import { uuidsOf } from '../../core/day-keys.ts';

/** Numbers for ids, in the order in which they first come: 0, 1, 2 … */
export type Numbering = {
  /** The number of the id whose 16 bytes stand at `at` words of four. */
  numberOf: (words: Int32Array, at: number) => number;
  /** All ids that came, each at its number. */
  ids: () => string[];
};

/** The bytes of ids as words, for `numberOf`; they must begin at a multiple of four. */
export const wordsOf = (ids: Uint8Array): Int32Array => new Int32Array(ids.buffer, ids.byteOffset, ids.length / 4);

const empty = -1;

/**
 * For so many ids at most. A table of open addresses over the bytes themselves: half a million texts a list, made only to be
 * looked up, took longer than everything else.
 */
export const numbering = (most: number): Numbering => {
  const bits = Math.ceil(Math.log2(Math.max(8, most * 2)));
  const last = 2 ** bits - 1;
  const slots = new Int32Array(last + 1).fill(empty);
  const known = new Int32Array(most * 4);
  const state = { count: 0 };
  return {
    numberOf: (words, at) => {
      const a = words[at] as number;
      const b = words[at + 1] as number;
      const c = words[at + 2] as number;
      const d = words[at + 3] as number;
      // A product's upper bits follow from all bits of what is multiplied, its lower ones from the lower alone; the byte in which ids made
      // one after the other differ is the uppermost of a word.
      const mixed = Math.imul(a ^ Math.imul(b ^ Math.imul(c, 0xc2b2ae35), 0x85ebca6b), 0x27d4eb2f);
      let slot = Math.imul(d ^ mixed ^ (mixed >>> 15), 0x9e3779b1) >>> (32 - bits);
      for (;;) {
        const n = slots[slot] as number;
        if (n === empty) break;
        const of = n * 4;
        if (known[of + 3] === d && known[of + 2] === c && known[of + 1] === b && known[of] === a) return n;
        slot = (slot + 1) & last;
      }
      const n = state.count++;
      slots[slot] = n;
      for (let i = 0; i < 4; i += 1) known[n * 4 + i] = words[at + i] as number;
      return n;
    },
    ids: () => uuidsOf(new Uint8Array(known.buffer, 0, state.count * 16)),
  };
};
