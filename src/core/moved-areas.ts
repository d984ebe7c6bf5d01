/** How deep a body nests at most before its areas are found. */
const deepest = 8;

const isPlain = (value: object): boolean => Object.getPrototypeOf(value) === Object.prototype;

/**
 * Reads a path that an area had before as the one it has now, anywhere in a parsed query or body. A parsed path ends in a
 * dot, which people do not write: no other text is one. Most installations have no such paths, and are asked nothing.
 */
export const withCurrentAreas = (value: unknown, moved: ReadonlyMap<string, string>, depth = 0): unknown => {
  if (moved.size === 0 || depth > deepest) return value;
  if (typeof value === 'string') return moved.get(value) ?? value;
  if (Array.isArray(value)) return value.map((one) => withCurrentAreas(one, moved, depth + 1));
  if (typeof value !== 'object' || value === null || !isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, withCurrentAreas(one, moved, depth + 1)]),
  );
};
