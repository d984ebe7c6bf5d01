import type { AreaPath } from '../../core/area.ts';
import { parentOf } from '../../core/area.ts';
import { fold, syllables } from '../../core/fold.ts';
import type { Level } from './unit.ts';

export type AreaUnit = { path: AreaPath; code: string; level: Level; name: string };

/** All units of the installation in memory: 11,000 rows, read far more often than they change. */
export type AreaTree = {
  size: number;
  /** The unit at a path, also at one that it had before, or that was dissolved. */
  find: (path: AreaPath) => AreaUnit | undefined;
  /** Paths that areas had before, and what they are now. */
  moved: ReadonlyMap<AreaPath, AreaPath>;
  childrenOf: (path: AreaPath) => readonly AreaUnit[];
  /** From the province down to the area itself; empty for the nation and for what does not exist. */
  trail: (path: AreaPath) => AreaUnit[];
  /** 'Phường Đông Vệ, Thành phố Thanh Hóa, Thanh Hóa' */
  trailText: (path: AreaPath) => string;
  /** The units whose name answers a text typed with or without marks, the best first. About 5 ms. */
  search: (text: string, within: AreaPath, limit: number) => AreaUnit[];
};

const kind = /^(Thành phố|Tỉnh|Quận|Huyện|Thị xã|Thị trấn|Phường|Xã|Đặc khu) /;
export const bareName = (name: string): string => name.replace(kind, '');

type Entry = { unit: AreaUnit; full: string; bare: string; whole: string };

/** The unit itself, its beginning, a word in it, its name with that of a unit above; smaller is better. */
const rank = ({ full, bare, whole }: Entry, text: string, words: readonly string[]): number | undefined => {
  if (bare === text || full === text) return 0;
  if (bare.startsWith(text) || full.startsWith(text)) return 1;
  if (` ${full}`.includes(` ${text}`)) return 2;
  if (!words.every((word) => whole.includes(` ${word}`))) return undefined;
  if (`${text} `.startsWith(`${bare} `) || `${text} `.startsWith(`${full} `)) return 3;
  return words.some((word) => ` ${bare}`.includes(` ${word}`)) ? 4 : undefined;
};

const order = new Intl.Collator('vi', { numeric: true });

type Former = { moved?: ReadonlyMap<AreaPath, AreaPath>; ended?: readonly AreaUnit[] };

/** `units` come in the order of their paths, those above first; `ended` ones have a name still, and stand in no list. */
export const plantTree = (units: readonly AreaUnit[], { moved = new Map(), ended = [] }: Former = {}): AreaTree => {
  const byPath = new Map([...ended, ...units].map((unit) => [unit.path, unit]));
  const find = (path: AreaPath): AreaUnit | undefined => byPath.get(path) ?? byPath.get(moved.get(path) ?? path);
  const children = Map.groupBy(units, ({ path }) => parentOf(path) as string | undefined);
  const trail = (path: AreaPath): AreaUnit[] => {
    const unit = find(path);
    return path === '' || !unit ? [] : [...trail(parentOf(unit.path) as AreaPath), unit];
  };
  const trailText = (path: AreaPath): string => {
    const names = trail(path).map(({ name }) => name);
    const [province = '', ...below] = names;
    return below.length === 0 ? province : [...below.reverse(), bareName(province)].join(', ');
  };
  const entries = units
    .filter(({ path }) => path !== '')
    .map((unit): Entry => {
      const names = trail(unit.path).map(({ name }) => fold(name));
      return { unit, full: fold(unit.name), bare: fold(bareName(unit.name)), whole: ` ${names.reverse().join(' ')}` };
    });
  const search = (text: string, within: AreaPath, limit: number): AreaUnit[] => {
    const [folded, words] = [fold(text), syllables(text)];
    if (words.length === 0) return [];
    return entries
      .filter(({ unit }) => unit.path.startsWith(within))
      .flatMap((entry) => {
        const at = rank(entry, folded, words);
        return at === undefined ? [] : [{ unit: entry.unit, at }];
      })
      .sort((a, b) => a.at - b.at || a.unit.path.length - b.unit.path.length || order.compare(a.unit.name, b.unit.name))
      .slice(0, limit)
      .map(({ unit }) => unit);
  };
  return {
    size: units.length,
    find,
    moved,
    childrenOf: (path) => children.get(path) ?? [],
    trail,
    trailText,
    search,
  };
};
