declare const brand: unique symbol;

/**
 * An area by its path from the nation down, each segment closed by a dot: '' the nation, '38.' a province,
 * '38.380.14782.' a commune. Only `parseAreaPath` makes one, so a path is safe to write into a literal.
 */
export type AreaPath = string & { readonly [brand]: 'AreaPath' };

const pattern = /^(?:[0-9A-Z]{1,8}\.){0,4}$/;

const isAreaPath = (text: string): text is AreaPath => pattern.test(text);

/** Reads the wire form `38.380` (a last dot is tolerated, '' is the nation); undefined when it is no path. */
export const parseAreaPath = (text: string): AreaPath | undefined => {
  const closed = text === '' || text.endsWith('.') ? text : `${text}.`;
  return isAreaPath(closed) ? closed : undefined;
};

/** The wire form, without the last dot: `38.380.14782`; '' for the nation. */
export const formatAreaPath = (path: AreaPath): string => path.slice(0, -1);

/**
 * The half-open bounds `[from, to)` that hold an area and all below it, under `collate "C"` ('/' follows '.').
 * The nation's hold every area below it but not '' itself: to PostgreSQL an unset `app.area_from` is '' too, and means nobody.
 */
export const areaRange = (path: AreaPath): [from: string, to: string] =>
  path === '' ? ['0', '~'] : [path, `${path.slice(0, -1)}/`];

/** Whether `inner` is `outer` or lies below it. */
export const isWithin = (inner: AreaPath, outer: AreaPath): boolean => inner.startsWith(outer);

/** The area directly above; undefined for the nation. */
export const parentOf = (path: AreaPath): AreaPath | undefined =>
  path === '' ? undefined : parseAreaPath(path.replace(/[^.]+\.$/, ''));

/** How many levels below the nation: 0 for the nation, 1 for a province. */
export const levelDepth = (path: AreaPath): number => path.split('.').length - 1;

/** Whether two different areas have the same area directly above them. */
export const isBeside = (one: AreaPath, other: AreaPath): boolean => one !== other && parentOf(one) === parentOf(other);
