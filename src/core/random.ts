/** Random bytes drawn 4 KiB at a time: a draw costs the same for ten bytes as for thousands. */
const pool = { bytes: new Uint8Array(0), used: 0 };

/** So many random bytes, none of them given before; to be copied by whoever keeps them. In browsers and in Node. */
export const randomPart = (length: number): Uint8Array => {
  if (pool.used + length > pool.bytes.length) {
    pool.bytes = crypto.getRandomValues(new Uint8Array(4096));
    pool.used = 0;
  }
  pool.used += length;
  return pool.bytes.subarray(pool.used - length, pool.used);
};
